import datetime

import pytest
from django.urls import reverse

from organizations.models import Post
from reviews.enums import RespondentState, SurveyState
from reviews.models import Answer, Survey
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyRowFactory,
)
from tests.reviews.answering import PART, asked, open_page, send
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client, now):
    found = asked()
    client.force_login(found.user)
    return found


@pytest.mark.parametrize("name", ["reviews:survey_answer", "reviews:survey_answer_confirm"])
@pytest.mark.parametrize(
    ("role", "status"), [("staff", 200), ("coordinator", 200), ("other_staff", 404), ("nobody", 404)]
)
def test_the_answers_of_others_are_not_found(client, name, role, status):
    respondent = RespondentFactory()
    client.force_login(person(role, respondent))
    assert client.get(reverse(name, args=[respondent.pk])).status_code == status


@pytest.mark.parametrize(
    ("name", "method"), [("reviews:survey_answer_page", "get"), ("reviews:survey_answer_save", "post")]
)
@pytest.mark.parametrize(("role", "status"), [("staff", 200), ("coordinator", 200), ("other_staff", 404)])
def test_the_pages_of_others_are_not_found(client, name, method, role, status):
    paper = asked()
    client.force_login(person(role, paper.respondent))
    address = reverse(name, args=[paper.respondent.pk, PART])
    assert getattr(client, method)(address).status_code == status


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("viewer", 404)])
def test_a_groups_survey_is_answered_by_those_who_write_for_it(client, role, status):
    respondent = RespondentFactory(group_asked=True)
    client.force_login(person(role, respondent))
    assert client.get(reverse("reviews:survey_answer", args=[respondent.pk])).status_code == status


def test_somebody_whose_post_has_ended_cannot_answer(client, paper):
    Post.objects.filter(user=paper.user).update(ends_on=datetime.date(2026, 6, 30))
    assert client.get(paper.url()).status_code == 404
    assert client.post(paper.url("_page", PART), {"field-WISH": "yes"}).status_code == 404
    assert Answer.objects.count() == 0


def test_a_survey_that_is_not_sent_yet_is_not_found(client, paper):
    Survey.objects.update(state=SurveyState.PREPARING)
    assert client.get(paper.url()).status_code == 404


def test_a_page_on_which_nothing_is_asked_is_not_found(client, paper):
    assert open_page(client, paper, "row-999999").status_code == 404
    assert open_page(client, paper, "part-2").status_code == 404


def test_a_division_merged_half_way_is_answered_by_the_other_alone(client, paper):
    heir = RespondentFactory(survey=paper.respondent.survey)
    send(client, paper, PART, WISH="yes")
    paper.respondent.answers_through = heir
    paper.respondent.save()
    assert client.get(paper.url()).status_code == 404
    client.force_login(PostFactory(division=heir.division).user)
    assert "続けたい" in open_page(client, paper, PART).content.decode()
    send(client, paper, PART, MERITS="c1")
    assert paper.answers()["MERITS", None] == ("c1", "")
    assert paper.url() in client.get(reverse("reviews:survey_answer", args=[heir.pk])).content.decode()


def test_what_the_records_know_is_an_answer_only_when_it_is_saved(client, paper):
    page = open_page(client, paper, paper.row_page)
    assert [box.is_known for box in page.context["boxes"]] == [True, True]
    assert "記録から" in page.content.decode()
    assert Answer.objects.count() == 0
    progress = client.get(paper.url()).context["progress"]
    assert (progress.answered, progress.unconfirmed, progress.asked) == (0, 2, 4)
    send(client, paper, paper.row_page, shown=page, OUTCOME="achieved", CONTENT="花と木を植える")
    assert paper.answers() == {
        ("OUTCOME", paper.row.pk): ("achieved", ""),
        ("CONTENT", paper.row.pk): ("", "花と木を植える"),
    }
    assert [box.is_known for box in open_page(client, paper, paper.row_page).context["boxes"]] == [False] * 2


def test_what_the_records_know_can_be_taken_out(client, paper):
    send(client, paper, paper.row_page, OUTCOME="", CONTENT="")
    assert paper.answers() == {("OUTCOME", paper.row.pk): ("", ""), ("CONTENT", paper.row.pk): ("", "")}
    page = open_page(client, paper, paper.row_page)
    assert [box.typed.words for box in page.context["boxes"]] == ["", ""]


def test_saving_goes_on_to_the_next_page_and_last_to_the_check(client, paper):
    QuestionFactory(survey=paper.respondent.survey, code="FREE", words=True, section="ほかに", position=9)
    first = send(client, paper, paper.row_page, OUTCOME="achieved")
    assert first.url == paper.url("_page", PART)
    assert send(client, paper, PART, then="previous", WISH="no").url == paper.url("_page", paper.row_page)
    assert send(client, paper, PART, then="stay", WISH="no").url == paper.url("_page", PART)
    assert send(client, paper, PART, WISH="no").url == paper.url("_page", "part-2")
    assert send(client, paper, "part-2").url == paper.url("_confirm")
    paper.respondent.refresh_from_db()
    assert paper.respondent.state == RespondentState.WRITING


def test_without_scripts_the_page_comes_back_with_the_questions_that_an_answer_brings(client, paper):
    before = open_page(client, paper, PART)
    assert [box.question.code for box in before.context["boxes"] if box.is_asked] == ["WISH", "MERITS"]
    back = send(client, paper, PART, shown=before, WISH="yes")
    assert back.url == paper.url("_page", PART)
    after = open_page(client, paper, PART)
    assert [box.question.code for box in after.context["boxes"] if box.is_asked] == ["WISH", "WHY", "MERITS"]
    assert send(client, paper, PART, WISH="yes", WHY="c1").url == paper.url("_confirm")


