import datetime

import pytest
from django.urls import reverse

from kyodo.models import Letter
from reviews.enums import ExperienceGroup, RespondentState
from reviews.models import Respondent
from tests.factories.organizations import DivisionFactory, OrganizationFactory, PostFactory
from tests.factories.projects import ProjectYearFactory
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, SurveyFactory
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db

ONE = ["reviews:respondent_group", "reviews:respondent_through", "reviews:respondent_return"]
ALL = ["reviews:survey_respondents", "reviews:respondents_add"]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", ONE + ALL)
@pytest.mark.parametrize(("role", "status"), [("staff", 403), ("nobody", 404), ("coordinator", 200)])
def test_deciding_who_is_asked_is_forbidden_to_all_but_coordinators(client, name, role, status):
    respondent = RespondentFactory(submitted=True)
    client.force_login(person(role, respondent))
    argument = respondent.pk if name in ONE else respondent.survey.code
    assert client.get(reverse(name, args=[argument])).status_code == status


def act(client, name: str, respondent, **given):
    return client.post(reverse(f"reviews:respondent_{name}", args=[respondent.pk]), given)


def test_a_group_is_changed_with_a_reason_that_stays_readable(client, coordinator):
    respondent = RespondentFactory(group=ExperienceGroup.NEVER)
    assert act(client, "group", respondent, group="3").status_code == 422
    act(client, "group", respondent, group="3", reason="台帳より前に共催していた")
    respondent.refresh_from_db()
    assert (respondent.group, respondent.group_reason) == ("3", "台帳より前に共催していた")
    assert respondent.group_set_by == coordinator
    page = client.get(reverse("reviews:survey_respondents", args=[respondent.survey.code]))
    assert "台帳より前に共催していた" in page.content.decode()


def test_the_records_are_told_beside_the_choice_and_rows_follow_it(client, coordinator):
    year = ProjectYearFactory(fiscal_year=2024, partners=2)
    respondent = RespondentFactory(
        division=year.division, group=ExperienceGroup.NEVER, survey__fiscal_year=2026
    )
    page = client.get(reverse("reviews:respondent_group", args=[respondent.pk]))
    assert "③以前だけ（令和8年度は0件、それ以前は令和6年度まで）" in page.context["note"]
    act(client, "group", respondent, group="3", reason="記録のとおり")
    assert list(respondent.rows.values_list("project_name", "runs")) == [(year.name, False)] * 2


def test_a_group_cannot_be_changed_under_submitted_answers(client, coordinator):
    respondent = RespondentFactory(submitted=True)
    refused = act(client, "group", respondent, group="4", reason="まちがい")
    assert refused.status_code == 422
    respondent.refresh_from_db()
    assert respondent.group == ExperienceGroup.BEFORE_AND_NOW


def test_rows_that_somebody_wrote_about_stay(client, coordinator):
    answer = AnswerFactory(question=QuestionFactory(of_partner=True))
    row = answer.respondent.rows.create(project_key=1, project_name="夏祭り", partner_name="実行委員会")
    answer.row = row
    answer.save()
    act(client, "group", answer.respondent, group="2", reason="記録のまちがい")
    assert list(answer.respondent.rows.all()) == [row]


def test_a_division_that_is_merged_half_way_is_answered_by_the_other_and_keeps_what_is_written(
    client, coordinator, at
):
    at(2027, 1, 10)
    client.force_login(coordinator)
    heir = DivisionFactory(name="文化交流課")
    old = DivisionFactory(name="交流課", successor=heir, ends_on=datetime.date(2026, 12, 31))
    survey = SurveyFactory(open=True)
    through = RespondentFactory(survey=survey, division=heir)
    merged = RespondentFactory(survey=survey, division=old, writing=True)
    written = AnswerFactory(
        question=QuestionFactory(survey=survey, words=True), respondent=merged, text="途中"
    )
    handed_on = RespondentFactory(survey=survey, answers_through=merged)
    other = PostFactory(division=heir).user
    page = client.get(reverse("reviews:survey_respondents", args=[survey.code]))
    assert "令和8年12月31日に終わった課です（文化交流課が引き継ぎ）" in page.content.decode()
    form = client.get(reverse("reviews:respondent_through", args=[merged.pk])).context["form"]
    assert form.initial["through"] == through
    act(client, "through", merged, through=through.pk)
    assert set(Respondent.objects.answered_by(other)) == {through, merged, handed_on}
    assert [letter.recipient for letter in Letter.objects.filter(kind="survey_sent")] == [other, other]
    merged.refresh_from_db()
    written.refresh_from_db()
    assert (merged.state, written.text) == (RespondentState.WRITING, "途中")


def test_a_division_answers_itself_again(client, coordinator):
    through = RespondentFactory()
    respondent = RespondentFactory(survey=through.survey, answers_through=through)
    act(client, "through", respondent, through="")
    respondent.refresh_from_db()
    assert respondent.answers_through is None


def test_nobody_answers_through_a_chain_or_another_survey(client, coordinator):
    last = RespondentFactory()
    chained = RespondentFactory(survey=last.survey, answers_through=last)
    foreign = RespondentFactory()
    respondent = RespondentFactory(survey=last.survey)
    for wrong in (chained, foreign, respondent):
        assert act(client, "through", respondent, through=wrong.pk).status_code == 422
    respondent.refresh_from_db()
    assert respondent.answers_through is None


def test_an_answer_is_returned_with_its_reason(client, coordinator):
    respondent = RespondentFactory(submitted=True)
    assert act(client, "return", respondent, reason="").status_code == 422
    assert act(client, "return", respondent, reason="問3が空です。").status_code == 302
    respondent.refresh_from_db()
    assert (respondent.state, respondent.submitted_at) == ("writing", None)


def test_an_answer_cannot_be_returned_once_the_survey_has_closed(client, coordinator):
    respondent = RespondentFactory(survey__closed=True, submitted=True, survey__open=False)
    assert act(client, "return", respondent, reason="直してください。").status_code == 422
    respondent.refresh_from_db()
    assert respondent.state == "submitted"


def test_divisions_that_came_later_are_added_and_asked_at_once(client, coordinator, at):
    at(2027, 1, 10)
    client.force_login(coordinator)
    survey = RespondentFactory().survey
    later = PostFactory(division__starts_on=datetime.date(2026, 12, 1))
    address = reverse("reviews:respondents_add", args=[survey.code])
    assert later.division in client.get(address).context["form"].fields["divisions"].queryset
    assert client.post(address, {"divisions": []}).status_code == 422
    client.post(address, {"divisions": [later.division_id]})
    added = survey.respondents.get(division=later.division)
    assert (added.group, added.group_reason) == ("4", "令和8年度は0件、それ以前はなし")
    assert Letter.objects.get(kind="survey_sent").recipient == later.user


def test_groups_that_registered_since_are_added(client, coordinator):
    respondent = RespondentFactory(group_asked=True, survey=SurveyFactory(of_groups=True))
    new = OrganizationFactory()
    address = reverse("reviews:respondents_add", args=[respondent.survey.code])
    assert client.get(address).status_code == 200
    client.post(address)
    asked = {each.organization for each in respondent.survey.respondents.all()}
    assert asked == {respondent.organization, new}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, coordinator, rows, django_assert_num_queries):
    survey = SurveyFactory(open=True)
    through = RespondentFactory(survey=survey)
    for division in [DivisionFactory(successor=through.division) for _ in range(rows)]:
        RespondentFactory(survey=survey, answers_through=through, division=division, group_set_by=coordinator)
    with django_assert_num_queries(8):
        client.get(reverse("reviews:survey_respondents", args=[survey.code]))
