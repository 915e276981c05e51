"""The questionnaire as the office writes it: questions with their choices, whom each is asked, and what is wrong."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.drafts import as_form_data, discard_draft, find_draft, restore

from ..actions import questions as actions
from ..checking import problems_of
from ..enums import SurveyAudience, SurveyState
from ..forms.questions import (
    AnswerRuleForm,
    GroupRuleForm,
    QuestionForm,
    choice_formset,
    earlier_questions,
)
from ..models import Question, Survey
from ..queries.surveys import questions_of, routed, visible_survey
from ..routing import Routed, in_words
from .survey_frame import sent, survey_page

TAB = "survey_questions"
PLACES = {"up": -1, "down": 1}


def any_question(user, pk: int):
    """One question of a survey that this person sees, in whatever version."""
    seen = Survey.objects.visible_to(user)
    rows = Question.objects.select_related("survey").prefetch_related("choices")
    return rows.filter(pk=pk, survey__in=seen.values("pk"))


def present_question(user, pk: int):
    """The same where it is the present version."""
    return any_question(user, pk).filter(replaced_by__isnull=True)


@require_GET
@acts_on("reviews.view_survey", visible_survey)
def survey_questions(request, survey: Survey):
    """Every question in order, whom it is asked in words, and what keeps the survey from opening."""
    questions = questions_of(survey)
    ways = [routed(question) for question in questions]
    found = problems_of(survey, questions)
    earlier: dict[str, list[Question]] = {}
    for old in survey.questions.filter(replaced_by__isnull=False).order_by("version"):
        earlier.setdefault(old.code, []).append(old)
    for question, way in zip(questions, ways, strict=True):
        question.asked_of = in_words(way, ways)
        question.wrong = [each for each in found if each.code == question.code]
        question.earlier = earlier.get(question.code, [])
    may_run = request.user.has_perm("reviews.run_survey", survey)
    context = {
        "questions": questions,
        "problems": found,
        "may_edit": may_run and survey.state in actions.EDITABLE,
        "may_order": may_run and survey.state == SurveyState.PREPARING,
        "is_answered": survey.respondents.filter(answers__isnull=False).exists(),
    }
    return survey_page(request, survey, "reviews/surveys/questions.html", TAB, **context)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", visible_survey)
def question_new(request, survey: Survey):
    """One more question at the end."""

    def keep(**given) -> str:
        actions.add_new_question(survey, by=request.user, **given)
        return "設問を加えました。だれに聞くかを決めてください。"

    return _write(request, survey, None, keep)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", any_question)
def question_edit(request, question: Question):
    """Other words: of the question itself, or once it is answered of its next version."""
    question = _newest(question)

    def keep(**given) -> str:
        base = request.POST.get("base", "")
        return _done(question, actions.change_question(question, base=base, by=request.user, **given))

    return _write(request, question.survey, question, keep)


def _newest(question: Question) -> Question:
    """The version that is asked now: whoever still has an earlier one open goes on with that, and loses no word."""
    while question.replaced_by is not None:
        question = question.replaced_by
    return question


def _write(request, survey: Survey, question: Question | None, keep):
    """The page with what is stored, typed or left as a draft; `keep` stores it and says what became of it."""
    key = f"reviews.question:{question.pk}" if question else f"reviews.question:new-{survey.pk}"
    if "discard_draft" in request.POST:
        discard_draft(request.user, key)
        return redirect(request.path)
    parts = {"survey": survey, "instance": question or Question(survey=survey)}
    draft = find_draft(request.user, key) if request.method == "GET" else None
    form = restore(QuestionForm, draft, **parts) if draft else QuestionForm(sent(request), **parts)
    choices = choice_formset(as_form_data(draft) if draft else sent(request), question=question)
    if request.method == "POST" and all([form.is_valid(), choices.is_valid()]):
        try:
            done = keep(choices=choices.choices, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            discard_draft(request.user, key)
            messages.success(request, done)
            return redirect("reviews:survey_questions", code=survey.code)
    context = {
        "question": question,
        "form": form,
        "choices": choices,
        "draft": draft,
        "draft_key": key,
        "base": _base(question, draft),
        "is_answered": question is not None and actions.has_answers(question),
    }
    status = 422 if request.method == "POST" else 200
    return survey_page(request, survey, "reviews/surveys/question.html", TAB, status=status, **context)


def _base(question: Question | None, draft) -> str:
    """What the writer started from: the question as it stands, or as it stood when the draft was begun."""
    if question is None:
        return ""
    kept = as_form_data(draft).get("base") if draft else None
    return kept or actions.mark_of(question)


def _done(before: Question, kept: Question) -> str:
    if kept.pk == before.pk:
        return "設問を変えました。"
    return f"第{kept.version}版を作りました。これまでの回答は、前の版のまま残ります。"


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", present_question)
def question_rules(request, question: Question):
    """だれに聞くか: 属性, and what was answered before; each change is kept by itself and told back in words."""
    survey = question.survey
    ways = [routed(each) for each in questions_of(survey)]
    earlier = earlier_questions(question, ways)
    wanted = request.POST.get("question") or request.GET.get("question")
    other = next((way for way in earlier if way.code == wanted), None)
    verb = request.POST.get("verb")
    groups = GroupRuleForm(
        request.POST if verb == "groups" else None, question=question, initial=_first_groups(question)
    )
    answers = AnswerRuleForm(request.POST if verb == "add" else None, other=other) if other else None
    rules = _new_rules(question, verb, request.POST, groups, answers)
    if rules is not None:
        return _keep_rules(request, question, rules)
    by_code = {way.code: way for way in ways}
    context = {
        "question": question,
        "asked_of": in_words(by_code[question.code], ways),
        "groups": groups,
        "answers": answers,
        "other": other,
        "earlier": earlier,
        "conditions": _conditions(by_code[question.code], ways),
        "is_answered": actions.has_answers(question),
        "asks_divisions": survey.audience == SurveyAudience.DIVISIONS,
    }
    status = 422 if groups.errors or (answers and answers.errors) else 200
    return survey_page(request, survey, "reviews/surveys/rules.html", TAB, status=status, **context)


def _first_groups(question: Question) -> dict:
    rule = next((each for each in question.rules if "groups" in each), {})
    return {"groups": rule.get("groups", []), "or_row": bool(rule.get("or_row"))}


def _conditions(way: Routed, ways: list[Routed]) -> list[tuple[int, str]]:
    """Each rule about an earlier answer: its place in the list, and its words."""
    return [
        (place, in_words(replace(way, rules=(rule,)), ways))
        for place, rule in enumerate(way.rules)
        if rule.question
    ]


def _new_rules(question: Question, verb: str | None, data, groups, answers) -> list[dict] | None:
    """What the rules are to be after what was sent; None where nothing (or nothing valid) was."""
    about_answers = [rule for rule in question.rules if "question" in rule]
    if verb == "groups" and groups.is_valid():
        return [*groups.rules, *about_answers]
    if verb == "add" and answers is not None and answers.is_valid():
        return [*question.rules, answers.rule]
    if verb == "remove":
        return [rule for place, rule in enumerate(question.rules) if str(place) != data.get("place")]
    return None


def _keep_rules(request, question: Question, rules: list[dict]):
    try:
        kept = actions.change_rules(question, rules, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reviews:survey_questions", code=question.survey.code)
    messages.success(request, _done(question, kept))
    return redirect("reviews:question_rules", pk=kept.pk)


@require_POST
@acts_on("reviews.run_survey", present_question)
def question_move(request, question: Question):
    """One place up or down."""
    try:
        actions.move_question(question, by_places=PLACES.get(request.POST.get("to"), 0))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("reviews:survey_questions", code=question.survey.code)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", present_question)
def question_remove(request, question: Question):
    """A page that asks first."""
    if request.method == "POST":
        try:
            actions.remove_question(question, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "設問を消しました。")
        return redirect("reviews:survey_questions", code=question.survey.code)
    return survey_page(
        request, question.survey, "reviews/surveys/question_remove.html", TAB, question=question
    )