def test_an_answer_to_what_is_not_asked_is_not_taken(client, paper):
    send(client, paper, PART, WISH="no", WHY="c1")
    assert paper.answers() == {("WISH", None): ("no", "")}


def test_what_was_written_stays_while_its_question_is_hidden_and_goes_when_handed_in(client, paper):
    send(client, paper, PART, then="stay", WISH="yes", WHY=["other"], **{"WHY.other": "約束があった"})
    send(client, paper, PART, WISH="no")
    assert paper.answers()["WHY", None] == ("other", "約束があった")
    client.post(paper.url("_confirm"))
    assert ("WHY", None) not in paper.answers()


def test_an_exclusive_choice_with_others_is_refused_at_its_field(client, paper):
    page = send(client, paper, PART, WISH="no", MERITS=["c1", "none"])
    assert page.status_code == 422
    assert {box.question.code: box.faults for box in page.context["faulty"]} == {
        "MERITS": ("「特にない」は、ほかの答えと一緒に選べません。",)
    }
    assert 'href="#field-MERITS"' in page.content.decode()
    merits = next(box for box in page.context["boxes"] if box.question.code == "MERITS")
    assert merits.typed.codes == ("c1", "none")
    assert paper.answers() == {("WISH", None): ("no", "")}


def test_other_needs_its_words_but_is_kept(client, paper):
    page = send(client, paper, PART, WISH="yes", WHY=["other"])
    assert (page.status_code, page.context["faulty"][0].faults) == (
        422,
        ("「その他」の内容を書いてください。",),
    )
    assert paper.answers()["WHY", None] == ("other", "")
    refused = client.post(paper.url("_confirm"))
    assert (refused.status_code, refused.context["refused"]) == (409, "先に答えるところが1か所あります。")


@pytest.mark.parametrize("value", ["たくさん", "-3", "1.234"])
def test_a_number_that_is_none_is_refused_and_shown_as_typed(client, paper, value):
    QuestionFactory(
        survey=paper.respondent.survey, code="PEOPLE", number=True, section="これから", position=9
    )
    page = send(client, paper, PART, PEOPLE=value)
    assert page.status_code == 422
    assert page.context["faulty"][0].typed.words == value


def test_a_table_is_kept_row_by_row(client, paper):
    question = QuestionFactory(survey=paper.respondent.survey, code="T", table=True, section="表", position=9)
    cells = {"T.0.0": "花の会", "T.0.1": "12", "T.1.0": "木の会"}
    send(client, paper, "part-2", **cells)
    assert Answer.objects.get(question=question).cells == [["花の会", "12"], ["木の会", ""]]
    lines = open_page(client, paper, "part-2").context["boxes"][0].lines
    assert [text for line in lines for _, _, text in line] == ["花の会", "12", "木の会", "", "", "", "", ""]


def test_after_closing_everything_written_is_read(client, paper):
    send(client, paper, PART, WISH="no", MERITS=["c1", "c2"])
    Survey.objects.update(state=SurveyState.CLOSED)
    page = client.get(paper.url()).content.decode()
    assert "受付は終わりました" in page
    assert "早い、安い" in page


def test_the_office_is_told_that_it_writes_for_others(client, paper):
    client.force_login(PostFactory(coordinator=True).user)
    assert "代わりの入力" in client.get(paper.url()).content.decode()
    send(client, paper, PART, WISH="no")
    client.post(paper.url("_confirm"))
    paper.respondent.refresh_from_db()
    assert paper.respondent.is_proxy
    client.force_login(paper.user)
    assert "代わりの入力" not in client.get(paper.url()).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_with_more_projects(client, now, number, django_assert_num_queries):
    paper = asked(division=DivisionFactory())
    for _ in range(number - 1):
        row = SurveyRowFactory(respondent=paper.respondent, partner=paper.row.partner)
        AnswerFactory(question=paper.question("CONTENT"), respondent=paper.respondent, row=row, text="花")
    AnswerFactory(
        question=paper.question("CONTENT"),
        respondent=paper.respondent,
        row=paper.row,
        text="花",
        updated_by=paper.user,
    )
    client.force_login(paper.user)
    client.get(paper.url())
    with django_assert_num_queries(10):
        client.get(paper.url())
    with django_assert_num_queries(9):
        open_page(client, paper, paper.row_page)
    with django_assert_num_queries(8):
        client.get(paper.url("_confirm"))


def test_the_survey_page_and_the_progress_lead_here(client, paper):
    survey = paper.respondent.survey
    assert paper.url() in client.get(reverse("reviews:survey", args=[survey.code])).content.decode()


def test_a_group_confirms_what_the_records_say_of_it(client, now):
    respondent = RespondentFactory(group_asked=True, organization__member_count=35)
    member = {"survey": respondent.survey, "section": "団体のこと"}
    question = QuestionFactory(**member, code="MEMBERS", number=True, source="member_count")
    client.force_login(person("editor", respondent))
    address = reverse("reviews:survey_answer_page", args=[respondent.pk, PART])
    page = client.get(address)
    assert [(box.typed.words, box.is_known) for box in page.context["boxes"]] == [("35", True)]
    sent = {"bases": page.context["bases"], "seen": page.context["seen"], "field-MEMBERS": "４０"}
    client.post(address, sent | {"then": "next"})
    assert question.answers.get().number == 40
    overview = client.get(reverse("reviews:survey_answer", args=[respondent.pk]))
    assert "同じ団体の人も" in overview.content.decode()
