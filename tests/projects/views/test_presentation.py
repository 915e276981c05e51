import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.actions.slots import TAKEN, choose_slot
from projects.models import Call, PresentationSlot
from tests.factories.calls import CallFactory, PresentationSlotFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OFFICE_PAGES = ("projects:slots", "projects:make_slots", "projects:slots_window", "projects:timekeeper")
OFFICE_ACTS = ("projects:publish_order",)
SLOT_PAGES = ("projects:slot", "projects:remove_slot")
REFUSED = [("officer", 403), ("staff", 403), ("citizen", 403)]
DAY = dt.timedelta(days=1)


@pytest.fixture
def call(now):
    return CallFactory(
        screening=True, slots_open_at=now - DAY, slots_close_at=now + 5 * DAY, title="秋の募集"
    )


@pytest.fixture
def proposal(call):
    return ProposalFactory(screening=True, call=call, stage_number=2, title="夜の茶話会")


@pytest.fixture
def slot(call):
    return PresentationSlotFactory(call=call, starts_at=timezone.now() + 10 * DAY, place="第一会議室")


@pytest.fixture
def office(proposal):
    return actor("coordinator", proposal)


def of_call(name, call):
    return reverse(f"projects:{name}", args=[call.pk])


def making(**more):
    return {
        "days": "令和8年7月10日\n2026/7/11",
        "begins": "18:30",
        "ends": "19:30",
        "minutes": "20",
        "pause": "10",
        "place_kind": "either",
        "place": "大ホール",
        **more,
    }


def test_slots_are_shown_before_they_are_made(as_, office, call):
    browser = as_(office)
    page = browser.post(of_call("make_slots", call), making(then="preview"))
    assert (page.status_code, page.context["count"]) == (200, 4)
    assert PresentationSlot.objects.count() == 0
    browser.post(of_call("make_slots", call), making(then="make"))
    made = list(PresentationSlot.objects.values_list("place_kind", "place"))
    assert made == [("either", "大ホール")] * 4
    again = browser.post(of_call("make_slots", call), making(then="make", ends="20:00"), follow=True)
    assert "2枠を作りました。すでにある枠と重なる4枠は、作りませんでした。" in again.text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days": ""}, "days"),
        ({"days": "令和8年7月10日\nあした"}, "days"),
        ({"days": "\n".join(["2026/7/10"] * 32)}, "days"),
        ({"begins": "夕方"}, "begins"),
        ({"ends": "18:40"}, "__all__"),
        ({"place": ""}, "place"),
        ({"place_kind": "moon"}, "place_kind"),
    ],
)
def test_what_cannot_be_made_is_named_at_its_field(given, field, as_, office, call):
    page = as_(office).post(of_call("make_slots", call), making(then="make", **given))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert page.context["form"]["pause"].value() == "10"
    assert PresentationSlot.objects.count() == 0


def test_the_office_sees_slots_by_day_and_who_has_none(as_, office, call, proposal, slot):
    page = as_(office).get(of_call("slots", call))
    assert [day.date for day in page.context["days"]] == [dt.date(2026, 7, 11)]
    assert page.context["waiting"] == [proposal]
    choose_slot(proposal, slot, by=office)
    page = as_(office).get(of_call("slots", call))
    assert (page.context["taken"], page.context["waiting"]) == (1, [])


def test_a_slot_is_moved_with_its_reason(as_, office, proposal, slot):
    choose_slot(proposal, slot, by=office)
    browser, address = as_(office), reverse("projects:slot", args=[slot.pk])
    moved = {
        "day": "令和8年7月12日",
        "begins": "10時",
        "ends": "10時20分",
        "place_kind": "online",
        "place": "",
    }
    refused = browser.post(address, moved)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    browser.post(address, moved | {"reason": "会場が使えないため"})
    slot.refresh_from_db()
    assert (timezone.localtime(slot.starts_at).day, slot.place_kind, slot.proposal) == (
        12,
        "online",
        proposal,
    )


def test_a_slot_is_not_moved_onto_another_nor_to_its_own_end(as_, office, call, slot):
    PresentationSlotFactory(call=call, starts_at=slot.starts_at + DAY, place="第一会議室")
    address = reverse("projects:slot", args=[slot.pk])
    start = timezone.localtime(slot.starts_at)
    same = {
        "day": "2026/7/12",
        "begins": f"{start:%H:%M}",
        "ends": "23:00",
        "place_kind": "in_person",
        "place": "第一会議室",
    }
    assert list(as_(office).post(address, same).context["form"].errors) == ["begins"]
    ending = as_(office).post(address, same | {"ends": f"{start:%H:%M}"})
    assert list(ending.context["form"].errors) == ["ends"]


def test_a_free_slot_goes_and_a_taken_one_stays(as_, office, call, proposal, slot):
    free = PresentationSlotFactory(call=call)
    choose_slot(proposal, slot, by=office)
    browser = as_(office)
    for each in (free, slot):
        browser.post(reverse("projects:remove_slot", args=[each.pk]))
    assert list(PresentationSlot.objects.all()) == [slot]


def test_the_window_is_set(as_, office, call):
    moments = {"opens_at": "2026-07-02T09:00:00+09:00", "closes_at": "2026-07-01T09:00:00+09:00"}
    given = {**moments, "presentation": "8", "question": "0"}
    refused = as_(office).post(of_call("slots_window", call), given)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["closes_at"])
    as_(office).post(of_call("slots_window", call), given | {"closes_at": "2026-07-09T17:00:00+09:00"})
    call.refresh_from_db()
    assert (call.presentation_minutes, call.question_minutes) == (8, 0)
    assert timezone.localtime(call.slots_close_at).day == 9


