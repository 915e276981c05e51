import pytest

from kyodo.workflow import StepRefused
from reviews.actions.answer_pages import AnswerEdit, save_answers, take_form
from reviews.enums import RespondentState, SurveyState
from reviews.given import Given
from reviews.models import Answer, Survey
from tests.factories.organizations import PostFactory
from tests.reviews.answering import asked

pytestmark = pytest.mark.django_db


def edit(paper, code: str, *codes: str, base: int = 0) -> AnswerEdit:
    return AnswerEdit(paper.question(code), None, Given(codes=codes), base)


def test_the_first_answer_begins_and_each_is_kept_with_who_and_which_version():
    paper = asked()
    saved = save_answers(paper.respondent, [edit(paper, "WISH", "yes")], by=paper.user)
    save_answers(paper.respondent, [edit(paper, "WISH", "no", base=1)], by=paper.user)
    answer = saved.answers["WISH", None]
    answer.refresh_from_db()
    assert (answer.codes, answer.version, answer.updated_by) == ("no", 2, paper.user)
    assert [each.codes for each in answer.history.all()] == ["no", "yes"]
    paper.respondent.refresh_from_db()
    assert paper.respondent.state == RespondentState.WRITING


def test_what_somebody_else_changed_is_left_and_the_rest_is_kept():
    paper = asked()
    other = PostFactory(division=paper.respondent.division).user
    save_answers(paper.respondent, [edit(paper, "WISH", "yes")], by=other)
    saved = save_answers(
        paper.respondent, [edit(paper, "WISH", "no"), edit(paper, "MERITS", "c1")], by=paper.user
    )
    assert [(clash.current.codes, clash.edit.given.codes) for clash in saved.clashes] == [("yes", ("no",))]
    assert paper.answers() == {("WISH", None): ("yes", ""), ("MERITS", None): ("c1", "")}


def test_the_same_said_by_two_is_no_conflict():
    paper = asked()
    for _ in range(2):
        saved = save_answers(paper.respondent, [edit(paper, "WISH", "yes")], by=paper.user)
    assert saved.clashes == []


def test_nothing_is_kept_once_the_survey_is_closed():
    paper = asked()
    Survey.objects.update(state=SurveyState.CLOSED)
    with pytest.raises(StepRefused, match="受付が終わった"):
        save_answers(paper.respondent, [edit(paper, "WISH", "yes")], by=paper.user)
    assert Answer.objects.count() == 0


def test_a_form_is_taken_whole_or_not_at_all():
    paper = asked()
    save_answers(paper.respondent, [edit(paper, "WISH", "yes")], by=paper.user)
    with pytest.raises(StepRefused, match="「続けたいですか。」が、いま画面で変わりました"):
        take_form(paper.respondent, [edit(paper, "MERITS", "c1"), edit(paper, "WISH", "no")], by=paper.user)
    assert paper.answers() == {("WISH", None): ("yes", "")}
