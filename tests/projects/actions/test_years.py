import datetime

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.conflicts import EditConflict
from kyodo.models import StateChange
from kyodo.workflow import StepRefused
from projects.actions.years import change_year, move_year
from projects.enums import YearState as S
from projects.models import ProjectYear
from projects.workflow import year_workflow
from tests.factories.projects import ProjectYearFactory

# The whole table: which step leads where from which state.
STEPS = {
    ("prepare", S.CONSIDERING): S.PREPARING,
    ("start", S.CONSIDERING): S.RUNNING,
    ("start", S.PREPARING): S.RUNNING,
    ("finish", S.RUNNING): S.DONE,
    ("cancel", S.CONSIDERING): S.CANCELLED,
    ("cancel", S.PREPARING): S.CANCELLED,
    ("cancel", S.RUNNING): S.CANCELLED,
    ("abolish", S.RUNNING): S.ABOLISHED,
    ("abolish", S.DONE): S.ABOLISHED,
    ("resume", S.DONE): S.RUNNING,
    ("resume", S.CANCELLED): S.RUNNING,
    ("resume", S.ABOLISHED): S.RUNNING,
}
WHO = {
    "clerk": {"prepare", "start", "finish", "cancel", "abolish"},
    "other_clerk": set(),
    "coordinator": {"prepare", "start", "finish", "cancel", "abolish", "resume"},
    "member": set(),
    "citizen": set(),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", year_workflow.steps)
@pytest.mark.parametrize("state", S)
def test_the_walk_through_every_state_by_every_role(who, action, state, year, request):
    person = request.getfixturevalue(who)
    ProjectYear.objects.filter(pk=year.pk).update(state=state)
    year.refresh_from_db()
    to_state = STEPS.get((action, state))
    if to_state is None:
        with pytest.raises(StepRefused):
            move_year(year=year, action=action, by=person, reason="雨が続いたため")
    elif action not in WHO[who]:
        with pytest.raises(PermissionDenied):
            move_year(year=year, action=action, by=person, reason="雨が続いたため")
    else:
        move_year(year=year, action=action, by=person, reason="雨が続いたため")
        assert (year.state, year.state_changed_by) == (to_state, person)
        return
    year.refresh_from_db()
    assert (year.state, StateChange.objects.count()) == (state, 0)


@pytest.mark.parametrize("action", ["cancel", "abolish"])
def test_a_stop_without_a_reason_is_refused(action, year, clerk):
    ProjectYear.objects.filter(pk=year.pk).update(state=S.RUNNING)
    with pytest.raises(StepRefused) as refused:
        move_year(year=year, action=action, by=clerk, reason="  ")
    assert refused.value.messages == ["理由を書いてください。"]


def test_a_step_brings_the_project_to_the_top_of_what_is_followed(year, clerk, at):
    moment = at(2026, 8, 1, 9)
    move_year(year=year, action="prepare", by=clerk)
    year.project.refresh_from_db()
    assert year.project.updated_at == moment


def test_saving_keeps_a_step_taken_while_the_form_was_open(year, clerk):
    open_form = ProjectYear.objects.get(pk=year.pk)
    move_year(year=year, action="prepare", by=clerk)
    open_form.content = "花を植える"
    change_year(year=open_form, base_version=1, partners=[], goals=[], by=clerk)
    year.refresh_from_db()
    assert (year.state, year.content, year.version) == (S.PREPARING, "花を植える", 2)


def test_the_second_of_two_editors_is_told(year, clerk):
    first, second = ProjectYear.objects.get(pk=year.pk), ProjectYear.objects.get(pk=year.pk)
    change_year(year=first, base_version=1, partners=[], goals=[], by=clerk)
    second.content = "別の内容"
    with pytest.raises(EditConflict):
        change_year(year=second, base_version=1, partners=[], goals=[], by=clerk)
    year.refresh_from_db()
    assert (year.content, year.version) == ("", 2)


def test_the_history_says_who(year, clerk):
    year.starts_on = datetime.date(2026, 4, 1)
    change_year(year=year, base_version=1, partners=[], goals=[], by=clerk)
    assert year.history.first().history_user == clerk


def test_a_done_year_may_not_begin_again_by_itself(clerk, division, now):
    done = ProjectYearFactory(division=division, done=True)
    assert [step.action for step in year_workflow.open_to(clerk, done)] == ["abolish"]
