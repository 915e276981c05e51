import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from projects.actions.conflicts import lift_conflict, set_conflict
from projects.actions.scoring import (
    OVERALL,
    FieldEdit,
    ScoringRefused,
    declare,
    finish_scoring,
    save_scores,
    take_back_scoring,
)
from projects.enums import ProposalState
from projects.models import Assignment, Score
from tests.factories.calls import CriterionFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import DecisionFactory, PanelMemberFactory, ScoreFactory
from tests.projects.actors import ALL, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db


def edit(criterion, version=0, **fields):
    return {criterion.pk: {name: FieldEdit(version, value) for name, value in fields.items()}}


def save(round_, edits, assignment=None, by=None):
    return save_scores(assignment or round_.assignment, edits, by=by or round_.reviewer)


def values(round_):
    return [score.value for score in Score.objects.filter(assignment=round_.assignment).order_by("criterion")]


def close(stage, by):
    stage.closed_at, stage.closed_by = timezone.now(), by
    stage.save()


def test_a_score_and_its_comment_are_kept_with_who_gave_them():
    round_ = screening()
    saved = save(round_, edit(round_.criteria[0], value=4, comment="よい。"))
    score = Score.objects.get()
    assert (score.value, score.comment, score.version, score.updated_by) == (4, "よい。", 1, round_.reviewer)
    key = round_.criteria[0].pk
    assert (saved.versions, saved.clashes) == ({(key, "value"): 1, (key, "comment"): 1}, ())
    assert score.history.get().history_user == round_.reviewer


def test_two_windows_write_different_fields_of_one_row():
    round_ = screening()
    first = round_.criteria[0]
    save(round_, edit(first, value=4, comment=""))
    saved = save(round_, edit(first, value=None, comment="別の画面から"))  # this window knows no score yet
    score = Score.objects.get()
    assert (score.value, score.comment, score.version) == (4, "別の画面から", 2)
    assert (saved.versions, saved.clashes) == ({(first.pk, "comment"): 2}, ())


def test_a_window_that_knows_less_never_writes_its_old_text_again():
    round_ = screening()
    first = round_.criteria[0]
    save(round_, edit(first, value=4, comment=""))
    saved = save(round_, edit(first, value=None, comment="あ"))
    again = {
        name: FieldEdit(saved.versions.get((first.pk, name), 0), value)
        for name, value in (("value", None), ("comment", "あい"))
    }
    assert save(round_, {first.pk: again}).clashes == ()
    assert (Score.objects.get().value, Score.objects.get().comment) == (4, "あい")


def test_the_same_field_in_two_windows_is_asked_about_and_the_rest_saved():
    round_ = screening()
    first, second = round_.criteria
    save(round_, edit(first, value=4, comment=""))
    saved = save(round_, {**edit(first, value=2, comment="低い"), **edit(second, value=5, comment="")})
    assert values(round_) == [4, 5]
    assert Score.objects.get(criterion=first).comment == "低い"
    clash = saved.clashes[0]
    assert (clash.key, clash.field, clash.difference.theirs, clash.difference.mine) == (
        first.pk,
        "value",
        "4",
        "2",
    )
    assert clash.difference.name == f"value_{first.pk}"


def test_what_is_said_of_the_whole_is_kept_on_the_assignment():
    round_ = screening()
    whole = {OVERALL: {"outlook": FieldEdit(1, "for"), "comment": FieldEdit(1, "推したい。")}}
    saved = save(round_, whole)
    round_.assignment.refresh_from_db()
    assert (round_.assignment.outlook, round_.assignment.comment) == ("for", "推したい。")
    assert saved.versions == {(OVERALL, "outlook"): 2, (OVERALL, "comment"): 2}


def test_a_save_without_a_change_writes_nothing():
    round_ = screening()
    save(round_, edit(round_.criteria[0], value=4, comment=""))
    save(round_, edit(round_.criteria[0], version=1, value=4, comment=""))
    assert Score.history.count() == 1


@pytest.mark.parametrize("value", [6, 0, -1, "五", "abc"])
def test_a_value_off_the_scale_is_refused(value):
    round_ = screening()
    with pytest.raises(ValidationError):
        save(round_, edit(round_.criteria[0], value=value))
    assert Score.objects.count() == 0


def test_a_criterion_of_another_call_is_refused():
    round_ = screening()
    with pytest.raises(ValidationError) as refused:
        save(round_, edit(CriterionFactory(), value=3))
    assert refused.value.code == "criterion"


def test_a_criterion_that_was_replaced_is_refused():
    round_ = screening()
    old = round_.criteria[0]
    old.replaced_by = CriterionFactory(stage=round_.stage, version=2)
    old.save()
    with pytest.raises(ValidationError):
        save(round_, edit(old, value=3))


def test_nothing_is_scored_after_the_closing():
    round_ = screening()
    close(round_.stage, round_.reviewer)
    for verb in (finish_scoring, take_back_scoring):
        with pytest.raises(ScoringRefused):
            verb(round_.assignment, by=round_.reviewer)
    with pytest.raises(ScoringRefused) as refused:
        save(round_, edit(round_.criteria[0], value=3))
    assert refused.value.code == "closed"
    with pytest.raises(ScoringRefused):
        declare(round_.assignment, cause="member", by=round_.reviewer)


@pytest.mark.parametrize(
    "state", [state for state in ProposalState if state in ("withdrawn", "adopted", "rejected")]
)
def test_only_a_proposal_in_screening_is_scored(state):
    round_ = screening()
    type(round_.proposals[0]).objects.filter(pk=round_.proposals[0].pk).update(state=state)
    round_.assignment.refresh_from_db()
    with pytest.raises(ScoringRefused):
        save(round_, edit(round_.criteria[0], value=3))


