"""What a call or a programme says, as plain values by name: to fill its forms, to compare two versions of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from .call_parts import CALL_PARTS, PROGRAMME_PARTS, Part
from .models import Call, Category, Criterion, Programme
from .rulebook import RULES, CategoryRule, CriterionRule, whole_rows

STAGE_DUES = {"stage_due_1": 1, "stage_due_2": 2}  # of a stage that the call has
OWN_ROWS = ("categories", "criteria", *STAGE_DUES)  # a call has these in rows of their own


def values_of(holder: Call | Programme) -> dict[str, object]:
    """Every value that its parts hold. Rules are dicts; a criterion of a call also has its "id"."""
    is_call = isinstance(holder, Call)
    names = _names(CALL_PARTS if is_call else PROGRAMME_PARTS)
    values = {name: getattr(holder, name) for name in names if not (is_call and name in OWN_ROWS)}
    if is_call:
        values["categories"] = [category_rule(each).as_data() for each in holder.categories.all()]
        criteria = criteria_of(holder)
        values["criteria"] = [{"id": each.pk, **criterion_rule(each).as_data()} for each in criteria]
        dues = {each.stage.number: each.stage.due_at for each in criteria}
        values |= {name: dues.get(number) for name, number in STAGE_DUES.items()}
    return {name: whole_rows(name, value) if name in RULES else value for name, value in values.items()}


def criteria_of(call: Call) -> list[Criterion]:
    """The criteria in force, by stage and place."""
    rows = Criterion.objects.current().filter(stage__call=call).select_related("stage")
    return list(rows.order_by("stage__number", "position", "pk"))


def category_rule(category: Category) -> CategoryRule:
    parts = ("key", "name", "note", "max_years", "rates", "limits", "is_continuation")
    return CategoryRule(**{part: getattr(category, part) for part in parts})


def criterion_rule(criterion: Criterion) -> CriterionRule:
    return CriterionRule(
        criterion.label, criterion.question, criterion.weight, criterion.stage.number, criterion.points
    )


def fingerprint(values: Mapping[str, object], part: Part) -> str:
    """Sixteen letters that differ when anything differs that this part says."""
    said = json.dumps([values[name] for name in part.names], default=str, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _names(parts: Iterable[Part]) -> list[str]:
    return [name for part in parts for name in part.names]
