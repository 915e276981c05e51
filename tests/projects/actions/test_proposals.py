import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.workflow import StepRefused
from organizations.models import Organization
from projects.actions.answers import Edit, save_answers
from projects.actions.proposals import Basics, change_basics, start_proposal, year_number_of
from projects.models import Proposal
from tests.factories.calls import CallFactory, CategoryFactory, ThemeFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(now):
    return CallFactory(project_year=2027)


@pytest.fixture
def category(call):
    return CategoryFactory(call=call, max_years=3)


@pytest.fixture
def step_up(call):
    return CategoryFactory(call=call, max_years=3, continuation=True)


@pytest.fixture
def editor(db):
    return MembershipFactory()


@pytest.fixture
def start(call, editor, now):
    """Begin a proposal of the editor's group with these basics."""

    def begin(basics, *, at=now, by=editor.user):
        return start_proposal(call, organization=editor.organization, basics=basics, at=at, by=by)

    return begin


def running_project(organization, fiscal_year=2026, **more):
    year = ProjectYearFactory(fiscal_year=fiscal_year, running=True, project__name="夜の茶話会", **more)
    PartnerFactory(project_year=year, organization=organization)
    return year.project


def test_a_group_begins_a_proposal(start, call, category, editor):
    proposal = start(Basics(category, years=2))
    assert (proposal.call, proposal.organization, proposal.started_by) == (
        call,
        editor.organization,
        editor.user,
    )
    assert (proposal.category, proposal.years, proposal.year_number) == (category, 2, 1)
    assert (proposal.state, proposal.origin, proposal.theme_kind) == ("draft", "citizen", "free")
    assert proposal.history.get().history_user == editor.user


def test_an_answer_to_the_citys_theme_counts_as_the_citys(start, call, category):
    theme = ThemeFactory(published=True, call=call, is_city_proposal=True)
    proposal = start(Basics(category, theme=theme))
    assert (proposal.theme, proposal.theme_kind, proposal.origin) == (theme, "set", "city")


def test_it_opens_and_closes_to_the_second(start, call, category):
    second = datetime.timedelta(seconds=1)
    for at in (call.opens_at - second, call.closes_at):
        with pytest.raises(StepRefused):
            start(Basics(category), at=at)
    assert start(Basics(category), at=call.closes_at - second).pk


@pytest.mark.parametrize("state", ["draft", "screening", "cancelled"])
def test_only_a_published_call_takes_proposals(state, category, start, call):
    type(call).objects.filter(pk=call.pk).update(state=state)
    call.refresh_from_db()
    with pytest.raises(StepRefused):
        start(Basics(category))


def test_a_group_has_no_more_than_the_call_allows(start, call, category, editor):
    first = start(Basics(category))
    with pytest.raises(StepRefused, match="1団体1件まで"):
        start(Basics(category))
    Proposal.objects.filter(pk=first.pk).update(state="withdrawn")
    assert start(Basics(category)).pk != first.pk
    call.proposals_per_group = 3
    ProposalFactory(call=call)
    assert start(Basics(category)).pk


def test_a_viewer_and_a_group_that_is_not_registered_begin_nothing(start, category, editor):
    with pytest.raises(PermissionDenied):
        start(Basics(category), by=MembershipFactory(viewer=True, organization=editor.organization).user)
    with pytest.raises(PermissionDenied):
        start(Basics(category), by=MembershipFactory(officer=True).user)
    Organization.objects.filter(pk=editor.organization.pk).update(state="suspended")
    with pytest.raises(PermissionDenied):
        start(Basics(category))


def field_of(error):
    return list(error.value.message_dict)