def test_finished_is_read_only_until_it_is_taken_back():
    round_ = screening()
    finish_scoring(round_.assignment, by=round_.reviewer)
    with pytest.raises(ScoringRefused) as refused:
        save(round_, edit(round_.criteria[0], value=3))
    assert refused.value.code == "finished"
    take_back_scoring(round_.assignment, by=round_.reviewer)
    save(round_, edit(round_.criteria[0], value=3))
    round_.assignment.refresh_from_db()
    assert (values(round_), round_.assignment.finished_stage, round_.assignment.finished_at) == ([3], 0, None)


def test_the_second_stage_has_its_own_criteria():
    round_ = screening(stages=2)
    close(round_.stages[0], round_.reviewer)
    proposal = round_.proposals[0]
    proposal.stage_number = 2
    proposal.save()
    assignment = Assignment.objects.get()
    with pytest.raises(ValidationError):
        save(round_, edit(round_.criteria[0], value=3), assignment)
    save(round_, edit(round_.criteria[-1], value=5), assignment)
    assert values(round_) == [5]


def test_a_conflict_takes_the_reviewer_out_at_once():
    round_ = screening(undeclared=True)
    declare(round_.assignment, cause="family", note="姉が会員です。", by=round_.reviewer)
    round_.assignment.refresh_from_db()
    assert (round_.assignment.has_conflict, round_.assignment.conflict_note) == (True, "姉が会員です。")
    with pytest.raises(PermissionDenied):
        save(round_, edit(round_.criteria[0], value=3))


def test_who_declared_none_may_still_find_a_conflict_but_not_take_one_back():
    round_ = screening(undeclared=True)
    declare(round_.assignment, cause="", note="残らない", by=round_.reviewer)
    declare(round_.assignment, cause="advice", by=round_.reviewer)
    with pytest.raises(ValidationError) as refused:
        declare(round_.assignment, cause="", by=round_.reviewer)
    assert refused.value.code == "conflict"
    assert [row.conflict_note for row in Assignment.history.all()] == ["", "", ""]


def test_a_member_of_the_group_cannot_declare_to_be_free():
    round_ = screening(undeclared=True)
    MembershipFactory(organization=round_.proposals[0].organization, user=round_.reviewer)
    with pytest.raises(ValidationError) as refused:
        declare(round_.assignment, cause="", by=round_.reviewer)
    assert refused.value.code == "own_group"
    declare(round_.assignment, cause="member", by=round_.reviewer)


def test_the_office_sets_a_conflict_while_somebody_scores(coordinator):
    round_ = screening()
    save(round_, edit(round_.criteria[0], value=3))
    set_conflict(round_.assignment, cause="money", reason="請負の契約がある。", by=coordinator)
    with pytest.raises(PermissionDenied):
        save(round_, edit(round_.criteria[0], version=1, value=4))
    round_.assignment.refresh_from_db()
    assert (round_.assignment.conflict_set_by, values(round_)) == (coordinator, [3])


def test_a_lifted_conflict_is_declared_anew(coordinator):
    round_ = screening()
    set_conflict(round_.assignment, cause="money", reason="請負の契約がある。", by=coordinator)
    lift_conflict(round_.assignment, reason="別の人でした。", by=coordinator)
    round_.assignment.refresh_from_db()
    assert (round_.assignment.has_conflict, round_.assignment.declared_at) == (False, None)
    with pytest.raises(PermissionDenied):
        save(round_, edit(round_.criteria[0], value=4))


def test_conflicts_stay_as_they_are_once_there_are_decisions(coordinator):
    round_ = screening()
    DecisionFactory(proposal=round_.proposals[0])
    with pytest.raises(ValidationError) as refused:
        set_conflict(round_.assignment, cause="money", reason="契約がある。", by=coordinator)
    assert refused.value.code == "decided"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_conflict_set_by_the_office_needs_its_reason(coordinator, reason):
    with pytest.raises(ValidationError):
        set_conflict(screening().assignment, cause="money", reason=reason, by=coordinator)


@pytest.mark.parametrize("role", ALL)
def test_nobody_else_scores_or_declares(role):
    round_ = screening()
    by = actor(role, round_.proposals[0])
    for verb in (
        lambda: save(round_, edit(round_.criteria[0], value=3), by=by),
        lambda: declare(round_.assignment, cause="", by=by),
        lambda: finish_scoring(round_.assignment, by=by),
        lambda: take_back_scoring(round_.assignment, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()


@pytest.mark.parametrize("role", [role for role in ALL if role not in ("coordinator", "second_coordinator")])
def test_only_an_impartial_office_sets_conflicts(role):
    round_ = screening()
    with pytest.raises(PermissionDenied):
        set_conflict(round_.assignment, cause="money", reason="契約", by=actor(role, round_.proposals[0]))


def test_who_has_left_the_panel_scores_nothing():
    round_ = screening()
    PanelMemberFactory._meta.model.objects.update(ended_at=timezone.now())
    with pytest.raises(PermissionDenied):
        save(round_, edit(round_.criteria[0], value=3))


def test_scores_of_others_are_not_touched():
    round_ = screening(members=2)
    other = ScoreFactory(assignment=round_.assignments[0][1], criterion=round_.criteria[0], value=1)
    save(round_, edit(round_.criteria[0], value=5))
    other.refresh_from_db()
    assert other.value == 1
