import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.enums import CallState
from tests.factories.calls import (
    CallFactory,
    CallNoticeFactory,
    CallQuestionFactory,
    CategoryFactory,
    CriterionFactory,
    ScreeningStageFactory,
    ThemeFactory,
)
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
LIST = "/projects/calls/"
TRAITS = {
    "draft": CallState.DRAFT,
    **{state.value: state for state in CallState if state.value != "published"},
}


def page(call) -> str:
    return reverse("projects:call", args=[call.pk])


@pytest.fixture
def whole(now):
    """An open call with everything a call has."""
    call = CallFactory(
        title="夏の募集",
        summary="団体の企画を募ります。",
        closes_at=now + datetime.timedelta(days=3, hours=4),
        budget=3_000_000,
        conditions=[{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人", "note": ""}],
        papers=[{"key": "rules", "label": "会則", "required": True, "note": ""}],
        schedule=[{"what": "結果の公表", "on": "2026-11-02", "when": ""}],
        sections=[{"key": "team", "title": "人の集まり"}],
        cutoff_percent=60,
    )
    CategoryFactory(call=call, name="新規チャレンジ部門")
    CriterionFactory(
        stage=ScreeningStageFactory(call=call), label="課題のとらえ方", weight=2, points={"5": "声を確かめた"}
    )
    ThemeFactory(published=True, call=call, title="夜の公園")
    CallQuestionFactory(answered=True, call=call)
    CallNoticeFactory(call=call, changes=[{"label": "締切", "before": "6月", "after": "7月"}])
    return call


def test_the_list_begins_with_what_is_open(client, whole):
    CallFactory(title="これからの募集", to_open=True)
    CallFactory(title="審査中の募集", screening=True)
    CallFactory(title="終わった募集", decided=True)
    CallFactory(title="まだ秘密の募集", draft=True)
    text = client.get(LIST).text
    places = [text.index(word) for word in ("夏の募集", "これからの募集", "審査中の募集", "終わった募集")]
    assert places == sorted(places)
    assert [word in text for word in ("あと3日4時間", "まだ秘密の募集")] == [True, False]


def test_the_list_costs_the_same_however_many_there_are(client, django_assert_num_queries, whole):
    def made():
        CategoryFactory()
        CallFactory(to_open=True)
        CallFactory(screening=True)
        CallFactory(decided=True)

    made()
    client.get(LIST)
    with django_assert_num_queries(10):
        client.get(LIST)
    for _ in range(2):
        made()
    with django_assert_num_queries(10):
        client.get(LIST)


def test_a_call_says_what_for_whom_how_much_until_when_and_how(client, whole):
    text = client.get(page(whole)).text
    wanted = (
        "団体の企画を募ります。",
        "受付中",
        "あと3日4時間",
        "3,000,000円",
        "新規チャレンジ部門",
        "300,000円",
        "構成員の数が5人以上",
        "会則",
        "人の集まり",
        "課題のとらえ方",
        "重み 2",
        "声を確かめた",
        "平均が満点の60％（10点のうち6点）に届かない提案は、採択しません。",
        "令和8年（2026年）11月2日",
        "夜の公園",
        "市外の会場でもよいですか。",
        "市民が主に参加するなら構いません。",
        "締切を延ばしました。",
        "サインインして提案を書く",
    )
    assert [word for word in wanted if word not in text] == []


def test_a_call_costs_the_same_however_much_hangs_on_it(client, django_assert_num_queries, whole):
    def more():
        ThemeFactory(published=True, call=whole)
        CallQuestionFactory(answered=True, call=whole)
        CallNoticeFactory(call=whole)
        CategoryFactory(call=whole)
        CriterionFactory(stage=whole.stages.get())
        ProposalFactory(adopted=True, call__programme=whole.programme)

    more()
    client.get(page(whole))
    with django_assert_num_queries(7):
        client.get(page(whole))
    for _ in range(2):
        more()
    with django_assert_num_queries(7):
        client.get(page(whole))


@pytest.mark.parametrize("trait", list(TRAITS))
def test_who_sees_a_call_in_which_state(client, as_, trait, clerk, coordinator, citizen, member):
    call = CallFactory(**{trait: True})
    told = trait in CallState.told()
    answers = [client.get(page(call))] + [
        as_(each).get(page(call)) for each in (citizen, member, clerk, coordinator)
    ]
    assert [answer.status_code for answer in answers] == [200 if told else 404] * 4 + [200]


def test_a_cancelled_call_stays_for_those_who_had_read_of_it(client, now):
    call = CallFactory(cancelled=True, published_at=now)
    assert "中止" in client.get(page(call)).text


def test_a_preview_is_marked_and_has_no_button_to_propose(as_, coordinator):
    text = as_(coordinator).get(page(CallFactory(draft=True, title="下見の募集"))).text
    assert ["下見です" in text, "提案を書く" in text, "下見を終える" in text] == [True, False, True]


def test_what_is_not_out_is_not_found(client, as_, clerk):
    call = CallFactory(draft=True)
    for browser in (client, as_(clerk)):
        assert browser.get(reverse("projects:call", args=[call.pk])).status_code == 404


def test_the_calendar_holds_what_citizens_may_read_of(client, whole):
    CallFactory(draft=True, title="まだ秘密の募集")
    answer = client.get(reverse("projects:call_calendar"))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert ["締切：夏の募集" in text, "秘密" in text] == [True, False]


def test_the_calendar_leaves_out_what_closed_long_ago(client, db):
    now = timezone.now()
    for title, days in (("去年の募集", 399), ("昔の募集", 401)):
        closed = now - datetime.timedelta(days=days)
        CallFactory(over=True, title=title, opens_at=closed - datetime.timedelta(days=30), closes_at=closed)
    text = client.get(reverse("projects:call_calendar")).content.decode().replace("\r\n ", "")
    assert ["去年の募集" in text, "昔の募集" in text] == [True, False]
