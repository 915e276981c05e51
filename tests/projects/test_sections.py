import pytest

from projects.enums import AnswerKind
from projects.sections import SECTIONS, SectionsError, sections_of

KEYS = [
    *("name", "problem", "purpose", "content", "people", "schedule", "roles"),
    *("goals", "effect", "team", "record", "budget", "outlook", "files"),
]


def keys(changes):
    return [section.key for section in sections_of(changes)]


def test_without_changes_all_that_is_declared_is_asked():
    assert sections_of([]) == SECTIONS
    assert keys([]) == KEYS


def test_every_field_is_asked_once():
    fields = [field.key for section in SECTIONS for field in section.fields]
    assert sorted(set(fields)) == sorted(fields)


def test_a_call_leaves_a_section_out():
    assert keys([{"key": "record", "leave_out": True}]) == [key for key in KEYS if key != "record"]


@pytest.mark.parametrize("key", ["name", "budget"])
def test_no_call_can_do_without_a_name_and_a_budget(key):
    with pytest.raises(SectionsError, match="どの募集でも必要です"):
        sections_of([{"key": key, "leave_out": True}])


def test_a_call_renames_a_section_and_its_only_field():
    found = next(
        each
        for each in sections_of([{"key": "effect", "title": "見こむ変化", "note": "短く"}])
        if each.key == "effect"
    )
    assert (found.title, found.note, found.fields[0].label) == ("見こむ変化", "短く", "見こむ変化")


def test_a_renamed_section_of_several_fields_keeps_their_labels():
    found = next(
        each for each in sections_of([{"key": "people", "title": "参加する人"}]) if each.key == "people"
    )
    assert [field.label for field in found.fields] == ["対象", "人数（のべ）"]


def test_a_call_adds_a_section_where_it_says():
    added = {
        "key": "x_safety",
        "title": "安全への配慮",
        "after": "content",
        "max_length": 800,
        "required": False,
    }
    found = sections_of([added])
    place = [section.key for section in found].index("x_safety")
    assert found[place - 1].key == "content"
    field = found[place].fields[0]
    assert (field.key, field.kind, field.max_length, field.required) == (
        "x_safety",
        AnswerKind.TEXT,
        800,
        False,
    )


def test_an_added_section_stands_before_the_files_where_nothing_is_said():
    assert keys([{"key": "x_more", "title": "そのほか"}])[-3:] == ["outlook", "x_more", "files"]


@pytest.mark.parametrize(
    "change",
    [
        {"key": "nowhere", "title": "どこにもない"},
        {"key": "x_new", "title": ""},
        {"key": "x_new", "title": "表", "kind": "rows"},
        {"key": "x_new", "title": "場所なし", "after": "nowhere"},
        {"key": "x_名前", "title": "全角のキー"},
    ],
)
def test_a_change_that_contradicts_the_declaration_is_refused(change):
    with pytest.raises(SectionsError):
        sections_of([change])
