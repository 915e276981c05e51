import pytest

from projects.call_parts import SECTIONS as PART
from projects.forms.part_forms import PartForms
from projects.sections import SECTIONS, sections_of
from tests.factories.calls import ProgrammeFactory

pytestmark = pytest.mark.django_db
DECLARED = [{"key": each.key, "title": each.title, "note": each.note} for each in SECTIONS]
ADDED = {"title": "防災", "note": "備え", "after": "purpose", "kind": "text", "required": "on"}


def forms(*added, changes=(), **declared):
    """The page as it is shown, with what somebody typed: `team={"title": …}` and further rows."""
    rows = [{**row, **declared.get(row["key"], {})} for row in DECLARED] + list(added)
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": str(len(rows))}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return PartForms(ProgrammeFactory(sections=list(changes)), PART, data)


def changes(filled) -> list[dict]:
    assert filled.is_valid(), filled.form.errors
    return filled.values({})["sections"]


def titles(found) -> list[str]:
    return [section.title for section in sections_of(found)]


def test_the_page_as_shown_changes_nothing():
    assert changes(forms()) == []


def test_sections_are_left_out_and_renamed():
    found = changes(forms(team={"leave_out": "on"}, effect={"title": "効き目"}, outlook={"note": "先のこと"}))
    assert found == [
        {"key": "effect", "title": "効き目"},
        {"key": "team", "leave_out": True},
        {"key": "outlook", "note": "先のこと"},
    ]
    assert "体制" not in titles(found)


def test_added_sections_stand_where_they_were_put_one_after_the_other_and_stay_there():
    found = changes(forms(ADDED, {**ADDED, "title": "見守り"}, purpose={"leave_out": "on"}))
    assert titles(found)[1:5] == ["地域の課題", "防災", "見守り", "内容"]
    assert [each.get("max_length") for each in found] == [2000, 2000, None]
    shown = PartForms(ProgrammeFactory(sections=found), PART).form
    assert [(row["title"].value(), row["after"].value()) for row in shown.forms if not row.section] == [
        ("防災", "purpose"),
        ("見守り", "purpose"),
    ]


@pytest.mark.parametrize("key", ["name", "budget"])
def test_what_no_proposal_can_be_without_is_not_left_out(key):
    assert changes(forms(**{key: {"leave_out": "on"}})) == []


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({**ADDED, "key": "nowhere"}, "title", "項目「防災」は、この募集にありません。"),
        ({**ADDED, "title": ""}, "title", "項目の題名を書いてください。"),
        ({**ADDED, "title": "内容"}, "title", "「内容」という項目が、もうあります。"),
        ({**ADDED, "max_length": "5001"}, "max_length", "5,000字以下にしてください。"),
    ],
)
def test_a_section_that_cannot_be_is_said_at_its_field(row, field, message):
    filled = forms(row)
    assert filled.is_valid() is False
    assert dict(filled.form.forms[-1].errors) == {field: [message]}


def test_an_unknown_place_or_kind_is_refused():
    filled = forms({**ADDED, "after": "nowhere", "kind": "rows"})
    assert filled.is_valid() is False
    assert sorted(filled.form.forms[-1].errors) == ["after", "kind"]


def test_a_blank_row_is_left_out():
    assert changes(forms({"title": "", "after": "outlook", "kind": "text", "required": "on"})) == []
