"""Every questionnaire of the portal can be answered from its first page to the last, on pages and on its form."""

import datetime

import pytest
from django.urls import reverse

from kyodo.fiscal_year import FiscalYear
from reviews.actions.surveys import make_survey
from reviews.answer_form.planning import plan_form
from reviews.enums import ExperienceGroup, RespondentState, SurveyState
from reviews.models import Respondent, Survey
from reviews.queries.answering import paper_of
from tests.factories.organizations import DivisionFactory, OrganizationFactory, PostFactory
from tests.factories.projects import CollaborationFormFactory, ProjectYearFactory
from tests.reviews.answer_form.forms import empty, saved

pytestmark = pytest.mark.django_db

WAYS = [(name, group) for name in ("musashino", "yearly") for group in ExperienceGroup]


def respondent_of(template: str, group: str) -> Respondent:
    CollaborationFormFactory(name="委託")
    if template == "wako_groups":
        OrganizationFactory(member_count=12)
    else:
        year = ProjectYearFactory(
            division=DivisionFactory(), fiscal_year=2025, partners=2, outcome="achieved"
        )
        year.project.origins, year.project.origin_note = ["other", "planned"], "約束"
        year.project.save()
    survey = make_survey(template=template, year=FiscalYear(2025), by=PostFactory(coordinator=True).user)
    Survey.objects.update(state=SurveyState.OPEN, due_on=datetime.date(2027, 1, 31))
    respondent = survey.respondents.order_by("-rows", "position").first()
    respondent.group = group
    respondent.save()
    return Respondent.objects.get(pk=respondent.pk)


def filled(page) -> dict:
    """The first choice of every question that is asked, the last of those that take several, a number or a word."""
    fields = {"bases": page.context["bases"], "seen": page.context["seen"], "then": "next"}
    for box in page.context["boxes"]:
        if not box.is_asked:
            continue
        if box.choices:
            choice = box.offered.choices[-1 if box.offered.kind == "multiple" else 0]
            fields[box.name] = choice.code
            fields[f"{box.name}.other"] = "ほかのこと" if choice.is_other else ""
        else:
            fields[box.name] = "12"
    return fields


@pytest.mark.parametrize(("template", "group"), [*WAYS, ("wako_groups", "")])
def test_the_way_leads_through_all_pages_to_the_end(client, now, template, group):
    respondent = respondent_of(template, group)
    client.force_login(PostFactory(coordinator=True).user)
    seen, address = [], reverse("reviews:survey_answer", args=[respondent.pk])
    address = client.get(address).context["progress"].next_page.page.key
    address = reverse("reviews:survey_answer_page", args=[respondent.pk, address])
    confirm = reverse("reviews:survey_answer_confirm", args=[respondent.pk])
    while address != confirm:
        page = client.get(address)
        seen.append(page.context["page"].key)
        address = client.post(address, filled(page)).url
    assert seen[-1] == paper_of(respondent).pages[-1].key
    assert client.post(confirm).status_code == 302
    respondent.refresh_from_db()
    assert respondent.state == RespondentState.SUBMITTED
    assert [answer for answer in respondent.answers.all() if answer.is_blank] == []


@pytest.mark.parametrize(("template", "group"), [*WAYS, ("wako_groups", "")])
def test_the_form_as_it_comes_has_no_fault(template, group):
    respondent = respondent_of(template, group)
    plan = plan_form(saved(empty(respondent)), "用紙.xlsx", paper_of(respondent))
    assert plan.faults == []
    assert {change.question.source for change in plan.changes} <= {
        question.source for question in respondent.survey.questions.exclude(source="")
    }
