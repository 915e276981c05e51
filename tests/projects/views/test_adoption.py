import pytest
from django.urls import reverse

from projects.actions.release import release
from projects.models import Call, Decision, Project, Proposal
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import CollaborationFormFactory
from tests.projects.actors import actor
from tests.projects.deciding import coordinator, decision_of, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OF_CALL = ("projects:adoptions", "projects:vote", "projects:confirm")
VOTED_ON = "令和8年6月20日"


@pytest.fixture
def call():
    return release(ready("adopted", "adopted", "reserve", needs_vote=True), by=coordinator())


@pytest.fixture
def office():
    return coordinator()


def address(name, call):
    return reverse(f"projects:{name}", args=[call.pk])


def step(proposal, action):
    return reverse("projects:decision_step", args=[proposal.pk, action])


def adopted(call) -> list[Proposal]:
    return list(call.proposals.filter(decision__verdict="adopted").order_by("pk"))


def vote_on(first, second, *, outcome="failed", **more):
    return {"voted_on": VOTED_ON, f"p{first.pk}-outcome": "passed", f"p{second.pk}-outcome": outcome, **more}


def test_the_page_says_what_is_next_with_each(as_, office, call):
    found = as_(office).get(address("adoptions", call)).context["found"]
    counts = [len(found.to_vote), len(found.to_confirm), len(found.reserve), len(found.confirmed)]
    assert counts == [2, 0, 1, 0]


def test_before_the_release_the_page_leads_to_it(as_, office):
    call = ready("adopted")
    page = as_(office).get(address("adoptions", call))
    assert address("release", call) in page.text


def test_from_the_vote_to_the_projects(as_, office, call):
    first, second = adopted(call)
    browser = as_(office)
    reason = {f"p{second.pk}-reason": "財源の見通しが立たないため"}
    browser.post(address("vote", call), vote_on(first, second) | reason)
    division, form = DivisionFactory(), CollaborationFormFactory()
    page = browser.get(address("confirm", call))
    assert [row.proposal for row in page.context["rows"]] == [first]
    data = {f"p{first.pk}-chosen": "on", f"p{first.pk}-division": division.pk, f"p{first.pk}-form": form.pk}
    browser.post(address("confirm", call), data)
    found = browser.get(address("adoptions", call)).context["found"]
    assert (found.confirmed, found.given_up) == ([first], [second])
    assert Project.objects.get().name == first.title
    browser.post(address("confirm", call), data)
    assert Project.objects.count() == 1


def test_some_may_wait_for_a_later_vote(as_, office, call):
    first, second = adopted(call)
    as_(office).post(address("vote", call), vote_on(first, second, outcome="later"))
    found = as_(office).get(address("adoptions", call)).context["found"]
    assert (found.to_confirm, found.to_vote) == ([first], [second])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"voted_on": ""}, "voted_on"),
        ({"voted_on": "令和8年7月2日"}, "voted_on"),
        ({"second": "moon"}, "outcome"),
        ({"second": "failed"}, "reason"),
    ],
)
def test_a_vote_that_cannot_be_is_named_at_its_field(given, field, as_, office, call):
    first, second = adopted(call)
    data = vote_on(first, second, outcome=given.get("second", "passed"))
    page = as_(office).post(address("vote", call), data | {"voted_on": given.get("voted_on", VOTED_ON)})
    named = [name for form in page.context["forms"] for name in form.errors]
    assert (page.status_code, named) == (422, [field])
    assert Call.objects.get(pk=call.pk).voted_on is None


def test_who_runs_it_and_how_is_asked_for(as_, office, call):
    Decision.objects.update(voted_on="2026-06-20")
    first = adopted(call)[0]
    page = as_(office).post(address("confirm", call), {f"p{first.pk}-chosen": "on"})
    assert page.status_code == 422
    assert [sorted(row.errors) for row in page.context["rows"]] == [["division", "form"], []]
    assert Project.objects.count() == 0
    none = as_(office).post(address("confirm", call), {}, follow=True)
    assert "0件の実施を確定し" in none.text


