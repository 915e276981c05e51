"""Twelve reviewers over sixty proposals in the portal that is measured: one call half scored, one done."""

from django.utils import timezone

from organizations.models import User
from projects.enums import ProposalState
from projects.models import Assignment, Call, PanelMember, Proposal, Score

from . import words
from .bulk import copy, next_key
from .proposals import DAY

REVIEWERS = 12
GAPS = 8  # one score in so many is missing where the reviewers are at work


def make_reviewers() -> list[User]:
    """`reviewer@bench.example` and eleven more."""
    emails = ["reviewer@bench.example", *(f"reviewer{n}@bench.example" for n in range(2, REVIEWERS + 1))]
    return [User.objects.create_user(email, name=f"計測 委員{n}") for n, email in enumerate(emails, 1)]


def make_scores(call: Call, reviewers: list[User], *, is_closed: bool) -> None:
    """Everybody judges everything; the first reviewer has a third of it still to do."""
    now = timezone.now()
    stage = call.stages.get(number=1)
    members = [_member(call, user) for user in reviewers]
    proposals = list(Proposal.objects.filter(call=call, state=ProposalState.SCREENING).order_by("pk"))
    key = next_key(Assignment)
    assignments = [
        Assignment(
            pk=key + place * len(members) + number,
            proposal=proposal,
            member=member,
            declared_at=now - 5 * DAY,
            conflict_set_by=member.user,
            comment=words.COMMENTS[number % 2],
            finished_stage=int(is_closed or bool(number) or place < 2 * len(proposals) // 3),
        )
        for place, proposal in enumerate(proposals)
        for number, member in enumerate(members)
    ]
    copy(assignments)
    copy(_scores(assignments, list(stage.criteria.all()), is_closed=is_closed))
    stage.due_at = now - DAY if is_closed else now + 7 * DAY
    if is_closed:
        stage.closed_at, stage.closed_by = now - DAY, call.panel.first().invited_by
    stage.save()


def _member(call: Call, user: User) -> PanelMember:
    now = timezone.now()
    return PanelMember.objects.create(
        call=call,
        email=user.email,
        name=user.name,
        user=user,
        token_hash=f"{call.pk}-{user.pk}",
        invited_at=now - 20 * DAY,
        invited_by=User.objects.get(email="coordinator@bench.example"),
        expires_at=now - 6 * DAY,
        accepted_at=now - 15 * DAY,
    )


def _scores(assignments: list[Assignment], criteria: list, *, is_closed: bool) -> list[Score]:
    key, scores = next_key(Score), []
    for assignment in assignments:
        random = words.draw(assignment.pk)
        for criterion in criteria:
            if not is_closed and (assignment.finished_stage == 0 or random.randrange(GAPS) == 0):
                continue
            scores.append(
                Score(
                    pk=key + len(scores),
                    assignment=assignment,
                    criterion=criterion,
                    value=random.choices((1, 2, 3, 4, 5), (1, 3, 6, 5, 2))[0],
                    comment=random.choice(("", "", words.COMMENTS[0])),
                )
            )
    return scores
