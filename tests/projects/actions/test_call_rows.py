import pytest
from django.core.exceptions import ValidationError

from projects.actions.call_rows import set_categories, set_criteria
from projects.actions.scoring import finish_scoring
from projects.call_values import values_of
from projects.models import Criterion, Score
from projects.rulebook import CategoryRule
from tests.factories.calls import CallFactory, CategoryFactory, CriterionFactory, ScreeningStageFactory
from tests.factories.proposals import AssignmentFactory, ProposalFactory, ScoreFactory
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(screening=True)


@pytest.fixture
def stage(call):
    return ScreeningStageFactory(call=call)


def scored(stage, **changed) -> Criterion:
    criterion = CriterionFactory(stage=stage, label="課題", **changed)
    proposal = ProposalFactory(submitted=True, call=stage.call)
    ScoreFactory(assignment=AssignmentFactory(proposal=proposal), criterion=criterion)
    return criterion


def rows(call, **changed):
    """The criteria as the form sends them back, the first one changed."""
    first, *others = values_of(call)["criteria"]
    return [{**first, **changed}, *others]


def test_categories_are_made_changed_ordered_and_removed(coordinator):
    call = CallFactory(draft=True)
    kept = CategoryFactory(call=call, key="old", name="前の名前")
    CategoryFactory(call=call, key="gone")
    rules = [CategoryRule("new", "新規", rates=[90]), CategoryRule("old", "今の名前", max_years=3)]
    set_categories(call=call, rules=rules, by=coordinator)
    assert [(each.key, each.name, each.rates, each.position) for each in call.categories.all()] == [
        ("new", "新規", [90], 0),
        ("old", "今の名前", [], 1),
    ]
    assert call.categories.get(key="old").pk == kept.pk
    assert kept.history.first().history_user == coordinator


def test_what_nobody_changed_is_not_written(coordinator):
    category = CategoryFactory(key="new", position=0)
    rules = [CategoryRule("new", category.name, "", 3, category.rates, category.limits)]
    set_categories(call=category.call, rules=rules, by=coordinator)
    assert category.history.count() == 1


def test_a_criterion_without_scores_is_edited(call, stage, coordinator):
    criterion = CriterionFactory(stage=stage)
    set_criteria(call=call, rows=rows(call, weight=3), by=coordinator)
    criterion.refresh_from_db()
    assert (criterion.weight, criterion.version, Criterion.objects.count()) == (3, 1, 1)


def test_a_criterion_with_scores_gets_a_next_version_and_keeps_its_scores(call, stage, coordinator):
    criterion = scored(stage)
    set_criteria(call=call, rows=rows(call, weight=3), by=coordinator)
    criterion.refresh_from_db()
    following = criterion.replaced_by
    assert (criterion.weight, criterion.version) == (1, 1)
    assert (following.label, following.weight, following.version) == ("課題", 3, 2)
    assert Score.objects.get().criterion == criterion
    assert [each["id"] for each in values_of(call)["criteria"]] == [following.pk]


def test_a_new_order_makes_no_new_version(call, stage, coordinator):
    first, second = scored(stage), CriterionFactory(stage=stage)
    set_criteria(call=call, rows=list(reversed(values_of(call)["criteria"])), by=coordinator)
    assert [each["id"] for each in values_of(call)["criteria"]] == [second.pk, first.pk]
    assert Criterion.objects.count() == 2


def test_a_criterion_with_scores_cannot_be_removed_nor_what_took_its_place(call, stage, coordinator):
    scored(stage)
    with pytest.raises(ValidationError, match="採点がある"):
        set_criteria(call=call, rows=[], by=coordinator)
    set_criteria(call=call, rows=rows(call, weight=3), by=coordinator)
    with pytest.raises(ValidationError, match="採点がある"):
        set_criteria(call=call, rows=[], by=coordinator)


def test_what_belongs_to_a_closed_stage_stays(call, coordinator):
    closed = ScreeningStageFactory(call=call, closed=True)
    CriterionFactory(stage=closed)
    for wanted in ([], rows(call, weight=3), rows(call, stage=2), [*rows(call), {"label": "もう一つ"}]):
        with pytest.raises(ValidationError, match="締め切った"):
            set_criteria(call=call, rows=wanted, by=coordinator)
    set_criteria(call=call, rows=[*rows(call), {"label": "発表", "stage": 2}], by=coordinator)
    assert [each["stage"] for each in values_of(call)["criteria"]] == [1, 2]


def test_a_stage_is_there_as_long_as_it_has_criteria(coordinator):
    call = CallFactory(draft=True)
    set_criteria(call=call, rows=[{"label": "課題"}, {"label": "発表", "stage": 2}], by=coordinator)
    assert [stage.number for stage in call.stages.all()] == [1, 2]
    set_criteria(call=call, rows=values_of(call)["criteria"][:1], by=coordinator)
    assert [stage.number for stage in call.stages.all()] == [1]


def test_an_id_of_another_call_makes_a_row_of_its_own(call, stage, coordinator):
    foreign = CriterionFactory(label="よその観点")
    set_criteria(call=call, rows=[{"id": foreign.pk, "label": "課題"}], by=coordinator)
    foreign.refresh_from_db()
    assert (foreign.label, foreign.replaced_by) == ("よその観点", None)
    assert [each["label"] for each in values_of(call)["criteria"]] == ["課題"]


def test_who_was_done_scores_a_new_version_of_a_criterion_too(coordinator):
    round_ = screening(members=2, stages=2)
    round_.give(3, 3)
    finish_scoring(round_.assignment, by=round_.reviewer)
    set_criteria(call=round_.call, rows=rows(round_.call, weight=5), by=coordinator)
    round_.assignment.refresh_from_db()
    assert (round_.assignment.finished_stage, round_.assignment.finished_at) == (0, None)
    assert round_.assignment.history.first().history_user == coordinator
    assert round_.assignments[0][1].history.count() == 1


def test_who_was_done_stays_so_where_only_the_order_changes(coordinator):
    round_ = screening()
    round_.give(3, 3)
    finish_scoring(round_.assignment, by=round_.reviewer)
    set_criteria(call=round_.call, rows=rows(round_.call)[::-1], by=coordinator)
    round_.assignment.refresh_from_db()
    assert round_.assignment.finished_stage == 1
