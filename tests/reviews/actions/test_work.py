import datetime

import pytest
from django.core.exceptions import ValidationError

from kyodo.fiscal_year import FiscalYear
from projects.models import Theme
from reviews.actions.work import (
    IS_THEME,
    TAKEN,
    RowFault,
    WorkConflict,
    WorkEntry,
    ask_for_work,
    copy_work,
    make_theme,
    set_work,
)
from reviews.models import WorkItem, WorkRound
from tests.factories.organizations import DivisionFactory, UserFactory
from tests.factories.surveys import WorkItemFactory

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2026)
WHY = "個人情報を扱うため"


def words(name: str, fitness: str = "", reason: str = "", content: str = "") -> dict[str, str]:
    return {"name": name, "content": content, "fitness": fitness, "reason": reason}


def as_it_is(item: WorkItem, **changed) -> WorkEntry:
    """The row as this editor opened it, with what was changed in it."""
    kept = words(item.name, item.fitness, item.reason, item.content)
    return WorkEntry(kept | changed, item.pk, item.version)


def gone(item: WorkItem) -> WorkEntry:
    return WorkEntry(None, item.pk, item.version)


def listed(division) -> list[tuple]:
    rows = WorkItem.objects.filter(division=division, fiscal_year=YEAR.year)
    return list(rows.values_list("name", "fitness", "reason"))


def save(division, *entries) -> None:
    set_work(division, YEAR, entries, by=UserFactory())


def test_rows_are_added_changed_and_taken_away_in_one_step():
    kept, dropped = WorkItemFactory(name="窓口"), WorkItemFactory(name="統計")
    dropped.division = kept.division
    dropped.save()
    added = WorkEntry(words("講座", "yes"))
    save(kept.division, as_it_is(kept, fitness="no", reason=WHY), gone(dropped), added)
    assert listed(kept.division) == [("窓口", "no", WHY), ("講座", "yes", "")]
    kept.refresh_from_db()
    assert (kept.version, kept.history.count()) == (2, 2)


def test_what_is_not_among_the_entries_and_what_is_not_changed_stays_as_it_is():
    item = WorkItemFactory(fits=True)
    WorkItemFactory(division=item.division)
    save(item.division, as_it_is(item))
    item.refresh_from_db()
    assert (item.version, item.history.count(), len(listed(item.division))) == (1, 1, 2)


def test_two_people_in_one_row_keep_both_where_they_changed_different_fields():
    item = WorkItemFactory()
    opened = as_it_is(item, content="年に三回")
    save(item.division, as_it_is(item, fitness="yes"))
    save(item.division, opened)
    item.refresh_from_db()
    assert (item.fitness, item.content, item.version) == ("yes", "年に三回", 3)


def test_the_same_field_changed_by_two_is_told_and_nothing_is_saved():
    item = WorkItemFactory()
    opened = as_it_is(item, fitness="no", reason=WHY)
    save(item.division, as_it_is(item, fitness="yes"))
    with pytest.raises(WorkConflict) as told:
        save(item.division, WorkEntry(words("講座")), opened)
    clash = told.value.clashes[0]
    assert (clash.current.fitness, clash.fields) == ("yes", ("fitness",))
    assert listed(item.division) == [(item.name, "yes", "")]


def test_a_mark_whose_reason_another_took_away_is_told():
    item = WorkItemFactory(fits=True, reason="読み聞かせの会がある")
    opened = as_it_is(item, fitness="conditional")
    save(item.division, as_it_is(item, reason=""))
    with pytest.raises(WorkConflict) as told:
        save(item.division, opened)
    assert told.value.clashes[0].fields == ("fitness", "reason")


def test_a_row_that_another_took_away_is_told_unless_it_goes_here_too():
    item = WorkItemFactory()
    entry = as_it_is(item, content="年に三回")
    save(item.division, gone(item))
    with pytest.raises(WorkConflict) as told:
        save(item.division, entry)
    assert told.value.clashes[0].current is None
    save(item.division, gone(WorkItem(pk=entry.item_id, version=1)))


def test_a_row_that_another_changed_is_not_taken_away():
    item = WorkItemFactory()
    opened = gone(item)
    save(item.division, as_it_is(item, fitness="yes"))
    with pytest.raises(WorkConflict):
        save(item.division, opened)
    assert len(listed(item.division)) == 1


def test_rows_may_take_each_others_names():
    first = WorkItemFactory(name="窓口")
    second = WorkItemFactory(name="講座", division=first.division)
    save(first.division, as_it_is(first, name="講座"), as_it_is(second, name="窓口"))
    assert {item.pk: item.name for item in WorkItem.objects.all()} == {first.pk: "講座", second.pk: "窓口"}


@pytest.mark.parametrize("typed", [["窓口"], ["講座", "講座"]])
def test_no_name_stands_twice(typed):
    division = WorkItemFactory(name="窓口").division
    with pytest.raises(RowFault, match=TAKEN) as told:
        save(division, *(WorkEntry(words(name)) for name in typed))
    assert told.value.place == len(typed) - 1


def test_what_is_a_theme_stays_in_the_list():
    item = WorkItemFactory(fits=True)
    make_theme(item, Theme(title="講座", problem="人が足りない", fiscal_year=2026), by=UserFactory())
    item.refresh_from_db()
    with pytest.raises(RowFault, match=IS_THEME):
        save(item.division, gone(item))


def test_last_years_rows_are_copied_with_their_marks_from_the_divisions_before_too():
    old, division = DivisionFactory(position=1), DivisionFactory(position=2)
    there = WorkItemFactory(division=division, name="統計")
    WorkItemFactory(division=old, fiscal_year=2025, name="窓口", unfit=True)
    WorkItemFactory(division=division, fiscal_year=2025, name="統計", fits=True)
    WorkItemFactory(division=division, fiscal_year=2025, name="講座", fits=True)
    WorkItemFactory(fiscal_year=2025)
    assert copy_work(division, YEAR, sources=[old.pk, division.pk], by=UserFactory()) == 2
    assert listed(division) == [("統計", "", ""), ("窓口", "no", WHY), ("講座", "yes", "")]
    assert copy_work(division, YEAR, sources=[old.pk, division.pk], by=UserFactory()) == 0
    there.refresh_from_db()
    assert there.version == 1


def test_a_row_becomes_a_draft_theme_of_its_division_once():
    item, by = WorkItemFactory(conditional=True), UserFactory()
    theme = make_theme(item, Theme(title="講座", problem="人が足りない", fiscal_year=2027), by=by)
    item.refresh_from_db()
    assert (item.theme, theme.division, theme.state, item.version) == (theme, item.division, "draft", 1)
    with pytest.raises(ValidationError, match="もうテーマ"):
        make_theme(item, Theme(title="講座", problem="人が足りない", fiscal_year=2027), by=by)
    assert Theme.objects.count() == 1


@pytest.mark.parametrize("mark", [{}, {"unfit": True}])
def test_what_is_not_marked_as_fit_becomes_no_theme(mark):
    with pytest.raises(ValidationError, match="だけを"):
        make_theme(WorkItemFactory(**mark), Theme(), by=UserFactory())


def test_the_office_asks_once_a_year_and_may_move_the_day():
    by = UserFactory()
    ask_for_work(YEAR, due_on=datetime.date(2026, 6, 30), by=by)
    asked = ask_for_work(YEAR, due_on=datetime.date(2026, 7, 31), by=UserFactory())
    assert WorkRound.objects.get() == asked
    assert (asked.due_on, asked.asked_by, asked.history.count()) == (datetime.date(2026, 7, 31), by, 2)
