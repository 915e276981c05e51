import pytest

from projects.call_parts import CATEGORIES
from projects.forms.part_forms import PartForms
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
NEW = {"name": "新規", "max_years": "2"}


def forms(*rows, call=None):
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return PartForms(call or CallFactory(draft=True), CATEGORIES, data)


def test_shares_and_limits_are_read_year_by_year():
    years = {"rate_1": "９０％", "rate_2": "80", "limit_1": "30万円", "limit_2": "２００，０００"}
    filled = forms({**NEW, **years, "is_continuation": "on"})
    assert filled.is_valid(), filled.form.errors
    (category,) = filled.values({})["categories"]
    assert category == {
        "key": category["key"],
        "name": "新規",
        "note": "",
        "max_years": 2,
        "rates": [90, 80],
        "limits": [300_000, 200_000],
        "is_continuation": True,
    }


def test_no_share_and_no_limit_are_rules_too():
    filled = forms(NEW)
    assert filled.is_valid()
    assert [(each["rates"], each["limits"]) for each in filled.values({})["categories"]] == [([], [])]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"rate_1": "90"}, "rate_2", "2年目の負担率も入れるか、すべて空けてください。"),
        ({"limit_2": "1000"}, "limit_1", "1年目の上限も入れるか、すべて空けてください。"),
        (
            {"rate_1": "90", "rate_2": "80", "rate_3": "70"},
            "rate_3",
            "続けられるのは2年までです。空けるか、年数を増やしてください。",
        ),
        ({"rate_1": "90", "rate_2": "101"}, "rate_1", "負担率は、1から100までの数にしてください。"),
        ({"limit_1": "0", "limit_2": "0"}, "limit_1", "上限は、1円以上にしてください。"),
        ({"name": "", "note": "説明"}, "name", "部門の名前を書いてください。"),
    ],
)
def test_a_category_that_makes_no_sense_is_said_at_its_field(typed, field, message):
    filled = forms({**NEW, **typed})
    assert filled.is_valid() is False
    assert dict(filled.form.forms[0].errors) == {field: [message]}


def test_a_category_with_proposals_cannot_be_taken_off_the_page():
    category = CategoryFactory(call__draft=True)
    ProposalFactory(call=category.call, category=category)
    shown = PartForms(category.call, CATEGORIES).form.forms[0]
    assert ("DELETE" in shown.fields, shown.is_chosen) == (False, True)
    kept = {"key": category.key, "name": "新しい名前", "max_years": "3"}
    assert forms({**kept, "DELETE": "on"}, call=category.call).is_valid() is True
    left = forms({**NEW}, call=category.call)
    assert left.is_valid() is False
    assert left.form.non_form_errors() == ["提案のある部門は、外せません。"]
