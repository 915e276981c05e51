"""A group chooses when it speaks, on a phone; the office counts its minutes, also without the network."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import PresentationSlot
from tests.browser.hands import expect_said
from tests.factories.calls import CallFactory, PresentationSlotFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor


@pytest.fixture
def call(portal):
    now = timezone.now()
    return CallFactory(
        screening=True,
        title="発表の旅の募集",
        slots_open_at=now - dt.timedelta(days=1),
        slots_close_at=now + dt.timedelta(days=5),
        presentation_minutes=2,
        question_minutes=1,
    )


def presenting(call, title):
    return ProposalFactory(screening=True, call=call, stage_number=2, title=title)


def test_two_groups_want_the_same_slot(call, phone, open_page, sign_in, portal):
    first, second = presenting(call, "夜の茶話会"), presenting(call, "朝の体操")
    wanted, left = PresentationSlotFactory.create_batch(2, call=call)
    sign_in(phone, actor("editor", first))
    other = open_page(width=390, user=actor("officer", second))
    for page, proposal in ((phone, first), (other, second)):
        page.goto(portal.url + reverse("projects:choose_slot", args=[proposal.pk]))
        page.locator(f"label[for='slot-{wanted.pk}']").click()
    phone.get_by_role("button", name="この枠にする").click()
    expect_said(phone, "発表の枠を決めました")
    other.get_by_role("button", name="この枠にする").click()
    expect(other.get_by_role("alert").filter(has_text="ひと足先に")).to_be_visible()
    expect(other.locator(f"#slot-{wanted.pk}")).to_have_count(0)
    other.locator(f"label[for='slot-{left.pk}']").click()
    other.get_by_role("button", name="この枠にする").click()
    expect_said(other, "発表の枠を決めました")
    taken = dict(PresentationSlot.objects.filter(call=call).values_list("pk", "proposal"))
    assert taken == {wanted.pk: first.pk, left.pk: second.pk}


def test_the_minutes_are_counted_by_keyboard_without_the_network(call, page, sign_in, portal):
    office = actor("coordinator", presenting(call, "見るだけ"))
    for title in ("夜の茶話会", "朝の体操"):
        PresentationSlotFactory(
            call=call, proposal=presenting(call, title), taken_at=timezone.now(), taken_by=office
        )
    page.clock.install()
    sign_in(page, office)
    page.goto(portal.url + reverse("projects:timekeeper", args=[call.pk]))
    page.context.set_offline(True)
    stage, clock = page.locator("#timekeeper"), page.locator("[data-clock]")
    expect(clock).to_have_text("2:00")
    page.keyboard.press("Space")
    page.clock.run_for(65_000)
    expect(clock).to_have_text("0:55")
    expect(stage).to_contain_text("残り1分を切りました")
    page.keyboard.press("Space")
    page.clock.run_for(30_000)
    expect(clock).to_have_text("0:55")
    page.keyboard.press("Space")
    page.clock.run_for(60_000)
    expect(stage).to_contain_text("時間を過ぎました")
    expect(clock).to_have_text("＋0:05")
    page.keyboard.press("ArrowRight")
    expect(stage.locator("[data-phase]")).to_have_text("質疑")
    expect(clock).to_have_text("1:00")
    page.keyboard.press("ArrowRight")
    expect(stage.locator("[data-title]")).to_have_text("朝の体操")
    page.keyboard.press("ArrowLeft")
    expect(stage.locator("[data-title]")).to_have_text("夜の茶話会")
    page.context.set_offline(False)
    page.reload()
    expect(stage.locator("[data-phase]")).to_have_text("質疑")
