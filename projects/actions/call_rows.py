"""The rules that a call keeps as rows of its own: categories and criteria, brought up to what somebody wrote."""

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db.models import F
from simple_history.utils import bulk_update_with_history

from ..call_values import category_rule, criteria_of, criterion_rule
from ..models import Assignment, Call, Category, Criterion, ScreeningStage
from ..rulebook import CategoryRule, CriterionRule

STAGE_NAMES = {1: "書類審査", 2: "公開プレゼンテーション"}


def set_categories(*, call: Call, rules: Sequence[CategoryRule], by) -> None:
    """Make, change and remove categories by their key. One that a proposal has chosen is never removed."""
    kept = {category.key: category for category in call.categories.all()}
    for position, rule in enumerate(rules):
        category = kept.pop(rule.key, None) or Category(call=call, position=position)
        if category.pk and (category_rule(category), category.position) == (rule, position):
            continue
        for part, value in rule.as_data().items():
            setattr(category, part, value)
        category.position = position
        _save(category, by)
    chosen = chosen_categories(call)
    for category in kept.values():
        if category.key in chosen:
            raise ValidationError(f"部門「{category.name}」には提案があるので、外せません。")
        category._history_user = by
        category.delete()


def chosen_categories(call: Call) -> set[str]:
    """The keys of the categories that a proposal has chosen, be it a draft."""
    return set(call.categories.filter(proposals__isnull=False).values_list("key", flat=True))


def set_criteria(*, call: Call, rows: Sequence[Mapping], by) -> None:
    """Make, change and remove criteria. `rows`: `CriterionRule` as data, with the "id" of the one it is about.

    A criterion with scores is never edited: the next version takes its place, and whoever was done with its stage has
    to score again. What belongs to a stage whose scores are closed stays as it is.
    """
    kept = {criterion.pk: criterion for criterion in criteria_of(call)}
    scored = settled_criteria(call)
    stages = {stage.number: stage for stage in call.stages.all()}
    unscored: set[int] = set()
    for position, row in enumerate(rows):
        rule = CriterionRule(**{part: value for part, value in row.items() if part != "id"})
        criterion = kept.pop(row.get("id"), None)
        if criterion is not None and criterion_rule(criterion) == rule:
            _move(criterion, position, by)
            continue
        stage = stages.get(rule.stage) or _stage(call, rule.stage, stages, by)
        _refuse_closed(stage, criterion)
        replaced = criterion if criterion is not None and criterion.pk in scored else None
        _write(replaced, criterion, rule, stage, position, by)
        if replaced is not None or criterion is None:
            unscored.add(stage.number)
    _ask_again(call, unscored, by)
    for criterion in kept.values():
        _remove(criterion, scored, by)
    for stage in call.stages.filter(criteria__isnull=True, closed_at__isnull=True):
        stage._history_user = by
        stage.delete()


def settled_criteria(call: Call) -> set[int]:
    """The criteria that have scores, or took the place of one that has: they cannot be removed."""
    rows = Criterion.objects.current().filter(stage__call=call)
    scored = rows.filter(scores__isnull=False).values_list("pk", flat=True)
    return {*scored, *rows.filter(replaces__isnull=False).values_list("pk", flat=True)}


def set_stage_due(*, call: Call, number: int, due_at: datetime.datetime | None, by) -> None:
    """Until when a stage is scored; a stage that the call does not have has no due date."""
    for stage in call.stages.filter(number=number).exclude(due_at=due_at):
        stage.due_at = due_at
        _save(stage, by)


def _write(replaced, criterion, rule: CriterionRule, stage: ScreeningStage, position: int, by) -> None:
    if replaced is not None or criterion is None:
        criterion = Criterion(version=replaced.version + 1 if replaced else 1)
    for part in ("label", "question", "weight", "points"):
        setattr(criterion, part, getattr(rule, part))
    criterion.stage, criterion.position = stage, position
    _save(criterion, by)
    if replaced is not None:
        replaced.replaced_by = criterion
        _save(replaced, by)


def _ask_again(call: Call, stages: set[int], by) -> None:
    """Of these stages (numbers) nobody is done any more: what nobody could score is no gap that somebody left."""
    done = Assignment.objects.select_for_update(of=("self",)).filter(
        proposal__call=call, finished_stage__in=stages, proposal__stage_number=F("finished_stage")
    )
    rows = list(done)
    for row in rows:
        row.finished_stage, row.finished_at = row.finished_stage - 1, None
    bulk_update_with_history(rows, Assignment, ["finished_stage", "finished_at"], default_user=by)


def _move(criterion: Criterion, position: int, by) -> None:
    if criterion.position != position:
        criterion.position = position
        _save(criterion, by)


def _remove(criterion: Criterion, scored: set[int], by) -> None:
    _refuse_closed(criterion.stage, None)
    if criterion.pk in scored:
        raise ValidationError(f"観点「{criterion.label}」には採点があるので、外せません。")
    criterion._history_user = by
    criterion.delete()


def _refuse_closed(stage: ScreeningStage, criterion: Criterion | None) -> None:
    if stage.is_closed or (criterion is not None and criterion.stage.is_closed):
        raise ValidationError("採点を締め切った段階の観点は、もう変えられません。")


def _stage(call: Call, number: int, stages: dict[int, ScreeningStage], by) -> ScreeningStage:
    stages[number] = ScreeningStage(call=call, number=number, name=STAGE_NAMES[number])
    _save(stages[number], by)
    return stages[number]


def _save(row, by) -> None:
    row._history_user = by
    row.save()