def test_choices_that_do_not_fit_the_call_are_refused_at_their_field(start, call, category):
    with pytest.raises(ValidationError) as wrong:
        start(Basics(CategoryFactory()))
    assert field_of(wrong) == ["category"]
    for theme in (ThemeFactory(published=True), ThemeFactory(offered=True, call=call)):
        with pytest.raises(ValidationError) as wrong:
            start(Basics(category, theme=theme))
        assert field_of(wrong) == ["theme"]
    for years in (0, 4):
        with pytest.raises(ValidationError) as wrong:
            start(Basics(category, years=years))
        assert field_of(wrong) == ["years"]
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(("kinds", "with_theme"), [(["set"], False), (["free"], True)])
def test_the_call_says_whether_a_theme_is_needed(start, call, category, kinds, with_theme):
    call.theme_kinds = kinds
    theme = ThemeFactory(published=True, call=call) if with_theme else None
    with pytest.raises(ValidationError) as wrong:
        start(Basics(category, theme=theme))
    assert field_of(wrong) == ["theme"]


def test_a_running_project_goes_on_with_its_name_and_its_next_year(start, step_up, editor):
    project = running_project(editor.organization)
    proposal = start(Basics(step_up, continues=project, years=3))
    assert (proposal.continues, proposal.year_number, proposal.years) == (project, 2, 3)
    proposal.refresh_from_db()
    assert proposal.title == "夜の茶話会"
    assert proposal.answers.get(key="name").value == "夜の茶話会"


def test_a_running_project_brings_its_texts_along(start, step_up, editor):
    project = running_project(editor.organization)
    former = ProposalFactory(
        confirmed=True,
        organization=editor.organization,
        project=project.years.get(),
        answers={"purpose": "話せる場をつくる。", "team": "五人。"},
    )
    proposal = start(Basics(step_up, continues=project, years=3))
    carried = dict(proposal.answers.values_list("key", "value"))
    assert carried == {"name": "夜の茶話会", **dict(former.answers.values_list("key", "value"))}


def test_the_year_follows_from_the_proposal_behind_it(editor, call):
    year = ProjectYearFactory(fiscal_year=2026, running=True)
    ProposalFactory(record=True, project=year, year_number=2)
    assert year_number_of(year.project, 2027) == 3
    assert year_number_of(running_project(editor.organization), 2027) == 2


def test_what_may_not_go_on_is_refused(start, step_up, category, editor):
    theirs, over = (
        running_project(MembershipFactory().organization),
        running_project(editor.organization, 2025),
    )
    for project in (None, theirs, over):
        with pytest.raises(ValidationError) as wrong:
            start(Basics(step_up, continues=project, years=3))
        assert field_of(wrong) == ["continues"]
    own = running_project(editor.organization)
    with pytest.raises(ValidationError) as wrong:
        start(Basics(category, continues=own))
    assert field_of(wrong) == ["continues"]


def test_a_project_in_its_last_year_does_not_go_on(start, step_up, editor):
    project = running_project(editor.organization)
    ProposalFactory(record=True, project=project.years.get(), year_number=3)
    with pytest.raises(ValidationError, match="続けられるのは3年目まで"):
        start(Basics(step_up, continues=project, years=3))


def test_what_it_was_begun_with_is_chosen_anew_and_what_is_written_stays(start, call, category, editor):
    proposal = start(Basics(category, years=2))
    line = {"source": "city", "item": "補助金", "unit_price": "500"}
    edits = {f"budget.y1i1.{name}": Edit(text, 0) for name, text in line.items()}
    save_answers(proposal, edits | {"purpose": Edit("夜の場", 0)}, by=editor.user)
    other = CategoryFactory(call=call)
    changed = change_basics(proposal, basics=Basics(other, years=1), by=editor.user)
    assert (changed.category, changed.years, changed.requested) == (other, 1, 500)
    assert proposal.answers.count() == 4
    assert changed.history.first().history_user == editor.user


def test_what_was_handed_in_is_not_chosen_anew():
    proposal = ProposalFactory(submitted=True)
    editor = MembershipFactory(organization=proposal.organization).user
    with pytest.raises(PermissionDenied):
        change_basics(proposal, basics=Basics(proposal.category), by=editor)