def test_a_group_chooses_and_changes(as_, call, proposal, slot):
    person = actor("editor", proposal)
    later = PresentationSlotFactory(call=call, starts_at=slot.starts_at + DAY, place_kind="either")
    browser, address = as_(person), reverse("projects:choose_slot", args=[proposal.pk])
    assert len(browser.get(address).context["days"]) == 2
    browser.post(address, {"slot": slot.pk})
    browser.post(address, {"slot": later.pk, "wants_online": "on"})
    page = browser.get(address)
    assert (page.context["mine"], page.context["mine"].wants_online) == (later, True)


def test_a_groups_page_leads_to_its_slot(as_, proposal):
    page = as_(actor("editor", proposal)).get(reverse("projects:proposal", args=[proposal.pk]))
    assert reverse("projects:choose_slot", args=[proposal.pk]) in page.text


def test_the_slower_group_is_told_and_shown_what_is_left(as_, call, proposal, slot):
    other = ProposalFactory(screening=True, call=call, stage_number=2)
    left = PresentationSlotFactory(call=call)
    choose_slot(other, slot, by=actor("editor", other))
    address = reverse("projects:choose_slot", args=[proposal.pk])
    page = as_(actor("editor", proposal)).post(address, {"slot": slot.pk})
    assert (page.status_code, TAKEN in page.text) == (409, True)
    assert [each for day in page.context["days"] for each in day.slots] == [left]


@pytest.mark.parametrize("given", [{}, {"slot": "0"}, {"slot": "x"}])
def test_a_choice_of_nothing_is_named(given, as_, proposal, slot):
    address = reverse("projects:choose_slot", args=[proposal.pk])
    page = as_(actor("editor", proposal)).post(address, given)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["slot"])


def test_after_the_window_the_choice_stays_in_sight(as_, call, proposal, slot, now):
    person = actor("officer", proposal)
    choose_slot(proposal, slot, by=person)
    Call.objects.update(slots_close_at=now)
    address = reverse("projects:choose_slot", args=[proposal.pk])
    page = as_(person).get(address)
    assert (page.context["mine"], page.context["days"]) == (slot, [])
    assert as_(person).post(address, {"slot": slot.pk}).status_code == 422


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("staff", 404), ("other_officer", 404), ("citizen", 404)]
)
def test_choosing_refuses_everybody_else(role, status, as_, proposal, slot):
    address = reverse("projects:choose_slot", args=[proposal.pk])
    assert as_(actor(role, proposal)).post(address, {"slot": slot.pk}).status_code == status
    assert PresentationSlot.objects.filter(proposal__isnull=False).count() == 0


@pytest.mark.parametrize("name", OFFICE_PAGES + OFFICE_ACTS)
@pytest.mark.parametrize(("role", "status"), REFUSED)
def test_the_offices_pages_are_refused_to_others(name, role, status, as_, call, proposal):
    assert as_(actor(role, proposal)).post(reverse(name, args=[call.pk])).status_code in (status, 405)
    if name not in OFFICE_ACTS:
        assert as_(actor(role, proposal)).get(reverse(name, args=[call.pk])).status_code == status


@pytest.mark.parametrize("name", SLOT_PAGES)
@pytest.mark.parametrize(("role", "status"), REFUSED)
def test_a_slots_pages_are_refused_to_others(name, role, status, as_, proposal, slot):
    assert as_(actor(role, proposal)).post(reverse(name, args=[slot.pk])).status_code == status


def test_the_order_is_not_found_before_it_is_public(client, as_, office, call, proposal, slot):
    choose_slot(proposal, slot, by=office)
    address = reverse("projects:slot_order", args=[call.pk])
    assert (client.get(address).status_code, as_(office).get(address).status_code) == (404, 200)
    as_(office).post(of_call("publish_order", call))
    page = client.get(address)
    assert (page.status_code, "夜の茶話会" in page.text) == (200, True)
    as_(office).post(of_call("publish_order", call), {"show": "no"})
    assert client.get(address).status_code == 404


def test_the_timekeeper_shows_today_or_the_day_asked_for(as_, office, call, now):
    for days in (-1, 0, 1):
        proposal = ProposalFactory(screening=True, call=call, stage_number=2)
        PresentationSlotFactory(
            call=call, proposal=proposal, starts_at=now + days * DAY, taken_at=now, taken_by=office
        )
    browser, address = as_(office), of_call("timekeeper", call)
    assert browser.get(address).context["shown"].date == dt.date(2026, 7, 1)
    assert browser.get(f"{address}?day=2026-06-30").context["shown"].date == dt.date(2026, 6, 30)
    assert browser.get(f"{address}?day=x").context["shown"].date == dt.date(2026, 7, 1)


def test_without_slots_the_pages_say_so(as_, office, call):
    browser = as_(office)
    for name in ("slots", "slot_order", "timekeeper"):
        assert 'class="empty"' in browser.get(of_call(name, call)).text


@pytest.mark.parametrize("name", ["slots", "slot_order", "timekeeper"])
def test_costs_the_same_queries_for_one_and_for_three(name, as_, office, call, django_assert_max_num_queries):
    def more(number):
        for _ in range(number):
            choose_slot(
                ProposalFactory(screening=True, call=call, stage_number=2),
                PresentationSlotFactory(call=call),
                by=office,
            )
            ProposalFactory(screening=True, call=call, stage_number=2)

    browser, address = as_(office), of_call(name, call)
    more(1)
    browser.get(address)
    with django_assert_max_num_queries(15) as one:
        browser.get(address)
    more(2)
    with django_assert_max_num_queries(len(one)):
        browser.get(address)
