"""Who plays in `tests/test_year.py`, and how they open pages and write proposals."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kyodo.cities import load_city
from kyodo.wareki import JAPAN
from organizations.models import Division, Organization, User
from projects.actions.answers import Edit, save_answers
from projects.actions.calls import change_call, create_call
from projects.actions.scoring import FieldEdit, declare, finish_scoring, save_scores
from projects.actions.submission import submit_proposal
from projects.call_parts import PERIOD
from projects.call_values import fingerprint, values_of
from projects.models import Assignment, Call, Programme, Proposal, ProposalRevision
from tests.factories.organizations import (
    DivisionFactory,
    MembershipFactory,
    OrganizationFactory,
    PostFactory,
    UserFactory,
)
from tests.projects.whole import WHOLE

CONDITIONS = {"public_good": "yes", "non_profit": "yes", "neutral": "yes", "decent": "yes"}
CONDITIONS |= {"members": "12", "active_years": "6"}


@dataclass
class Cast:
    """The people of one year: an office of two, a 課, two groups, three reviewers."""

    office: User = field(default_factory=lambda: PostFactory(coordinator=True, user__name="見本 秋代").user)
    second: User = field(default_factory=lambda: PostFactory(coordinator=True, user__name="見本 文香").user)
    division: Division = field(default_factory=lambda: DivisionFactory(name="高齢者支援課"))
    night: Organization = field(default_factory=lambda: OrganizationFactory(name="みほん夜の会"))
    morning: Organization = field(default_factory=lambda: OrganizationFactory(name="みほん朝の会"))
    call: Call | None = None

    def __post_init__(self):
        load_city("nishitokyo")
        self.programme = Programme.objects.get(key="npo-kikaku")
        # No papers are asked for: what hangs on files is tried elsewhere.
        self.programme.papers = []
        self.programme.save()
        self.clerk = PostFactory(division=self.division).user
        self.officer = MembershipFactory(organization=self.night, role="officer").user
        self.editor = MembershipFactory(organization=self.night, role="editor").user
        self.late = MembershipFactory(organization=self.morning, role="officer").user
        self.reviewers = [UserFactory(email=f"iin{number}@example.jp") for number in (1, 2, 3)]

    def proposal_of(self, group: Organization) -> Proposal:
        return Proposal.objects.get(organization=group, call=self.call)


def moment(year, month, day, hour=0, minute=0, second=0) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=JAPAN)


def prepare_call(cast: Cast, year: int) -> None:
    """A draft of that 年度, open from 15 May 9:00 to 10 July 17:00."""
    cast.call = create_call(cast.programme, fiscal_year=year, by=cast.office)
    times = {"opens_at": moment(year, 5, 15, 9), "closes_at": moment(year, 7, 10, 17)}
    base = fingerprint(values_of(cast.call), PERIOD)
    change_call(cast.call, part=PERIOD, values=times, base=base, by=cast.office)


def browser(user: User | None) -> Client:
    """A browser of today: sessions end while the clock is moved."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: User | None, name: str, *arguments) -> str:
    """The page as this person reads it; it has to be there."""
    answer = browser(user).get(reverse(name, args=arguments))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def status(user: User | None, name: str, *arguments) -> int:
    return browser(user).get(reverse(name, args=arguments)).status_code


def write(proposal: Proposal, values: dict[str, str], by: User) -> list[str]:
    """Save these fields over whatever stands there; gives the fields that somebody else had changed."""
    versions = dict(proposal.answers.values_list("key", "version"))
    edits = {key: Edit(value, versions.get(key, 0)) for key, value in values.items()}
    return [clash.key for clash in save_answers(proposal, edits, by=by).clashes]


def whole(name: str) -> dict[str, str]:
    conditions = {f"condition.{key}": value for key, value in CONDITIONS.items()}
    return {**WHOLE, **conditions, "name": name}


def hand_in(proposal: Proposal, by: User) -> ProposalRevision:
    return submit_proposal(proposal, key=uuid.uuid4(), at=timezone.now(), by=by)


def judge(proposal: Proposal, user: User, value: int, *, stage: int) -> None:
    """Declare, give every criterion of the stage the same mark, and say to be done."""
    assignment = Assignment.objects.get(proposal=proposal, member__user=user)
    if assignment.declared_at is None:
        declare(assignment, cause="", by=user)
    criteria = proposal.call.stages.get(number=stage).criteria.all()
    edits = {each.pk: {"value": FieldEdit(0, value)} for each in criteria}
    assert save_scores(assignment, edits, by=user).clashes == ()
    finish_scoring(assignment, by=user)
