"""What the office does in the browser in more than one journey: write a call, decide, have it read, release."""

import datetime
import itertools

from django.utils import timezone

from projects.models import Call, Programme
from tests.browser.hands import expect_said, fill_date

NUMBERS = itertools.count(1)


def new_programme(**more) -> Programme:
    """A programme of one journey alone: it holds everything but what the journey writes."""
    number = next(NUMBERS)
    given = {
        "key": f"journey-{number}",
        "name": f"見本まちづくり提案 {number}",
        "since_year": 2020,
        "purpose": "まちの困りごとに、市といっしょに取り組む企画を募ります。",
        "audience": "市内で活動する団体です。",
        "origins": ["citizen"],
        "theme_kinds": ["free"],
        "categories": [{"key": "only", "name": "まちづくり部門"}],
        "conditions": [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}],
        "papers": [{"key": "rules", "label": "会則"}],
        "criteria": [{"label": "課題のとらえ方", "points": {"1": "はっきりしない", "5": "確かめている"}}],
        "schedule": [{"what": "結果の公表", "when": "3か月後"}],
        "needs_vote": False,
    }
    return Programme.objects.create(**given | more)


def make_draft(page, programme: Programme) -> None:
    """From the programme's page to the first part of its new call."""
    page.goto(f"/projects/programmes/{programme.pk}/")
    page.get_by_role("link", name="募集を作る").click()
    page.get_by_role("button", name="下書きを作る").click()


def fill_moments(page, *, closes_after: datetime.timedelta) -> None:
    """受付の始まり is today at 0:00, 締切 so many days later at 17:00."""
    today = timezone.localdate()
    for name, day in (("受付の始まり", today), ("締切", today + closes_after)):
        group = page.get_by_role("group", name=name)
        fill_date(group, f"{day.year}", f"{day.month}", f"{day.day}")
        group.get_by_role("textbox", name="時刻").fill("午後5時" if name == "締切" else "0:00")


def publish(page) -> None:
    """From the office's page of a draft call."""
    page.get_by_role("main").get_by_role("link", name="公開する").click()
    page.get_by_role("button", name="公開する").click()
    expect_said(page, "公開しました。")


def decision_on(page, title: str):
    """The row of one proposal in the table of decisions."""
    return page.get_by_role("region", name=title)


def fill_decision(page, title: str, verdict: str, *, money: str = "", reason: str, comment: str) -> None:
    form = decision_on(page, title)
    form.get_by_role("radio", name=verdict, exact=True).check()
    if money:
        form.get_by_role("textbox", name="市の負担額").fill(money)
    form.get_by_role("textbox", name="理由").fill(reason)
    form.get_by_role("textbox", name="講評").fill(comment)


def save_decision(page, title: str) -> None:
    decision_on(page, title).get_by_role("button", name="この決定を保存する").click()
    expect_said(page, f"「{title}」の決定を保存しました。")


def read_decisions(page, count: int) -> None:
    """On the page of what others have decided."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="印を付けた決定を、確かめた").click()
    expect_said(page, f"{count}件の決定を確かめました。")


def release_now(page, call: Call, letters: int) -> None:
    """The letters drafted and read, then everything told at once."""
    address = f"/projects/calls/{call.pk}/release/"
    page.goto(address)
    page.get_by_role("button", name="下書きを作る").click()
    page.get_by_role("link", name="下書きを読む").click()
    page.get_by_role("button", name=f"このページの{letters}通を確かめた").click()
    page.goto(address)
    page.get_by_role("radio", name="いますぐ公表する").check()
    page.get_by_role("button", name="公表する", exact=True).click()
    expect_said(page, "結果を公表しました。")
