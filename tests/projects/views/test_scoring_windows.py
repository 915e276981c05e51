"""A sheet that saves itself, from one window and from two, while scoring is closed or a conflict is set."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from kyodo.models import Draft
from projects.actions.conflicts import set_conflict
from projects.actions.stages import reopen_stage
from projects.models import Score
from tests.projects.panels import screening
from tests.projects.sheets import filled, sent

pytestmark = pytest.mark.django_db


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


def test_the_page_saves_itself_and_goes_on_from_there(browser):
    round_ = screening()
    first = round_.criteria[0].pk
    answer = browser(round_).post(url("score_save", round_), filled(round_, "4"))
    assert (answer.status_code, set(answer.json())) == (200, {"saved_at", "bases"})
    bases = answer.json()["bases"]
    assert (bases[f"value_{first}"], bases["comment_0"]) == (1, 1)
    again = sent({f"value_{first}": "5"}, bases=json.dumps(bases))
    assert browser(round_).post(url("score_save", round_), again).json()["bases"] == {f"value_{first}": 2}
    assert values(round_) == [5]


def test_two_windows_of_one_reviewer_lose_nothing(browser):
    round_ = screening()
    first, second = round_.criteria
    one, two = filled(round_, "4"), filled(round_, "", "2", comment_0="別の画面")
    assert browser(round_).post(url("score_save", round_), one).status_code == 200
    assert browser(round_).post(url("score_save", round_), two).status_code == 200
    assert values(round_) == [4, 2]
    clash = filled(round_, "1", "2", comment_0="別の画面", then="stay")
    assert browser(round_).post(url("score_save", round_), clash).status_code == 409
    page = browser(round_).post(url("score", round_), clash)
    assert page.status_code == 409
    assert [(each.theirs, each.mine) for each in page.context["differences"]] == [("4", "1")]
    form = page.context["form"]
    assert [row.value.value() for row in form.rows] == ["1", "2"]
    chosen = sent({name: form[name].value() for name in form.fields}, bases=form.bases, then="stay")
    browser(round_).post(url("score", round_), chosen | {f"choice_value_{first.pk}": "theirs"})
    assert values(round_) == [4, 2]
    assert second.scores.get().value == 2


def test_after_the_closing_the_text_is_kept_and_nothing_scored(browser):
    round_ = screening()
    round_.give(3, 3, version=1)
    close(round_)
    data = filled(round_, "5", comment_0="間に合わなかった")
    assert browser(round_).post(url("score_save", round_), data).status_code == 423
    answer = browser(round_).post(url("score", round_), data)
    assert answer.url == url("score", round_)
    page = browser(round_).get(answer.url)
    assert ("全体について", "間に合わなかった") in page.context["draft_texts"]
    assert "score-form" not in page.content.decode()
    assert values(round_) == [3, 3]


def test_what_was_too_late_is_there_when_scoring_is_opened_again(browser, coordinator):
    round_ = screening()
    close(round_)
    browser(round_).post(url("score", round_), filled(round_, "5", comment_0="間に合わなかった"))
    reopen_stage(round_.stage, reason="延ばします。", by=coordinator)
    form = browser(round_).get(url("score", round_)).context["form"]
    assert (form.rows[0].value.value(), form.overall.value()) == ("5", "間に合わなかった")
    browser(round_).post(url("score", round_), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_a_draft_of_one_field_leaves_the_others_as_they_stand(browser, coordinator):
    round_ = screening()
    round_.give(3, 4)
    close(round_)
    late = sent({"comment_0": "間に合わなかった"}, bases=json.dumps({"comment_0": 1}))
    assert browser(round_).post(url("score_save", round_), late).status_code == 423
    reopen_stage(round_.stage, reason="延ばします。", by=coordinator)
    form = browser(round_).get(url("score", round_)).context["form"]
    assert [row.value.value() for row in form.rows] == ["3", "4"]
    assert form.overall.value() == "間に合わなかった"


@pytest.mark.parametrize("bases", ["", "x", "[]", '{"value_1": "a"}', '{"comment_0": -1}', "{" * 9])
def test_bases_that_make_no_sense_are_as_none(browser, bases):
    round_ = screening()
    data = filled(round_, "4") | {"bases": bases}
    assert browser(round_).post(url("score_save", round_), data).status_code == 200
    assert values(round_) == [4]


def test_a_conflict_set_while_somebody_scores_ends_it(browser, coordinator):
    round_ = screening()
    page = browser(round_).get(url("score", round_))
    set_conflict(round_.assignment, cause="money", reason="契約がある。", by=coordinator)
    assert page.status_code == 200
    for name in ("score", "score_save", "score_finish"):
        assert browser(round_).post(url(name, round_), filled(round_, "5")).status_code == 404
    assert values(round_) == []
