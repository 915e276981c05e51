import pytest
from django.urls import reverse

from projects.models import Proposal
from tests.factories.calls import CallFactory, CategoryFactory, ThemeFactory
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(now):
    return CallFactory(
        project_year=2027, conditions=[{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}]
    )


@pytest.fixture
def category(call):
    return CategoryFactory(call=call, max_years=3)


@pytest.fixture
def member(client):
    member = MembershipFactory()
    client.force_login(member.user)
    return member


def address(call):
    return f"{reverse('projects:proposal_start')}?call={call.pk}"


def test_a_group_begins_and_lands_on_the_first_section(client, call, category, member):
    page = client.get(address(call)).content.decode()
    assert "構成員の数が5人以上" in page
    answer = client.post(address(call), {"category": category.pk, "years": "2"})
    proposal = Proposal.objects.get()
    assert answer.url == reverse("projects:proposal_write", args=[proposal.pk, "conditions"])
    assert (proposal.organization, proposal.category, proposal.years) == (member.organization, category, 2)


def test_who_writes_for_several_groups_says_for_which(client, call, category, member):
    other = MembershipFactory(user=member.user, officer=True).organization
    MembershipFactory(user=member.user, viewer=True)
    MembershipFactory(user=member.user, organization__suspended=True)
    groups = client.get(address(call)).context["form"].fields["group"].queryset
    assert set(groups) == {member.organization, other}
    assert client.post(address(call), {"category": category.pk, "years": "1"}).status_code == 422
    client.post(address(call), {"category": category.pk, "years": "1", "group": other.pk})
    assert Proposal.objects.get().organization == other


def test_a_theme_is_chosen_where_the_call_has_any(client, call, category, member):
    theme = ThemeFactory(published=True, call=call, is_city_proposal=True)
    ThemeFactory(offered=True, call=call)
    assert list(client.get(address(call)).context["form"].fields["theme"].queryset) == [theme]
    client.post(address(call), {"category": category.pk, "years": "1", "theme": theme.pk})
    assert (Proposal.objects.get().theme, Proposal.objects.get().origin) == (theme, "city")


def test_a_running_project_goes_on(client, call, member):
    step_up = CategoryFactory(call=call, continuation=True)
    year = ProjectYearFactory(fiscal_year=2026, running=True)
    PartnerFactory(project_year=year, organization=member.organization)
    client.post(address(call), {"category": step_up.pk, "years": "3", "continues": year.project.pk})
    proposal = Proposal.objects.get()
    assert (proposal.continues, proposal.year_number) == (year.project, 2)


def test_choices_that_do_not_fit_are_named_at_their_field(client, call, category, member):
    step_up = CategoryFactory(call=call, continuation=True)
    page = client.post(address(call), {"category": step_up.pk, "years": "2"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["continues"]
    foreign = CategoryFactory()
    page = client.post(address(call), {"category": foreign.pk, "years": "2"})
    assert list(page.context["form"].errors) == ["category"]
    assert Proposal.objects.count() == 0


def test_one_more_than_allowed_is_refused_with_the_one_that_is_there(client, call, category, member):
    there = ProposalFactory(call=call, organization=member.organization)
    page = client.post(address(call), {"category": category.pk, "years": "1"})
    assert page.status_code == 422
    assert reverse("projects:proposal", args=[there.pk]) in page.content.decode()
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("trait", ["over", "to_open"])
def test_a_call_that_is_not_open_says_so_and_begins_nothing(client, member, trait):
    call = CallFactory(**{trait: True})
    category = CategoryFactory(call=call)
    assert "いまは受け付けていません" in client.get(address(call)).content.decode()
    client.post(address(call), {"category": category.pk, "years": "1"})
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("role", ["viewer", "nobody"])
def test_who_writes_for_no_group_learns_what_it_takes(client, call, category, role):
    client.force_login(MembershipFactory(viewer=True).user if role == "viewer" else UserFactory())
    page = client.post(address(call), {"category": category.pk, "years": "1"}).content.decode()
    assert "提案を書ける団体に入っていません" in page
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?call=", "?call=x", "?call=９"])
def test_without_a_call_one_is_led_to_the_calls(client, member, query):
    assert client.get(reverse("projects:proposal_start") + query).url == reverse("projects:calls")


def test_a_call_that_is_not_out_is_not_found(client, member):
    assert client.get(address(CallFactory(draft=True))).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_more_rows(client, call, member, rows, django_assert_num_queries):
    for _ in range(rows):
        CategoryFactory(call=call)
        ThemeFactory(published=True, call=call)
    client.get(address(call))
    with django_assert_num_queries(10):
        client.get(address(call))


@pytest.fixture
def proposal(call, category):
    return ProposalFactory(call=call, category=category, years=2)


def basics(proposal):
    return reverse("projects:proposal_basics", args=[proposal.pk])


def test_what_it_was_begun_with_is_changed(client, proposal, call):
    client.force_login(actor("editor", proposal))
    other = CategoryFactory(call=call, max_years=3)
    assert client.get(basics(proposal)).context["form"].initial["category"] == proposal.category
    answer = client.post(basics(proposal), {"category": other.pk, "years": "3"})
    proposal.refresh_from_db()
    assert answer.url == reverse("projects:proposal", args=[proposal.pk])
    assert (proposal.category, proposal.years) == (other, 3)


def test_a_change_that_does_not_fit_is_refused_at_its_field(client, proposal, call):
    client.force_login(actor("editor", proposal))
    short = CategoryFactory(call=call, max_years=1)
    page = client.post(basics(proposal), {"category": short.pk, "years": "2"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["years"])


@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("other_officer", 404), ("coordinator", 404)],
)
def test_changing_the_basics_is_forbidden_to_others(client, proposal, role, status):
    client.force_login(actor(role, proposal))
    where = reverse("projects:proposal_basics", args=[proposal.pk])
    assert client.post(where, {"category": proposal.category.pk, "years": "1"}).status_code == status


def test_the_basics_of_what_was_handed_in_cannot_be_changed(client, call):
    proposal = ProposalFactory(call=call, submitted=True)
    client.force_login(actor("officer", proposal))
    assert client.get(basics(proposal)).status_code == 403
