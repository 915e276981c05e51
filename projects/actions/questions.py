"""Questions about a call: asked by a group, answered by the office for everybody, without the asker's name."""

from django.db import transaction
from django.utils import timezone

from kyodo.access import require
from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused
from organizations.models import Organization

from ..letters.calls import tell_answered, tell_asked
from ..models import Call, CallQuestion

CLOSED = "この募集への質問は、受付が終わりました。"


@transaction.atomic
def ask_question(call: Call, *, organization: Organization, text: str, by) -> CallQuestion:
    """Keep it for the office. `StepRefused` after the closing; `PermissionDenied` for a group that is not one's own.

    The same words again, while they wait for an answer, are the question that is there: a button was pressed twice.
    """
    require(by, "projects.ask_question", organization)
    Call.objects.select_for_update().get(pk=call.pk)
    asked = CallQuestion.objects.filter(
        call=call, organization=organization, text=text, answered_at=None
    ).first()
    if asked is not None:
        return asked
    if not call.takes_questions:
        raise StepRefused(CLOSED, code="closed")
    question = CallQuestion(call=call, organization=organization, asked_by=by, text=text)
    question._history_user = by
    question.save()
    tell_asked(question, by=by)
    return question


@transaction.atomic
def answer_question(
    question: CallQuestion, *, public_text: str, answer: str, base_version: int, by
) -> CallQuestion:
    """Publish it with its answer; an answer that turned out wrong is written anew, and dated anew.

    The same words again change nothing and tell nobody. Raises `EditConflict` where somebody else was first.
    """
    rows = CallQuestion.objects.select_for_update(of=("self",)).select_related("call", "asked_by")
    current = rows.get(pk=question.pk)
    if (current.public_text, current.answer) == (public_text, answer):
        return current
    claim_version(current, base_version)
    current.public_text, current.answer = public_text, answer
    current.answered_at, current.answered_by = timezone.now(), by
    current._history_user = by
    current.save()
    tell_answered(current, by=by)
    return current
