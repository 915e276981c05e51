import datetime

import pytest
from django.urls import reverse

from kyodo.models import Letter
from reviews.enums import RespondentState, SurveyState
from reviews.models import Survey
from tests.factories.organizations import DivisionFactory, OrganizationFactory, PostFactory
from tests.factories.surveys import (
    AnswerFactory,
    ChoiceFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
)
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db
QUERIES = [
    ("surveys", [], 5),
    ("survey", ["s"], 10),
    ("survey_progress", ["s"], 8),
    ("survey_remind", ["s"], 7),
    ("survey_history", ["s"], 12),
]

# Views that a coordinator alone uses.
RUNNING = [
    ("reviews:survey_new", []),
    ("reviews:survey_edit", ["s"]),
    ("reviews:survey_step", ["s", "close"]),
    ("reviews:survey_remind", ["s"]),
    ("reviews:survey_history", ["s"]),
]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


@pytest.fixture
def _today(at):
    at(2027, 1, 10)


@pytest.mark.parametrize(("name", "args"), RUNNING)
@pytest.mark.parametrize("role", ["staff", "other_staff", "nobody"])
def test_running_a_survey_is_forbidden_to_all_but_coordinators(client, name, args, role):
    respondent = RespondentFactory(survey__code="s")
    client.force_login(person(role, respondent))
    expected = 404 if role == "nobody" and args else 403
    assert client.get(reverse(name, args=args)).status_code == expected


@pytest.mark.parametrize("state", SurveyState)
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("coordinator", {"preparing", "open", "closed", "published"}),
        ("staff", {"open", "closed", "published"}),
        ("nobody", {"published"}),
    ],
)
def test_a_survey_is_not_found_in_a_state_that_one_does_not_see(client, state, role, seen):
    respondent = RespondentFactory(survey=SurveyFactory(state=state))
    client.force_login(person(role, respondent))
    page = client.get(reverse("reviews:survey", args=[respondent.survey.code]))
    assert page.status_code == (200 if state in seen else 404)


def test_progress_is_forbidden_to_those_outside_city_hall(client):
    respondent = RespondentFactory(group_asked=True)
    client.force_login(person("editor", respondent))
    address = reverse("reviews:survey_progress", args=[respondent.survey.code])
    assert client.get(address).status_code == 403
    assert client.get(reverse("reviews:survey", args=[respondent.survey.code])).status_code == 200
    client.force_login(person("staff", RespondentFactory()))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (SurveyState.PREPARING, ["open"]),
        (SurveyState.OPEN, ["close"]),
        (SurveyState.CLOSED, ["reopen", "publish"]),
        (SurveyState.PUBLISHED, ["unpublish"]),
    ],
)
def test_which_steps_a_state_offers(client, coordinator, state, actions):
    survey = SurveyFactory(state=state)
    page = client.get(reverse("reviews:survey", args=[survey.code])).context
    offered = [page["main_step"], *page["other_steps"]]
    assert {step.action for step in offered if step} == set(actions)


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    ("basis", "audience", "questions"),
    [
        ("template:yearly", "divisions", 7),
        ("blank:groups", "groups", 0),
        ("blank:divisions", "divisions", 0),
        ("wave:last", "divisions", 1),
    ],
)
def test_a_survey_is_made_from_a_template_a_wave_or_blank(client, coordinator, basis, audience, questions):
    last = SurveyFactory(closed=True, code="last", fiscal_year=2025)
    QuestionFactory(survey=last, choices=["続ける", "やめる"])
    DivisionFactory()
    OrganizationFactory()
    made = client.post(
        reverse("reviews:survey_new"), {"basis": basis, "fiscal_year": "2026", "title": "今年"}
    )
    survey = Survey.objects.get(title="今年")
    assert made.url == reverse("reviews:survey", args=[survey.code])
    assert (survey.audience, survey.state, survey.fiscal_year) == (audience, "preparing", 2026)
    assert survey.questions.count() == questions
    asked = {"divisions": coordinator.posts.get().division.name, "groups": "試験の会"}
    assert asked[audience] in "".join(each.name for each in survey.respondents.all())
    assert survey.previous == (last if basis == "wave:last" else None)


