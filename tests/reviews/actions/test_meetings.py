import datetime

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.conflicts import EditConflict
from kyodo.models import StateChange
from kyodo.workflow import StepRefused
from reviews.actions.meetings import (
    Point,
    finalise,
    point_of,
    publish,
    reopen,
    return_to_entry,
    save_meeting,
    save_point,
    unpublish,
)
from reviews.enums import Side
from reviews.models import Meeting, MeetingPoint, Rating, Sheet
from tests.factories.organizations import PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import MeetingFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return SheetFactory(meeting_open=True, group="3", city="5")


@pytest.fixture
def clerk(sheet):
    return PostFactory(division=sheet.division).user


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True).user


@pytest.fixture
def axis(sheet):
    return sheet.axis_set.axes.first()


def write(sheet, axis, by, point, base=None):
    save_point(sheet=sheet, axis=axis, point=point, base=base or point_of(sheet, axis).digest, by=by)


def test_a_point_keeps_the_agreed_score_what_was_said_and_the_next_step(sheet, axis, clerk):
    point = Point(4, "連絡が早くなった。", "表を見直す。")
    write(sheet, axis, clerk, point)
    assert point_of(sheet, axis) == point
    write(sheet, axis, clerk, Point(None, "連絡が早くなった。", ""))
    assert point_of(sheet, axis) == Point(None, "連絡が早くなった。", "")
    assert Rating.objects.filter(sheet=sheet, side=Side.GROUP).get().value == 3


def test_an_empty_point_makes_no_record(sheet, axis, clerk):
    write(sheet, axis, clerk, Point())
    assert (Meeting.objects.count(), MeetingPoint.objects.count()) == (0, 0)


def test_two_who_write_the_same_point_are_shown_both(sheet, axis, clerk):
    base = point_of(sheet, axis).digest
    write(sheet, axis, clerk, Point(4, "一人め"))
    with pytest.raises(EditConflict) as conflict:
        write(sheet, axis, clerk, Point(3, "二人め"), base=base)
    assert conflict.value.current == Point(4, "一人め")


def test_an_axis_of_another_set_is_refused(sheet, clerk):
    other = SheetFactory(round__axis_set__key="other", round__axis_set__is_current=False, year_of_round=2025)
    with pytest.raises(ValueError, match="another set"):
        write(sheet, other.axis_set.axes.first(), clerk, Point(4))


def test_the_minutes_are_saved_once_a_version(sheet, clerk):
    saved = save_meeting(meeting=Meeting(sheet=sheet, place="会議室"), base_version=1, by=clerk)
    with pytest.raises(EditConflict):
        save_meeting(meeting=Meeting(sheet=sheet, place="公民館"), base_version=1, by=clerk)
    saved.place = "公民館"
    save_meeting(meeting=saved, base_version=1, by=clerk)
    with pytest.raises(EditConflict):
        save_meeting(meeting=saved, base_version=1, by=clerk)
    assert Meeting.objects.get().place == "公民館"


def test_a_sheet_is_settled_only_after_a_meeting_with_its_day(sheet, clerk):
    with pytest.raises(StepRefused):
        finalise(sheet=sheet, by=clerk)
    MeetingFactory(sheet=sheet, held_on=None)
    with pytest.raises(StepRefused):
        finalise(sheet=sheet, by=clerk)
    Meeting.objects.update(held_on=datetime.date(2027, 6, 10))
    assert finalise(sheet=sheet, by=clerk).state == "final"


@pytest.mark.parametrize("standing", ["group_done", "final", "published"])
def test_nothing_is_written_outside_the_meeting(standing):
    sheet = SheetFactory(**{standing: True})
    clerk, axis = PostFactory(division=sheet.division).user, sheet.axis_set.axes.first()
    with pytest.raises(StepRefused):
        write(sheet, axis, clerk, Point(5))
    with pytest.raises(StepRefused):
        save_meeting(meeting=Meeting(sheet=sheet), base_version=1, by=clerk)
    assert Rating.objects.count() == 0


def test_going_back_to_entry_clears_both_finishes_and_keeps_the_reason(sheet, clerk):
    back = return_to_entry(sheet=sheet, by=clerk, reason="数が違っていた")
    assert (back.state, back.group_finished_at, back.group_finished_by) == ("open", None, None)
    assert (back.city_finished_at, back.city_finished_by) == (None, None)
    assert StateChange.objects.get().reason == "数が違っていた"
    with pytest.raises(StepRefused):
        return_to_entry(sheet=back, by=clerk, reason="もう一度")


@pytest.mark.parametrize(
    ("verb", "standing"), [(reopen, "final"), (unpublish, "published"), (return_to_entry, "meeting_open")]
)
def test_a_way_back_asks_for_a_reason(verb, standing, coordinator):
    with pytest.raises(StepRefused):
        verb(sheet=SheetFactory(**{standing: True}), by=coordinator, reason=" ")


def test_only_a_coordinator_reopens_and_publishes(coordinator):
    public = PartnerFactory(project_year=ProjectYearFactory(public=True))
    sheet = SheetFactory(final=True, partner=public)
    clerk = PostFactory(division=sheet.division).user
    for verb in (reopen, publish):
        with pytest.raises(PermissionDenied):
            verb(sheet=sheet, by=clerk, reason="直したい")
    assert publish(sheet=sheet, by=coordinator).state == "published"
    assert unpublish(sheet=sheet, by=coordinator, reason="写真の確認").state == "final"
    assert reopen(sheet=sheet, by=coordinator, reason="合意の直し").state == "meeting"


def test_a_sheet_of_a_project_kept_inside_is_not_published(coordinator):
    sheet = SheetFactory(final=True)
    with pytest.raises(StepRefused):
        publish(sheet=sheet, by=coordinator)
    assert Sheet.objects.get(pk=sheet.pk).state == "final"
