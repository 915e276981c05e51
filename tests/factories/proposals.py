"""Proposals and all that hangs on them, for tests: a trait per state."""

import uuid

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from projects.enums import (
    ConsultationState,
    OpinionAnswer,
    ProposalSource,
    ProposalState,
    RemarkKind,
    Verdict,
)
from projects.models import (
    Assignment,
    Attachment,
    BudgetLine,
    Consultation,
    Decision,
    DivisionOpinion,
    PanelMember,
    Proposal,
    ProposalAnswer,
    ProposalRemark,
    ProposalRevision,
    RoleShare,
    Score,
)
from projects.snapshot import compose_snapshot

from .calls import CallFactory, CategoryFactory, CriterionFactory, days
from .organizations import DivisionFactory, OrganizationFactory, UserFactory
from .projects import ProjectYearFactory


class ProposalFactory(DjangoModelFactory):
    """A draft in an open call, or as a trait says. `answers={"purpose": "…"}` fills fields."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    category = factory.SubFactory(CategoryFactory, call=factory.SelfAttribute("..call"))
    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"試験の提案{n}")

    class Params:
        handed_in = factory.Trait(
            submitted_at=factory.LazyFunction(timezone.now), submitted_by=factory.SubFactory(UserFactory)
        )
        submitted = factory.Trait(handed_in=True, state=ProposalState.SUBMITTED)
        checking = factory.Trait(handed_in=True, state=ProposalState.CHECKING)
        returned = factory.Trait(handed_in=True, state=ProposalState.RETURNED, open_until=days(5))
        screening = factory.Trait(
            handed_in=True,
            state=ProposalState.SCREENING,
            call=factory.SubFactory(CallFactory, screening=True),
        )
        adopted = factory.Trait(
            handed_in=True, state=ProposalState.ADOPTED, call=factory.SubFactory(CallFactory, decided=True)
        )
        reserve = factory.Trait(
            handed_in=True, state=ProposalState.RESERVE, call=factory.SubFactory(CallFactory, decided=True)
        )
        rejected = factory.Trait(
            handed_in=True, state=ProposalState.REJECTED, call=factory.SubFactory(CallFactory, decided=True)
        )
        awaiting_vote = factory.Trait(
            handed_in=True,
            state=ProposalState.AWAITING_VOTE,
            call=factory.SubFactory(CallFactory, decided=True),
        )
        confirmed = factory.Trait(
            handed_in=True,
            state=ProposalState.CONFIRMED,
            call=factory.SubFactory(CallFactory, decided=True),
            project=factory.SubFactory(ProjectYearFactory),
        )
        withdrawn = factory.Trait(handed_in=True, state=ProposalState.WITHDRAWN)
        record = factory.Trait(
            source=ProposalSource.RECORD, organization=None, category=None, state=ProposalState.CONFIRMED
        )

    @factory.post_generation
    def answers(self, create, values, **kwargs):
        for key, value in (values or {}).items():
            ProposalAnswerFactory(proposal=self, key=key, value=value)


class ProposalAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ProposalAnswer

    proposal = factory.SubFactory(ProposalFactory)
    key = "purpose"
    value = "夜に話せる場をつくる。"


class ProposalRevisionFactory(DjangoModelFactory):
    """One submission of what the proposal's answers say now."""

    class Meta:
        model = ProposalRevision

    proposal = factory.SubFactory(ProposalFactory, submitted=True)
    number = 1
    receipt_number = factory.Sequence(lambda n: f"R8-{n:05}-1")
    submission_key = factory.LazyFunction(uuid.uuid4)
    content = factory.LazyAttribute(lambda revision: compose_snapshot(revision.proposal))
    digest = "0" * 64
    submitted_at = factory.LazyFunction(timezone.now)
    submitted_by = factory.SubFactory(UserFactory)


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    proposal = factory.SubFactory(ProposalFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="file.pdf"))
    name = factory.Sequence(lambda n: f"会則{n}.pdf")
    content_type = "application/pdf"
    size = 8
    sha256 = "0" * 64
    added_by = factory.SubFactory(UserFactory)


class ProposalRemarkFactory(DjangoModelFactory):
    class Meta:
        model = ProposalRemark

    proposal = factory.SubFactory(ProposalFactory, returned=True)
    kind = RemarkKind.RETURN
    field = "purpose"
    text = "だれの困りごとかを書いてください。"
    due_at = days(5)
    made_by = factory.SubFactory(UserFactory)

    class Params:
        question = factory.Trait(
            kind=RemarkKind.QUESTION,
            proposal=factory.SubFactory(ProposalFactory, checking=True),
            text="会場は、もう借りられていますか。",
        )
        answered = factory.Trait(
            question=True,
            answer="はい、仮の予約をしました。",
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory(UserFactory),
        )
        settled = factory.Trait(settled_at=factory.LazyFunction(timezone.now))


