import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Assignment, Score
from tests.factories.calls import CriterionFactory
from tests.factories.proposals import DivisionOpinionFactory, ScoreFactory
from tests.projects.actors import ALL, actor
from tests.projects.panels import screening
from tests.projects.sheets import filled, sent

pytestmark = pytest.mark.django_db
SIGNED_IN = [role for role in ALL if role != "administrator"]  # who gets no further without a second factor
REFUSING = (
    "projects:score",
    "projects:score_save",
    "projects:score_finish",
    "projects:score_take_back",
)


def url(name, round_, proposal=0):
    return reverse(f"projects:{name}", args=[round_.assignments[proposal][0].pk])


def close(round_):
    round_.stage.closed_at, round_.stage.closed_by = timezone.now(), round_.reviewer
    round_.stage.save()


def values(round_):
    rows = Score.objects.filter(assignment=round_.assignment).order_by("criterion")
    return [score.value for score in rows]


@pytest.fixture
def browser(as_):
    return lambda round_: as_(round_.reviewer)


def test_the_sheet_shows_the_newest_submission_the_opinions_and_the_criteria(browser):
    round_ = screening()
    DivisionOpinionFactory(
        proposal=round_.proposals[0],
        answer="yes",
        text="一緒にできます。",
        answered_at=timezone.now(),
        answered_by=round_.reviewer,
    )
    page = browser(round_).get(url("score", round_))
    text = page.content.decode()
    assert page.context["revision"].number == 1
    for words in (
        "一緒にできます。",
        *(str(criterion) for criterion in round_.criteria),
        "とてもよく合っている",
    ):
        assert words in text


def test_what_is_saved_is_shown_again(browser):
    round_ = screening()
    more = {"outlook_0": "for", "comment_0": "推したい。", f"comment_{round_.criteria[0].pk}": "よい。"}
    answer = browser(round_).post(url("score", round_), filled(round_, "4", "2", then="stay", **more))
    assert answer.url == url("score", round_)
    form = browser(round_).get(answer.url).context["form"]
    assert [(row.value.value(), row.comment.value()) for row in form.rows] == [("4", "よい。"), ("2", "")]
    assert (form.outlook.value(), form.overall.value()) == ("for", "推したい。")


def test_save_and_next_goes_on_and_round_to_the_first(browser):
    round_ = screening(proposals=3)
    answer = browser(round_).post(url("score", round_, 1), filled(round_, "4", then="next"))
    assert answer.url == url("score", round_, 2)
    answer = browser(round_).post(url("score", round_, 2), filled(round_, "4", then="next"))
    assert answer.url == url("score", round_, 0)


def test_a_complete_sheet_is_finished_at_once(browser):
    round_ = screening(proposals=2)
    answer = browser(round_).post(url("score", round_), filled(round_, "4", "5", then="finish"))
    assert answer.url == url("score", round_, 1)
    assert Assignment.objects.get(pk=round_.assignment.pk).finished_stage == 1


def test_with_gaps_they_are_named_before_it_is_finished(browser):
    round_ = screening()
    answer = browser(round_).post(url("score", round_), filled(round_, "4", then="finish"))
    assert answer.url == url("score_finish", round_)
    page = browser(round_).get(answer.url)
    assert page.context["sheet"].missing == [round_.criteria[1]]
    assert browser(round_).post(answer.url).url == reverse("projects:reviews")
    assert Assignment.objects.get().finished_stage == 1


def test_a_finished_sheet_is_read_only_until_it_is_taken_back(browser):
    round_ = screening()
    browser(round_).post(url("score", round_), filled(round_, "4", "5", then="finish"))
    page = browser(round_).get(url("score", round_))
    assert "score-form" not in page.content.decode()
    assert browser(round_).get(url("score_finish", round_)).url == url("score", round_)
    browser(round_).post(url("score_take_back", round_))
    assert "score-form" in browser(round_).get(url("score", round_)).content.decode()


