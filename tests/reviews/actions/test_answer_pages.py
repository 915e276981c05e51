import pytest

from kyodo.workflow import StepRefused
from reviews.actions.answer_pages import AnswerEdit, save_answers, take_form
from reviews.actions.handing_in import hand_in
from reviews.enums import RespondentState, SurveyState
from reviews.given import Given
from reviews.models import Answer, Respondent, Survey
from tests.factories.organizations import PostFactory
from tests.harness.threads import at_once
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


@pytest.mark.django_db(transaction=True)
def test_of_two_in_the_same_moment_one_is_kept_and_the_other_is_told():
    paper = asked()
    words = iter(["yes", "no"])
    saved = at_once(lambda: save_answers(paper.respondent, [edit(paper, "WISH", next(words))], by=paper.user))
    assert sorted(len(each.clashes) for each in saved) == [0, 1]
    kept = next(each for each in saved if not each.clashes).answers["WISH", None]
    told = next(each for each in saved if each.clashes).clashes[0]
    assert (told.current.codes, {kept.codes, *told.edit.given.codes}) == (kept.codes, {"yes", "no"})


@pytest.mark.django_db(transaction=True)
def test_no_answer_slips_in_behind_what_is_handed_in():
    paper = asked()
    who = iter(["writer", "hander"])

    def act():
        if next(who) == "hander":
            hand_in(
                Respondent.objects.get(pk=paper.respondent.pk),
                confirms_known=True,
                is_proxy=False,
                by=paper.user,
            )
            return "handed in"
        try:
            save_answers(paper.respondent, [edit(paper, "WISH", "no")], by=paper.user)
        except StepRefused:
            return "refused"
        return "saved"

    first, second = sorted(at_once(act))
    assert first == "handed in"
    assert paper.answers()["WISH", None][0] == {"saved": "no", "refused": ""}[second]
    assert set(paper.respondent.answers.values_list("is_counted", flat=True)) == {True}
