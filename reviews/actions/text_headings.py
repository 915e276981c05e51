"""Grouping answers in words by hand: headings, and which answer stands under which."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_update_with_history

from ..models import Answer, Question, TextCategory

REASON = "自由記述の分類"


@transaction.atomic
def add_heading(question: Question, label: str) -> TextCategory:
    """A heading at the end of the question's list."""
    last = question.categories.aggregate(last=Max("position"))["last"] or 0
    return TextCategory.objects.create(question=question, label=label, position=last + 1)


@transaction.atomic
def remove_heading(heading: TextCategory) -> None:
    """What stood under it stands under none again."""
    heading.delete()


@transaction.atomic
def put_under(question: Question, places: Mapping[int, int | None], *, by) -> int:
    """Answer id → heading id or None; gives how many moved. What does not belong to the question is passed over."""
    headings = set(question.categories.values_list("pk", flat=True))
    answers = Answer.objects.select_for_update().filter(
        pk__in=places, question__survey=question.survey_id, question__code=question.code
    )
    moved = []
    for answer in answers:
        heading = places[answer.pk]
        if heading != answer.category_id and (heading is None or heading in headings):
            answer.category_id = heading
            moved.append(answer)
    bulk_update_with_history(
        moved, Answer, ["category"], default_user=by, default_change_reason=REASON, batch_size=500
    )
    return len(moved)
