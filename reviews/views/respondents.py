"""Who is asked, as the office decides it: 属性, who answers for whom, 課 that come later, answers sent back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on
from kyodo.lists import ListPage

from ..actions.respondents import add_later, set_group, set_through
from ..actions.running import return_answers
from ..enums import SurveyAudience
from ..filters import RESPONDENT_SORTS, RespondentFilter
from ..forms.respondents import GroupForm, LaterForm, ReturnForm, ThroughForm
from ..grouping import experiences
from ..models import Respondent, Survey
from ..queries.surveys import visible_survey
from .survey_frame import sent, survey_page

TAB = "survey_respondents"


def asked_one(user, pk: int):
    """One respondent of a survey that this person sees."""
    seen = Survey.objects.visible_to(user)
    rows = Respondent.objects.select_related("survey", "division", "answers_through")
    return rows.filter(pk=pk, survey__in=seen.values("pk"))


@require_GET
@acts_on("reviews.run_survey", visible_survey)
def survey_respondents(request, survey: Survey):
    """Everybody with 属性 and its reason, and who answers for whom."""
    rows = survey.respondents.select_related(
        "answers_through", "group_set_by", "division__successor"
    ).annotate(row_count=Count("rows"))
    listing = ListPage(request, RespondentFilter(request.GET, rows), RESPONDENT_SORTS)
    shown = list(listing.page.object_list)
    today = timezone.localdate()
    for each in shown:
        each.has_ended = each.division is not None and each.division.ends_on and each.division.ends_on < today
    context = {
        "listing": listing,
        "rows": shown,
        "asks_divisions": survey.audience == SurveyAudience.DIVISIONS,
    }
    return survey_page(request, survey, "reviews/surveys/respondents.html", TAB, **context)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", visible_survey)
def respondents_add(request, survey: Survey):
    """課 that came later, or groups that have registered since."""
    if survey.audience == SurveyAudience.GROUPS:
        return _add_groups(request, survey)
    form = LaterForm(sent(request), survey=survey)
    if request.method == "POST" and form.is_valid():
        added = add_later(survey, form.cleaned_data["divisions"], by=request.user)
        messages.success(request, f"{added}件を加えました。")
        return redirect("reviews:survey_respondents", code=survey.code)
    status = 422 if form.errors else 200
    return survey_page(request, survey, "reviews/surveys/respondents_add.html", TAB, status=status, form=form)


def _add_groups(request, survey: Survey):
    if request.method == "POST":
        messages.success(request, f"{add_later(survey, by=request.user)}件を加えました。")
        return redirect("reviews:survey_respondents", code=survey.code)
    return survey_page(request, survey, "reviews/surveys/respondents_add.html", TAB, form=None)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", asked_one)
def respondent_group(request, respondent: Respondent):
    """Another 属性 than the records say, with the reason."""
    form = GroupForm(sent(request), initial={"group": respondent.group})
    did = experiences([respondent.division], respondent.survey.year) if respondent.division else {}
    found = did.get(respondent.division_id)
    recorded = (
        f"{found.group.label}（{found.reason(respondent.survey.year)}）" if found else "記録はありません"
    )
    note = f"いまの記録では、{recorded}です。ちがうときは、理由を書いて変えます。"
    return _decide(
        request, respondent, form, set_group, title="属性を変える", note=note, done="属性を変えました。"
    )


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", asked_one)
def respondent_through(request, respondent: Respondent):
    """Another 課 that answers in its place: renamed, merged, or not open yet."""
    heir = respondent.division.successor_id if respondent.division else None
    proposed = respondent.answers_through
    if proposed is None and heir is not None:
        proposed = respondent.survey.respondents.filter(division=heir).first()
    form = ThroughForm(sent(request), respondent=respondent, initial={"through": proposed})
    title = "代わりに答える課を決める"
    note = "名前が変わった課、一つになった課、まだ開いていない課の分を、別の課が答えます。書きかけの回答は残ります。"
    done = "代わりに答える課を決めました。"
    return _decide(request, respondent, form, set_through, title=title, note=note, done=done)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", asked_one)
def respondent_return(request, respondent: Respondent):
    """Submitted answers go back to be written on, with the reason."""
    form = ReturnForm(sent(request))
    note = "回答した人が、もう一度書けるようになります。出し直すまで、集計には入りません。"
    done = f"{respondent.name}の回答を戻しました。"
    title = "回答に戻す"
    return _decide(request, respondent, form, return_answers, title=title, note=note, done=done, to="survey")


def _decide(request, respondent: Respondent, form, action, *, done: str, to: str = TAB, **words):
    """The page with its form; then the action, or at the form why not."""
    if request.method == "POST" and form.is_valid():
        try:
            action(respondent, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, done)
            return redirect(f"reviews:{to}", code=respondent.survey.code)
    context = {"respondent": respondent, "form": form, **words}
    status = 422 if form.errors else 200
    template = "reviews/surveys/respondent.html"
    return survey_page(request, respondent.survey, template, TAB, status=status, **context)