@pytest.mark.parametrize("value", ["6", "0", "-1", "四", "<b>"])
def test_a_value_put_in_by_hand_is_refused_at_its_field(browser, value):
    round_ = screening()
    answer = browser(round_).post(url("score", round_), filled(round_, value, "4", comment_0="残る"))
    form = answer.context["form"]
    assert (answer.status_code, set(form.errors)) == (422, {f"value_{round_.criteria[0].pk}"})
    assert form.overall.value() == "残る"
    assert values(round_) == []
    saved = browser(round_).post(url("score_save", round_), filled(round_, value))
    assert saved.status_code == 422


def test_a_criterion_of_another_call_changes_nothing(browser):
    round_, other = screening(), CriterionFactory()
    data = filled(round_, "4") | sent({f"value_{other.pk}": "5"})
    browser(round_).post(url("score", round_), data)
    browser(round_).post(url("score_save", round_), data)
    assert not Score.objects.filter(criterion=other).exists()


def test_a_state_or_reviewer_put_in_by_hand_changes_nothing(browser):
    round_ = screening(members=2)
    more = {"finished_stage": "2", "has_conflict": "on", "member": round_.members[1].pk, "state": "adopted"}
    browser(round_).post(url("score", round_), filled(round_, "4", then="stay", **more))
    assignment = Assignment.objects.get(pk=round_.assignment.pk)
    assert (assignment.finished_stage, assignment.has_conflict, assignment.member) == (
        0,
        False,
        round_.members[0],
    )


def test_texts_of_every_kind_are_kept_as_typed(browser):
    round_ = screening()
    text = "𠮷野家😀\n二行目" + "あ" * 900
    browser(round_).post(url("score", round_), filled(round_, "4", comment_0=text + "\x00", then="stay"))
    assert Assignment.objects.get().comment == text


def test_a_text_that_is_too_long_is_refused_and_kept(browser):
    round_ = screening()
    answer = browser(round_).post(url("score", round_), filled(round_, "4", comment_0="あ" * 2001))
    assert answer.status_code == 422
    assert answer.context["form"].overall.value() == "あ" * 2001


def test_scores_of_an_earlier_stage_are_shown_to_who_gave_them(browser):
    round_ = screening(stages=2)
    round_.give(3, 4)
    close(round_)
    proposal = round_.proposals[0]
    proposal.stage_number = 2
    proposal.save()
    page = browser(round_).get(url("score", round_))
    assert [score.value for score in page.context["sheet"].earlier] == [3, 4]
    assert [row.criterion for row in page.context["form"].rows] == [round_.criteria[2]]


def test_the_sheet_costs_the_same_with_many_proposals(browser, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        round_ = screening(proposals=number)
        round_.give(3, 4)
        reviewer = browser(round_)
        reviewer.get(url("score", round_))
        with django_assert_max_num_queries(20) as queries:
            reviewer.get(url("score", round_))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", REFUSING)
@pytest.mark.parametrize("role", SIGNED_IN)
def test_a_sheet_is_not_found_by_anybody_else(as_, name, role):
    round_ = screening()
    browser = as_(actor(role, round_.proposals[0]))
    assert browser.post(reverse(name, args=[round_.assignment.pk])).status_code == 404


@pytest.mark.parametrize("name", REFUSING)
@pytest.mark.parametrize(
    "change", [{"has_conflict": True, "conflict_cause": "member"}, {"declared_at": None}]
)
def test_a_sheet_in_conflict_or_undeclared_is_not_found(browser, name, change):
    round_ = screening()
    if "declared_at" in change:
        change["conflict_set_by"] = None
    Assignment.objects.update(**change)
    assert browser(round_).post(reverse(name, args=[round_.assignment.pk])).status_code == 404
    assert browser(round_).get(url("score", round_)).status_code == 404


def test_nobody_sees_anothers_score_on_the_sheet(browser):
    round_ = screening(members=2)
    ScoreFactory(
        assignment=round_.assignments[0][1], criterion=round_.criteria[0], value=1, comment="他人の声"
    )
    page = browser(round_).get(url("score", round_))
    assert "他人の声" not in page.content.decode()
    assert [row.value.value() for row in page.context["form"].rows] == ["", ""]
