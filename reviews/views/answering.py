"""Answering a survey: where one is, and a page a project, saved and gone on from."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import sees
from kyodo.conflicts import Difference
from kyodo.drafts import DraftTooLarge, as_form_data, discard_draft, find_draft, save_draft
from kyodo.workflow import StepRefused, changes_of

from ..actions.answer_pages import CLOSED, SavedAnswers, save_answers
from ..bases import base_of
from ..enums import RespondentState, SurveyState
from ..forms.answers import PageSent, Typed, bases_of, boxes_of, read_page
from ..given import in_words
from ..models import Respondent
from ..paper import AnswerPage, Paper, as_given
from ..queries.answering import answerable, paper_of, progress_of
from ..rules.surveys import answers_for

WRITE = "reviews.answer_survey"
PAGE = "reviews/answering/page.html"
NOT_ASKED = "このページの設問は、ほかの人の答えによって、聞かれなくなりました。"


def answer_page_asked_for(user, pk: int, page: str):
    """The respondent; which page is asked for, the view finds out."""
    return answerable(user, pk)


def draft_key(respondent: Respondent, page: str) -> str:
    return f"reviews.answer:{respondent.pk}:{page}"


def frame_of(request, respondent: Respondent) -> dict:
    """What every page of answering shows round its own content."""
    return {
        "respondent": respondent,
        "survey": respondent.survey,
        "is_proxy": not answers_for.test(request.user, respondent),
        "may_write": request.user.has_perm(WRITE, respondent),
    }


def page_asked_for(request, paper: Paper) -> AnswerPage:
    """The page in the address; not found where nothing on it is asked."""
    page = paper.page(request.resolver_match.kwargs["page"])
    if page is None:
        raise Http404
    return page


@require_GET
@sees(answerable)
def survey_answer(request, respondent: Respondent):
    """What is expected, by when, and how far it is; what was answered, once it is handed in or the time is over."""
    progress = progress_of(paper_of(respondent))
    survey, frame = respondent.survey, frame_of(request, respondent)
    is_submitted = respondent.state == RespondentState.SUBMITTED
    returned = changes_of(respondent).filter(action="return").first() if frame["may_write"] else None
    context = {
        **frame,
        "progress": progress,
        "answers": [] if frame["may_write"] else answers_in_words(progress.paper),
        "is_submitted": is_submitted,
        "is_open": survey.state == SurveyState.OPEN,
        "is_late": survey.due_on is not None and survey.due_on < timezone.localdate(),
        "may_take_back": is_submitted and request.user.has_perm("reviews.take_back_answers", respondent),
        "answers_for": list(respondent.answers_for.all()),
        "returned": returned,
    }
    return render(request, "reviews/answering/overview.html", context)


def answers_in_words(paper: Paper) -> list[tuple[AnswerPage, list[tuple]]]:
    """Each page with its questions and what was saved, be it to the version before."""
    found = []
    for page in paper.pages:
        places = [(question, page.place(question)) for question in page.questions]
        lines = [(question, words) for question, place in places if (words := paper.words(place)) is not None]
        found.append((page, lines))
    return found


@require_http_methods(["GET", "POST"])
@sees(answer_page_asked_for)
def survey_answer_page(request, respondent: Respondent):
    """One page, to be written on: also without scripts."""
    page_key = request.resolver_match.kwargs["page"]
    if request.method == "POST" and "discard_draft" in request.POST:
        discard_draft(request.user, draft_key(respondent, page_key))
        return redirect(request.path)
    paper = paper_of(respondent)
    if request.method == "POST":
        return _save(request, respondent, paper)
    if not request.user.has_perm(WRITE, respondent):
        messages.info(request, CLOSED)
        return redirect("reviews:survey_answer", pk=respondent.pk)
    page = page_asked_for(request, paper)
    draft = find_draft(request.user, draft_key(respondent, page.key))
    sent = read_page(page, paper, as_form_data(draft), confirms=False) if draft else None
    return _show(request, respondent, paper, page, sent, draft=draft)


def _save(request, respondent: Respondent, paper: Paper):
    page = page_asked_for(request, paper)
    sent = read_page(page, paper, request.POST, confirms=True)
    try:
        saved = save_answers(respondent, sent.edits, by=request.user)
    except StepRefused as refused:
        return _closed(request, respondent, paper, page, sent, " ".join(refused.messages))
    discard_draft(request.user, draft_key(respondent, page.key))
    if saved.clashes or sent.faults or sent.gaps:
        return _show_left(request, respondent, page, sent, saved)
    if sent.seen and sent.asked - sent.seen:
        messages.info(request, "保存しました。答えに合わせて、設問が増えています。")
        return redirect(request.path)
    return _go_on(request, respondent, page)


def _go_on(request, respondent: Respondent, page: AnswerPage):
    """Where the pressed button leads; the answers may have brought pages or taken some away."""
    keys = [each.key for each in paper_of(respondent).pages]
    if page.key not in keys:  # somebody else has just answered that it does not apply
        return redirect("reviews:survey_answer", pk=respondent.pk)
    then, place = request.POST.get("then", ""), keys.index(page.key)
    if then == "next" and place + 1 == len(keys):
        return redirect("reviews:survey_answer_confirm", pk=respondent.pk)
    target = {"next": place + 1, "previous": max(place - 1, 0)}.get(then, place)
    if target == place:
        messages.success(request, "保存しました。")
    return redirect("reviews:survey_answer_page", pk=respondent.pk, page=keys[target])


def _show_left(request, respondent: Respondent, page: AnswerPage, sent: PageSent, saved: SavedAnswers):
    """Two changed the same answer, or one is wrong: what this person wrote is shown with what stands there."""
    paper = paper_of(respondent)
    now = paper.page(page.key)
    if now is None:
        return _closed(request, respondent, paper, page, sent, NOT_ASKED)
    differences = [
        Difference(
            clash.edit.question.code,
            clash.edit.question.text,
            in_words(paper.offered[clash.edit.question.code], as_given(clash.current)),
            in_words(paper.offered[clash.edit.question.code], clash.edit.given),
        )
        for clash in saved.clashes
    ]
    last = max((clash.current for clash in saved.clashes if clash.current.pk), key=_changed_at, default=None)
    more = {"differences": differences}
    if last is not None:
        more |= {"who": last.updated_by, "when": last.updated_at}
    status = 409 if saved.clashes else 422
    return _show(request, respondent, paper, now, sent, status=status, **more)


def _changed_at(answer):
    return answer.updated_at


def _closed(request, respondent: Respondent, paper: Paper, page: AnswerPage, sent: PageSent, reason: str):
    """Handed in, closed or taken away meanwhile: every word is kept as a draft, and shown once more."""
    title = f"{respondent.survey}：{page.title}"
    with suppress(DraftTooLarge):
        save_draft(request.user, draft_key(respondent, page.key), request.POST, title=title)
    return render(
        request,
        "reviews/answering/closed.html",
        {
            **frame_of(request, respondent),
            "page": page,
            "lost": _words_typed(paper, page, sent),
            "reason": reason,
        },
        status=409,
    )


def _words_typed(paper: Paper, page: AnswerPage, sent: PageSent) -> list[tuple[str, str]]:
    """(question, what stood in its fields) of those in which anything stood."""
    found = []
    for question in page.questions:
        typed = sent.typed.get(question.code, Typed())
        offered = paper.offered[question.code]
        labels = [each.label for each in offered.choices if each.code in typed.codes]
        lines = ["｜".join(line) for line in typed.cells]
        text = "\n".join(part for part in ("、".join(labels), typed.words, *lines) if part)
        if text:
            found.append((question.text, text))
    return found


def _show(
    request,
    respondent: Respondent,
    paper: Paper,
    page: AnswerPage,
    sent: PageSent | None = None,
    *,
    status: int = 200,
    draft=None,
    **more,
):
    boxes = boxes_of(page, paper, sent)
    progress = progress_of(paper)
    here = next(each for each in progress.pages if each.page.key == page.key)
    context = {
        **frame_of(request, respondent),
        "page": page,
        "progress": progress,
        "here": here,
        "before": progress.pages[here.number - 2] if here.number > 1 else None,
        "after": progress.pages[here.number] if here.number < len(progress.pages) else None,
        "boxes": boxes,
        "faulty": [box for box in boxes if box.faults],
        "bases": draft.data.get("bases", [""])[0] if draft else bases_of(page, paper),
        "seen": ",".join(sorted(box.question.code for box in boxes if box.is_asked)),
        "draft": draft,
        "has_known": any(box.is_known for box in boxes),
        **more,
    }
    return render(request, PAGE, context, status=status)


@require_POST
@sees(answer_page_asked_for)
def survey_answer_save(request, respondent: Respondent):
    """What a page saves by itself: the questions that were changed; says the new bases of those that were kept.

    409 where somebody else changed the same answer, or nobody may write any more; 422 where an answer is wrong. What
    can be kept is kept in either case.
    """
    paper = paper_of(respondent)
    page = page_asked_for(request, paper)
    sent = read_page(page, paper, request.POST, confirms=False)
    try:
        saved = save_answers(respondent, sent.edits, by=request.user)
    except StepRefused as refused:
        return JsonResponse({"error": " ".join(refused.messages), "bases": {}}, status=409)
    answer = {
        "saved_at": f"{timezone.localtime(saved.at):%H:%M}",
        "bases": {
            edit.question.code: base_of(edit.question, edit.given, saved.answers[edit.place].version)
            for edit in sent.edits
            if edit.place in saved.answers
        },
    }
    if sent.faults:
        answer["error"] = " ".join(dict.fromkeys(sent.faults.values()))
    return JsonResponse(answer, status=409 if saved.clashes else 422 if sent.faults else 200)
