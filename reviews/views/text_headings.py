"""Putting answers in words under headings by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.lists import PagedRows

from ..actions.text_headings import add_heading, put_under, remove_heading
from ..forms.tables import HeadingForm
from ..models import Answer, Question, TextCategory

ANSWERS_A_PAGE = 50


def question_of(user, pk: int):
    return Question.objects.current().select_related("survey").filter(pk=pk)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", question_of)
def text_headings(request, question: Question):
    """The answers in words, each with its heading; `only=none` shows those that have none yet."""
    form = HeadingForm(instance=TextCategory(question=question))
    if request.method == "POST":
        if "label" not in request.POST:
            moved = put_under(question, _places(request.POST), by=request.user)
            messages.success(request, f"{moved}件の分類を変えました。")
            return redirect(request.get_full_path())
        form = HeadingForm(request.POST, instance=TextCategory(question=question))
        if form.is_valid():
            add_heading(question, form.cleaned_data["label"])
            return redirect(request.get_full_path())
    same = {"question__survey": question.survey_id, "question__code": question.code}
    answers = Answer.objects.counted().filter(**same).exclude(text="").select_related("respondent", "row")
    if request.GET.get("only") == "none":
        answers = answers.filter(category__isnull=True)
    context = {
        "question": question,
        "survey": question.survey,
        "headings": list(question.categories.all()),
        "form": form,
        "only_none": request.GET.get("only") == "none",
        "listing": PagedRows(
            request, answers.order_by("respondent__position", "row__position", "pk"), ANSWERS_A_PAGE
        ),
    }
    return render(request, "reviews/tables/texts.html", context, status=422 if form.errors else 200)


@require_POST
@acts_on("reviews.run_survey", question_of)
def text_heading_remove(request, question: Question):
    """Take a heading away; its answers are kept, under none."""
    remove_heading(get_object_or_404(question.categories, pk=_whole(request.POST.get("heading")) or 0))
    messages.success(request, "分類を消しました。答えは「未分類」に戻りました。")
    return redirect("reviews:text_headings", pk=question.pk)


def _places(data) -> dict[int, int | None]:
    """`heading-<answer>` fields; empty is no heading."""
    found = {}
    for name, value in data.items():
        answer = _whole(name.removeprefix("heading-")) if name.startswith("heading-") else None
        if answer is not None:
            found[answer] = _whole(value)
    return found


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