@pytest.mark.usefixtures("_today")
def test_a_survey_made_of_nothing_is_said_at_its_field(client, coordinator):
    made = client.post(reverse("reviews:survey_new"), {"basis": "template:none", "fiscal_year": "1950"})
    assert (made.status_code, sorted(made.context["form"].errors)) == (422, ["basis", "fiscal_year"])


def editing(survey, **changed):
    data = {
        "title": survey.title,
        "introduction": "",
        "due_on": "2027/2/1",
        "small_n": "20",
        "hide_below": "5",
    }
    return data | {"base_version": survey.version} | changed


def test_a_survey_is_changed_and_two_editors_are_told_of_each_other(client, coordinator):
    survey = SurveyFactory()
    address = reverse("reviews:survey_edit", args=[survey.code])
    assert client.post(address, editing(survey, title="新しい名前")).status_code == 302
    survey.refresh_from_db()
    assert (survey.title, survey.due_on, survey.small_n) == ("新しい名前", datetime.date(2027, 2, 1), 20)
    late = client.post(address, editing(survey, title="別の名前", base_version=1))
    assert late.status_code == 409
    assert [each.name for each in late.context["differences"]] == ["title"]
    again = client.post(address, editing(survey, title="別の名前", base_version=2, choice_title="theirs"))
    assert again.status_code == 302
    survey.refresh_from_db()
    assert survey.title == "新しい名前"


def test_an_open_survey_keeps_a_due_date(client, coordinator):
    survey = SurveyFactory(open=True)
    sent = client.post(reverse("reviews:survey_edit", args=[survey.code]), editing(survey, due_on=""))
    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["due_on"])


@pytest.fixture
def ready():
    """A survey in 作成 that may open, and somebody who will answer it."""
    respondent = RespondentFactory(survey=SurveyFactory(code="s"))
    QuestionFactory(survey=respondent.survey, choices=["続ける", "やめる"])
    PostFactory(division=respondent.division)
    return respondent.survey


def step_to(client, survey, action, **given):
    return client.post(reverse("reviews:survey_step", args=[survey.code, action]), given)


@pytest.mark.usefixtures("_today")
def test_a_survey_goes_all_the_way_and_back(client, coordinator, ready):
    for action, given, state in (
        ("open", {"due_on": "2027/1/31"}, "open"),
        ("close", {}, "closed"),
        ("reopen", {"due_on": "2027/2/10", "reason": "まだの課があるため"}, "open"),
        ("close", {}, "closed"),
        ("publish", {}, "published"),
        ("unpublish", {"reason": "表の誤り"}, "closed"),
    ):
        assert client.get(reverse("reviews:survey_step", args=["s", action])).status_code == 200
        step_to(client, ready, action, **given)
        ready.refresh_from_db()
        assert ready.state == state
    assert ready.due_on == datetime.date(2027, 2, 10)


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    ("state", "action", "given", "fields"),
    [
        ("preparing", "open", {"due_on": "2027/1/9"}, ["due_on"]),
        ("preparing", "open", {}, ["due_on"]),
        ("closed", "reopen", {"due_on": "2027/2/1"}, ["reason"]),
        ("published", "unpublish", {"reason": " "}, ["reason"]),
    ],
)
def test_a_step_says_what_it_lacks(client, coordinator, ready, state, action, given, fields):
    survey = SurveyFactory(state=state)
    sent = step_to(client, survey, action, **given)
    assert (sent.status_code, list(sent.context["form"].errors)) == (422, fields)


