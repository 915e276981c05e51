"""Two of a group at the same moment: each field, each submission and each draft is there once."""

import uuid

import pytest
from django.utils import timezone

from kyodo.models import Letter
from kyodo.workflow import StepRefused
from projects.actions.answers import Edit, save_answers
from projects.actions.proposals import Basics, start_proposal
from projects.actions.submission import AlreadyHandedIn, submit_proposal
from projects.models import Proposal, ProposalAnswer, ProposalRevision
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory
from tests.harness.threads import at_once
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposal():
    call = CallFactory(project_year=2027)
    category = CategoryFactory(call=call, rates=[90], limits=[300_000])
    return ProposalFactory(call=call, category=category, title=WHOLE["name"], answers=WHOLE)


def read(proposal) -> Proposal:
    return Proposal.objects.select_related("call", "category", "organization").get(pk=proposal.pk)


def numbered():
    """A function that gives 0, then 1, then 2, whoever asks."""
    return iter(range(100)).__next__


def test_one_button_pressed_twice_at_once_hands_in_once(proposal):
    officer, key = actor("officer", proposal), uuid.uuid4()
    revisions = at_once(lambda: submit_proposal(proposal, key=key, at=timezone.now(), by=officer).pk, times=4)
    assert (len(set(revisions)), ProposalRevision.objects.count()) == (1, 1)
    assert Letter.objects.filter(kind="proposal_receipt").count() == 1


def test_two_windows_at_once_hand_in_once(proposal):
    officer = actor("officer", proposal)

    def press():
        try:
            return submit_proposal(proposal, key=uuid.uuid4(), at=timezone.now(), by=officer).pk
        except AlreadyHandedIn as done:
            return done.revision.pk

    assert len(set(at_once(press, times=3))) == 1
    assert ProposalRevision.objects.count() == 1


@pytest.mark.parametrize("key", ["purpose", "x_new"])
def test_of_two_texts_in_one_field_one_is_kept_and_the_other_told(proposal, key):
    type(proposal.call).objects.update(sections=[{"key": "x_new", "title": "加えた項目"}])
    editor, number = actor("editor", proposal), numbered()
    base = 1 if key == "purpose" else 0

    def save():
        mine = f"{number()}人目"
        saved = save_answers(read(proposal), {key: Edit(mine, base)}, by=editor)
        return mine, saved.versions.get(key), [(clash.theirs, clash.mine) for clash in saved.clashes]

    results = at_once(save)
    (kept,) = [mine for mine, version, _ in results if version == base + 1]
    (clashes,) = [clashes for _, version, clashes in results if version is None]
    (lost,) = [mine for mine, version, _ in results if version is None]
    assert clashes == [(kept, lost)]
    row = ProposalAnswer.objects.get(proposal=proposal, key=key)
    assert (row.value, row.version) == (kept, base + 1)


def test_no_text_slips_in_behind_a_submission(proposal):
    """Either it was handed in with the rest, or its writer was told that it was not saved."""
    officer, editor, number = actor("officer", proposal), actor("editor", proposal), numbered()

    def act():
        if number() % 2:
            return submit_proposal(proposal, key=uuid.uuid4(), at=timezone.now(), by=officer).pk
        try:
            return save_answers(read(proposal), {"purpose": Edit("最後の一言", 1)}, by=editor).versions
        except StepRefused:
            return "told"

    told = "told" in at_once(act)
    (field,) = ProposalRevision.objects.get().content["sections"][2]["fields"]
    handed_in = field["text"]
    assert handed_in == (WHOLE["purpose"] if told else "最後の一言")
    assert proposal.answers.get(key="purpose").value == handed_in


def test_two_members_begin_one_proposal_where_one_is_allowed(proposal):
    member = MembershipFactory()

    def begin():
        try:
            return start_proposal(
                proposal.call,
                organization=member.organization,
                basics=Basics(proposal.category),
                at=timezone.now(),
                by=member.user,
            ).pk
        except StepRefused:
            return None

    assert len(list(filter(None, at_once(begin, times=3)))) == 1
    assert Proposal.objects.filter(organization=member.organization).count() == 1