def test_the_division_and_the_form_are_filled_in_where_they_are_known(as_, office, call):
    Decision.objects.update(voted_on="2026-06-20")
    division, form = DivisionFactory(), CollaborationFormFactory()
    Proposal.objects.update(division=division)
    call.programme.form = form
    call.programme.save()
    rows = as_(office).get(address("confirm", call)).context["rows"]
    assert [(row["division"].value(), row["form"].value()) for row in rows] == [(division.pk, form.pk)] * 2


def test_a_place_in_reserve_moves_up_or_ends(as_, office, call):
    proposal = decision_of(call, "reserve").proposal
    browser = as_(office)
    refused = browser.post(step(proposal, "promote"), {"granted": "300,001", "reason": ""})
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["granted", "reason"])
    browser.post(step(proposal, "promote"), {"granted": "200,000", "reason": "辞退のため"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision.granted) == ("awaiting_vote", 200_000)
    late = browser.post(step(proposal, "close_reserve"), {"reason": "終わりのため"})
    assert (late.status_code, "いまの状態" in late.text) == (422, True)


def test_who_gave_a_place_in_reserve_up_stays_in_sight_of_the_office(as_, office, call):
    proposal = decision_of(call, "reserve").proposal
    Proposal.objects.filter(pk=proposal.pk).update(state="withdrawn")
    found = as_(office).get(address("adoptions", call)).context["found"]
    assert (found.reserve, found.given_up) == ([], [proposal])


def test_an_officer_declines(as_, call):
    proposal = decision_of(call, "adopted").proposal
    browser = as_(actor("officer", proposal))
    assert browser.get(reverse("projects:result", args=[proposal.pk])).context["may_decline"]
    answer = browser.post(step(proposal, "decline"), {"reason": "人手が足りないため"})
    assert answer.url == reverse("projects:result", args=[proposal.pk])
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


@pytest.mark.parametrize(
    ("role", "action", "status"),
    [
        ("officer", "promote", 403),
        ("editor", "decline", 403),
        ("viewer", "decline", 403),
        ("coordinator", "decline", 403),
        ("coordinator", "adopt", 404),
        ("coordinator_of_group", "close_reserve", 403),
        ("other_officer", "decline", 404),
        ("staff", "promote", 404),
        ("citizen", "decline", 404),
    ],
)
def test_a_step_is_refused_or_not_found(role, action, status, as_, call):
    proposal = decision_of(call, "reserve").proposal
    address = reverse("projects:decision_step", args=[proposal.pk, action])
    assert as_(actor(role, proposal)).post(address, {"reason": "理由"}).status_code == status
    proposal.refresh_from_db()
    assert proposal.state == "reserve"


@pytest.mark.parametrize("name", OF_CALL)
@pytest.mark.parametrize("role", ["officer", "staff", "citizen"])
def test_the_offices_pages_are_refused_to_others(name, role, as_, call):
    person = actor(role, adopted(call)[0])
    assert as_(person).post(reverse(name, args=[call.pk])).status_code in (403, 405)
    assert as_(person).get(reverse(name, args=[call.pk])).status_code == 403


def test_a_group_of_ones_own_is_left_to_others_of_the_office(as_, call):
    first, second = adopted(call)
    found = as_(actor("coordinator_of_group", first)).get(address("adoptions", call)).context["found"]
    assert found.to_vote == [second]


@pytest.mark.parametrize("name", OF_CALL)
def test_costs_the_same_queries_for_one_and_for_three(name, as_, office, django_assert_max_num_queries):
    browser = as_(office)
    numbers = []
    for count in (1, 3):
        call = release(ready(*["adopted"] * count, needs_vote=name == "projects:vote"), by=coordinator())
        browser.get(reverse(name, args=[call.pk]))
        with django_assert_max_num_queries(16) as taken:
            browser.get(reverse(name, args=[call.pk]))
        numbers.append(len(taken))
    assert numbers[0] == numbers[1]
