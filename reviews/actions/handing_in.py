"""回答を出す, as the pages do it: nothing that must be said is missing, and the records count only where confirmed."""

from django.db import transaction

from kyodo.workflow import StepRefused

from ..models import Respondent
from ..queries.answering import paper_of
from ..readiness import gaps_of
from .answer_pages import CLOSED, AnswerEdit, save_answers
from .answering import submit_answers


@transaction.atomic
def hand_in(respondent: Respondent, *, confirms_known: bool, is_proxy: bool, by) -> Respondent:
    """`confirms_known`: what only the records say is answered with it; else it is handed in as 無回答.

    `StepRefused` where something must be said first, or nobody may hand in any more.
    """
    rows = Respondent.objects.select_for_update(of=("self",)).select_related(
        "survey", "organization", "answers_through"
    )
    locked = rows.get(pk=respondent.pk)
    if not by.has_perm("reviews.answer_survey", locked):
        raise StepRefused(CLOSED, code="closed")
    paper = paper_of(locked)
    gaps = gaps_of(paper)
    if faults := [gap for gap in gaps if gap.is_fault]:
        raise StepRefused(f"先に答えるところが{len(faults)}か所あります。", code="faults")
    known = [gap for gap in gaps if gap.is_unconfirmed]
    if confirms_known and known:
        edits = [
            AnswerEdit(gap.question, gap.page.row, paper.known[gap.page.place(gap.question)], 0)
            for gap in known
        ]
        save_answers(locked, edits, by=by)
    elif any(gap.question.is_required for gap in known):
        raise StepRefused("必ず答える設問が、記録のままです。確かめてから出してください。", code="required")
    return submit_answers(locked, by=by, is_proxy=is_proxy)
