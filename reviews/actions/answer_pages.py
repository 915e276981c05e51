"""Keeping what somebody has written on one page of a survey, question by question."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kyodo.workflow import StepRefused

from ..given import Given
from ..models import Answer, Question, Respondent, SurveyRow
from ..paper import Place
from .answering import AnswerConflict, save_answer

CLOSED = "この回答は、いま書きかえられません。出したあとか、受付が終わったあとです。"


@dataclass(frozen=True)
class AnswerEdit:
    """What somebody wants an answer to say, and the version that they saw (0: nothing was saved yet)."""

    question: Question
    row: SurveyRow | None
    given: Given
    base_version: int

    @property
    def place(self) -> Place:
        return self.question.code, self.row.pk if self.row else None


@dataclass(frozen=True)
class Clash:
    """An answer that somebody else changed after this person had seen it; it was left as the other wrote it."""

    edit: AnswerEdit
    current: Answer


@dataclass
class SavedAnswers:
    """What became of the edits: the answers that now say what was wanted, and those left to be decided on."""

    at: datetime.datetime
    answers: dict[Place, Answer] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


@transaction.atomic
def save_answers(respondent: Respondent, edits: Sequence[AnswerEdit], *, by) -> SavedAnswers:
    """Keep what nobody else has changed since; the rest is reported, and nothing is written over.

    Raises `StepRefused` when nobody may write any more. The respondent's row is locked for these few statements, so
    that no answer slips in behind a submission.
    """
    rows = Respondent.objects.select_for_update(of=("self",)).select_related("survey", "answers_through")
    locked = rows.get(pk=respondent.pk)
    if not by.has_perm("reviews.answer_survey", locked):
        raise StepRefused(CLOSED, code="closed")
    saved = SavedAnswers(timezone.now())
    for edit in edits:
        try:
            answer = save_answer(
                locked, edit.question, edit.row, edit.given, base_version=edit.base_version, by=by
            )
        except AnswerConflict as conflict:
            saved.clashes.append(Clash(edit, conflict.current))
        else:
            saved.answers[edit.place] = answer
    return saved


@transaction.atomic
def take_form(respondent: Respondent, edits: Sequence[AnswerEdit], *, by) -> SavedAnswers:
    """All that an Excel form changes, or nothing: `StepRefused` where somebody changed one of them meanwhile."""
    saved = save_answers(respondent, edits, by=by)
    if saved.clashes:
        names = "、".join(f"「{clash.edit.question.text}」" for clash in saved.clashes[:3])
        raise StepRefused(
            f"{names}が、いま画面で変わりました。何も取り込んでいません。新しい用紙で、もう一度試してください。",
            code="clash",
        )
    return saved
