"""What two people, a changed question, a closed survey and a page that saves itself do to answers."""

import json
from unittest.mock import patch

import pytest

from kyodo.models import Draft
from reviews.actions.answer_pages import save_answers
from reviews.enums import RespondentState, SurveyState
from reviews.models import Answer, Respondent, Survey
from tests.factories.organizations import PostFactory
from tests.factories.surveys import AnswerFactory, ChoiceFactory, QuestionFactory
from tests.reviews.answering import PART, asked, open_page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client, now):
    found = asked()
    client.force_login(found.user)
    return found


def test_two_people_of_one_division_lose_neither_text(client, paper):
    mine = open_page(client, paper, PART)
    other = PostFactory(division=paper.respondent.division, user__name="山田 花").user
    client.force_login(other)
    send(client, paper, PART, WISH="no", MERITS=["c1"])
    client.force_login(paper.user)
    page = send(client, paper, PART, shown=mine, WISH="yes", MERITS=["c1"])
    assert page.status_code == 409
    told = [(each.name, each.theirs, each.mine) for each in page.context["differences"]]
    assert told == [("WISH", "続けない", "続けたい")]
    assert "山田 花" in page.content.decode()
    assert paper.answers()["WISH", None] == ("no", "")
    send(client, paper, PART, shown=page, WISH="yes", MERITS=["c1"], choice_WISH="theirs")
    assert paper.answers()["WISH", None] == ("no", "")
    send(client, paper, PART, shown=page, WISH="yes", MERITS=["c1"], choice_WISH="mine")
    assert paper.answers()["WISH", None] == ("yes", "")


def test_what_one_did_not_touch_stays_as_the_other_left_it(client, paper):
    mine = open_page(client, paper, PART)
    send(client, paper, PART, WISH="no")
    assert send(client, paper, PART, shown=mine, MERITS=["c2"]).status_code == 302
    assert paper.answers() == {("WISH", None): ("no", ""), ("MERITS", None): ("c2", "")}


def test_a_question_that_changed_while_it_was_answered_is_told_and_the_words_stay(client, paper):
    shown = open_page(client, paper, PART)
    old = paper.question("WISH")
    new = QuestionFactory(survey=old.survey, code="WISH", section="これから", version=2, position=3)
    ChoiceFactory(question=new, code="yes", label="ぜひ続けたい")
    old.replaced_by = new
    old.save()
    page = send(client, paper, PART, shown=shown, WISH="yes")
    assert page.status_code == 422
    assert "変わりました" in page.context["faulty"][0].faults[0]
    assert page.context["faulty"][0].typed.codes == ("yes",)
    send(client, paper, PART, shown=page, WISH="yes")
    assert new.answers.get().codes == "yes"


def test_what_is_written_on_a_page_that_goes_away_meanwhile_is_shown_once_more(client, paper):
    rules = [{"question": "WISH", "any_of": ["yes"]}]
    own = {"survey": paper.respondent.survey, "section": "くわしく", "rules": rules}
    QuestionFactory(**own, code="LATER", number=True, text="何人で。", position=9)
    AnswerFactory(question=paper.question("WISH"), respondent=paper.respondent, codes="yes")
    shown = open_page(client, paper, "part-2")

    def answered_otherwise(*args, **kwargs):
        Answer.objects.update(codes="no")
        return save_answers(*args, **kwargs)

    with patch("reviews.views.answering.save_answers", answered_otherwise):
        page = send(client, paper, "part-2", shown=shown, LATER="たくさん")
        assert (page.status_code, page.context["lost"]) == (409, [("何人で。", "たくさん")])
        Answer.objects.filter(question__code="WISH").update(codes="yes")
        assert send(client, paper, "part-2", shown=shown, LATER="3").url == paper.url()


def test_an_answer_to_the_last_version_stands_beside_the_new_question(client, paper):
    old = paper.question("WISH")
    AnswerFactory(question=old, respondent=paper.respondent, codes="yes")
    old.replaced_by = QuestionFactory(
        survey=old.survey, code="WISH", version=2, position=3, section="これから"
    )
    old.save()
    page = open_page(client, paper, PART)
    assert "前の設問への答え：続けたい" in page.content.decode()
    Survey.objects.update(state=SurveyState.CLOSED)
    assert "続けたい" in client.get(paper.url()).content.decode()


def save(client, paper, page, shown, sent, **fields):
    given = {"bases": shown.context["bases"], "sent": sent}
    given |= {f"field-{code}": value for code, value in fields.items()}
    return client.post(paper.url("_save", page), given)


def test_a_page_saves_by_itself_what_was_changed_and_nothing_that_is_only_known(client, paper):
    shown = open_page(client, paper, paper.row_page)
    answer = save(client, paper, paper.row_page, shown, "CONTENT", CONTENT="木を植える")
    assert (answer.status_code, list(answer.json()["bases"])) == (200, ["CONTENT"])
    assert paper.answers() == {("CONTENT", paper.row.pk): ("", "木を植える")}
    bases = json.loads(shown.context["bases"]) | answer.json()["bases"]
    again = {"bases": json.dumps(bases), "sent": "CONTENT", "field-CONTENT": "木と花を植える"}
    assert client.post(paper.url("_save", paper.row_page), again).status_code == 200
    assert paper.answers()["CONTENT", paper.row.pk] == ("", "木と花を植える")


def test_saving_by_itself_refuses_what_is_wrong_changed_by_others_or_too_late(client, paper):
    shown = open_page(client, paper, PART)
    wrong = save(client, paper, PART, shown, "WISH,MERITS", WISH="yes", MERITS=["c1", "none"])
    assert (wrong.status_code, list(wrong.json()["bases"])) == (422, ["WISH"])
    assert "一緒に選べません" in wrong.json()["error"]
    assert save(client, paper, PART, shown, "WISH", WISH="no").status_code == 409
    Survey.objects.update(state=SurveyState.CLOSED)
    late = save(client, paper, PART, shown, "MERITS", MERITS="c1")
    assert (late.status_code, late.json()["bases"]) == (409, {})
    assert paper.answers() == {("WISH", None): ("yes", "")}


@pytest.mark.parametrize("is_closed", [True, False])
def test_what_is_typed_into_a_closed_survey_is_refused_and_kept(client, paper, is_closed):
    shown = open_page(client, paper, paper.row_page)
    if is_closed:
        Survey.objects.update(state=SurveyState.CLOSED)
    else:
        Respondent.objects.update(state=RespondentState.SUBMITTED)
    page = send(client, paper, paper.row_page, shown=shown, OUTCOME="achieved", CONTENT="夜に書いた")
    assert (page.status_code, page.context["lost"]) == (
        409,
        [("成果は上がっていますか。", "上がっている"), ("内容は。", "夜に書いた")],
    )
    assert Answer.objects.count() == 0
    assert Draft.objects.get().user == paper.user
    assert open_page(client, paper, paper.row_page).status_code == 302
    Survey.objects.update(state=SurveyState.OPEN)
    Respondent.objects.update(state=RespondentState.WRITING)
    again = open_page(client, paper, paper.row_page)
    assert again.context["boxes"][1].typed.words == "夜に書いた"
    send(client, paper, paper.row_page, shown=again, OUTCOME="achieved", CONTENT="夜に書いた")
    assert (paper.answers()["CONTENT", paper.row.pk], Draft.objects.count()) == (("", "夜に書いた"), 0)
