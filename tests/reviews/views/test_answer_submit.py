import pytest
from django.urls import reverse

from reviews.enums import RespondentState, SurveyState
from reviews.models import Answer, Survey
from tests.factories.organizations import PostFactory
from tests.factories.surveys import AnswerFactory, RespondentFactory
from tests.reviews.answering import asked
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client, now):
    found = asked()
    client.force_login(found.user)
    return found


def state(paper) -> str:
    paper.respondent.refresh_from_db()
    return paper.respondent.state


def test_the_check_tells_what_is_open_and_what_only_the_records_say(client, paper):
    AnswerFactory(question=paper.question("MERITS"), respondent=paper.respondent, codes="c1")
    page = client.get(paper.url("_confirm"))
    assert [gap.question.code for gap in page.context["open"]] == ["WISH"]
    assert [gap.question.code for gap in page.context["unconfirmed"]] == ["OUTCOME", "CONTENT"]
    assert "無回答" in page.content.decode()


def test_what_is_left_open_is_handed_in_as_no_answer(client, paper):
    AnswerFactory(question=paper.question("MERITS"), respondent=paper.respondent, codes="c1")
    client.post(paper.url("_confirm"))
    assert state(paper) == RespondentState.SUBMITTED
    assert (paper.respondent.submitted_by, paper.respondent.is_proxy) == (paper.user, False)
    row = paper.row.pk
    assert paper.answers() == {
        ("OUTCOME", row): ("", ""),
        ("CONTENT", row): ("", ""),
        ("WISH", None): ("", ""),
        ("MERITS", None): ("c1", ""),
    }
    assert Answer.objects.counted().count() == 4


def test_what_the_records_say_is_handed_in_where_somebody_said_so(client, paper):
    client.post(paper.url("_confirm"), {"confirms_known": "yes"})
    assert paper.answers()["OUTCOME", paper.row.pk] == ("achieved", "")
    assert paper.answers()["CONTENT", paper.row.pk] == ("", "花を植える")
    assert {each.updated_by for each in Answer.objects.exclude(codes="", text="")} == {paper.user}


def test_what_must_be_answered_is_refused_without(client, paper):
    paper.respondent.survey.questions.filter(code="OUTCOME").update(is_required=True)
    refused = client.post(paper.url("_confirm"))
    assert (refused.status_code, state(paper)) == (409, RespondentState.WAITING)
    client.post(paper.url("_confirm"), {"confirms_known": "yes"})
    assert state(paper) == RespondentState.SUBMITTED


def test_a_closed_survey_refuses_what_is_handed_in(client, paper):
    Survey.objects.update(state=SurveyState.CLOSED)
    page = client.post(paper.url("_confirm"), follow=True)
    assert "受付が終わった" in page.content.decode()
    assert state(paper) == RespondentState.WAITING


def test_handing_in_twice_is_refused_and_changes_nothing(client, paper):
    client.post(paper.url("_confirm"))
    paper.respondent.refresh_from_db()
    first = paper.respondent.submitted_at
    assert client.post(paper.url("_confirm")).status_code == 302
    paper.respondent.refresh_from_db()
    assert paper.respondent.submitted_at == first


def test_the_division_takes_back_until_the_due_day_and_the_office_always(client, paper, at):
    client.post(paper.url("_confirm"))
    at(2027, 1, 31, 23, 59)
    client.force_login(paper.user)
    client.post(paper.url("_take_back"))
    assert (state(paper), Answer.objects.counted().count()) == (RespondentState.WRITING, 0)
    client.post(paper.url("_confirm"))
    at(2027, 2, 1, 0, 1)
    client.force_login(paper.user)
    assert client.post(paper.url("_take_back")).status_code == 403
    assert "事務局に知らせて" in client.get(paper.url()).content.decode()
    client.force_login(PostFactory(coordinator=True).user)
    client.post(paper.url("_take_back"))
    assert state(paper) == RespondentState.WRITING


@pytest.mark.parametrize(("role", "status"), [("other_staff", 404), ("nobody", 404)])
def test_others_cannot_take_back(client, role, status):
    respondent = RespondentFactory(submitted=True)
    client.force_login(person(role, respondent))
    address = reverse("reviews:survey_answer_take_back", args=[respondent.pk])
    assert client.post(address).status_code == status
    client.force_login(person("staff", respondent))
    Survey.objects.update(state=SurveyState.CLOSED)
    assert client.post(address).status_code == 403


def test_what_the_office_sent_back_is_read_with_its_reason(client, paper):
    client.post(paper.url("_confirm"))
    client.force_login(PostFactory(coordinator=True).user)
    address = reverse("reviews:respondent_return", args=[paper.respondent.pk])
    client.post(address, {"reason": "事業の数を確かめてください"})
    client.force_login(paper.user)
    assert "事業の数を確かめてください" in client.get(paper.url()).content.decode()