@pytest.mark.usefixtures("_today")
def test_a_questionnaire_with_an_error_cannot_open(client, coordinator, ready):
    ChoiceFactory(question=QuestionFactory(survey=ready))
    address = reverse("reviews:survey_step", args=["s", "open"])
    assert [each.text for each in client.get(address).context["problems"]] == ["選択肢が2つ以上必要です。"]
    step_to(client, ready, "open", due_on="2027/1/31")
    ready.refresh_from_db()
    assert ready.state == "preparing"
    assert len(client.get(reverse("reviews:survey", args=["s"])).context["errors"]) == 1


def test_a_step_that_is_none_is_not_found(client, coordinator, ready):
    assert client.get(reverse("reviews:survey_step", args=["s", "burn"])).status_code == 404


@pytest.mark.usefixtures("_today")
def test_reminders_go_to_the_missing_alone_and_once_a_day(client, coordinator, at):
    waiting = RespondentFactory(survey__code="s", survey__due_on=datetime.date(2027, 1, 31))
    submitted = RespondentFactory(survey=waiting.survey, submitted=True)
    late, done = PostFactory(division=waiting.division).user, PostFactory(division=submitted.division).user
    nobody = RespondentFactory(survey=waiting.survey, writing=True)
    address = reverse("reviews:survey_remind", args=["s"])
    page = client.get(address).context
    assert (page["letters"], page["unreached"]) == (1, [nobody])
    for _ in range(2):
        client.post(address)
    assert list(Letter.objects.values_list("kind", "recipient")) == [("survey_reminder", late.pk)]
    at(2027, 1, 11)
    client.force_login(coordinator)
    client.post(address)
    assert Letter.objects.filter(recipient=late).count() == 2
    assert not Letter.objects.filter(recipient=done).exists()


def test_progress_tells_who_has_answered_and_when_it_last_changed(client, coordinator):
    survey = SurveyFactory(open=True)
    waiting = RespondentFactory(survey=survey)
    answer = AnswerFactory(
        question=QuestionFactory(survey=survey), respondent=RespondentFactory(survey=survey, writing=True)
    )
    RespondentFactory(survey=survey, submitted=True)
    page = client.get(reverse("reviews:survey", args=[survey.code])).context
    assert dict(page["counts"]) == {
        RespondentState.WAITING: 1,
        RespondentState.WRITING: 1,
        RespondentState.SUBMITTED: 1,
    }
    assert page["rows"][0] == waiting
    assert [each.last_change for each in page["rows"][:2]] == [None, answer.updated_at]
    assert (page["answered"], page["total"], page["is_live"]) == (1, 3, True)
    narrowed = client.get(reverse("reviews:survey", args=[survey.code]), {"state": "waiting", "still": "1"})
    assert (narrowed.context["rows"], narrowed.context["is_live"]) == ([waiting], False)


def test_a_division_finds_its_own_answer_first(client):
    respondent = RespondentFactory()
    RespondentFactory(survey=respondent.survey)
    client.force_login(PostFactory(division=respondent.division).user)
    page = client.get(reverse("reviews:survey", args=[respondent.survey.code])).context
    assert (page["own"], page["may_run"], page["main_step"]) == ([respondent], False, None)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "args", "queries"), QUERIES)
def test_a_page_costs_the_same_with_more_rows(
    client, coordinator, name, args, queries, rows, django_assert_num_queries
):
    survey = SurveyFactory(open=True, code="s")
    SurveyFactory.create_batch(rows, open=True)
    question = QuestionFactory(survey=survey)
    for respondent in RespondentFactory.create_batch(rows, survey=survey):
        AnswerFactory(question=question, respondent=respondent)
        PostFactory(division=respondent.division)
    address = reverse(f"reviews:{name}", args=args)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_citizen_reads_what_is_published(client):
    published = RespondentFactory(survey=SurveyFactory(published=True)).survey
    SurveyFactory(closed=True)
    page = client.get(reverse("reviews:surveys")).context
    assert (list(page["listing"].page), page["may_run"]) == ([published], False)
    assert client.get(reverse("reviews:survey", args=[published.code])).context["may_see_progress"] is False