class DivisionOpinionFactory(DjangoModelFactory):
    class Meta:
        model = DivisionOpinion

    proposal = factory.SubFactory(ProposalFactory, checking=True)
    division = factory.SubFactory(DivisionFactory)
    due_on = factory.LazyFunction(timezone.localdate)
    asked_by = factory.SubFactory(UserFactory)

    class Params:
        answered = factory.Trait(
            answer=OpinionAnswer.CONDITIONAL,
            text="会場が空いている曜日なら、いっしょにできます。",
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory(UserFactory),
        )


class ConsultationFactory(DjangoModelFactory):
    class Meta:
        model = Consultation

    proposal = factory.SubFactory(ProposalFactory)
    asked_by = factory.SubFactory(UserFactory)
    wish = "予算の書き方を相談したい。"

    class Params:
        arranged = factory.Trait(
            state=ConsultationState.ARRANGED, meets_at=days(3), place="協働推進センター 相談室"
        )
        held = factory.Trait(state=ConsultationState.HELD, outcome="単価の分け方を見直すことにしました。")
        dropped = factory.Trait(state=ConsultationState.DROPPED)


class PanelMemberFactory(DjangoModelFactory):
    """One who accepted; `invited=True` has not answered yet, `ended=True` has left."""

    class Meta:
        model = PanelMember

    call = factory.SubFactory(CallFactory, screening=True)
    user = factory.SubFactory(UserFactory)
    email = factory.LazyAttribute(
        lambda member: member.user.email if member.user else f"{uuid.uuid4()}@example.jp"
    )
    name = factory.Sequence(lambda n: f"委員 {n}子")
    token_hash = factory.LazyFunction(lambda: uuid.uuid4().hex)
    invited_at = days(-5)
    expires_at = days(9)
    accepted_at = days(-4)

    class Params:
        invited = factory.Trait(user=None, accepted_at=None)
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))


class AssignmentFactory(DjangoModelFactory):
    """Declared free of 利害関係; `undeclared=True` not yet, `conflicting=True` with one."""

    class Meta:
        model = Assignment

    proposal = factory.SubFactory(ProposalFactory, screening=True)
    member = factory.SubFactory(PanelMemberFactory, call=factory.SelfAttribute("..proposal.call"))
    declared_at = factory.LazyFunction(timezone.now)
    conflict_set_by = factory.SelfAttribute("member.user")

    class Params:
        undeclared = factory.Trait(declared_at=None, conflict_set_by=None)
        conflicting = factory.Trait(has_conflict=True, conflict_cause="member")


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    assignment = factory.SubFactory(AssignmentFactory)
    criterion = factory.SubFactory(
        CriterionFactory, stage__call=factory.SelfAttribute("...assignment.proposal.call")
    )
    value = 3


class DecisionFactory(DjangoModelFactory):
    """採択, entered and not read yet; `read=True` by a second person, `released=True` told to everybody."""

    class Meta:
        model = Decision

    proposal = factory.SubFactory(ProposalFactory, screening=True)
    verdict = Verdict.ADOPTED
    granted = 300_000
    reason = "地域の課題に合い、続ける見通しがある。"
    comment = "夜の開催に期待します。"
    entered_by = factory.SubFactory(UserFactory)
    entered_at = factory.LazyFunction(timezone.now)

    class Params:
        reserve = factory.Trait(verdict=Verdict.RESERVE, reserve_rank=1)
        rejected = factory.Trait(verdict=Verdict.REJECTED, granted=None)
        read = factory.Trait(
            read_by=factory.SubFactory(UserFactory), read_at=factory.LazyFunction(timezone.now)
        )
        released = factory.Trait(read=True, released_at=factory.LazyFunction(timezone.now))


class RoleShareFactory(DjangoModelFactory):
    class Meta:
        model = RoleShare

    project_year = factory.SubFactory(ProjectYearFactory)
    item = "会場の手配"
    group_part = "当日の準備"
    city_part = "予約"
    responsible = "both"
    payer = "city"


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    project_year = factory.SubFactory(ProjectYearFactory)
    side = "expense"
    item = "謝礼"
    unit_price = 10_000
    quantity = 3
    amount = 30_000
