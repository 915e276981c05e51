"""What the demo does not hold of checking: a question to the officer's group, and one it has answered."""

from django.utils import timezone

from projects.models import Consultation, Proposal, ProposalRemark
from tests.factories.proposals import ProposalRemarkFactory


def _of_officer(demo) -> Proposal:
    """The proposal of the officer's group that was sent back."""
    group = demo.user("officer").memberships.get().organization
    return Proposal.objects.get(organization=group, state="returned")


def question(demo) -> ProposalRemark:
    """Still to be answered by the officer."""
    found = ProposalRemark.objects.filter(proposal=_of_officer(demo), kind="question").first()
    text = "雨の日は、どこで開きますか。決まっていなければ、考えている所を教えてください。"
    return found or ProposalRemarkFactory(
        question=True,
        proposal=_of_officer(demo),
        field="content",
        text=text,
        made_by=demo.user("coordinator"),
    )


def answered(demo) -> Proposal:
    """A proposal in checking whose group has answered: 川の生きもの."""
    remark = ProposalRemark.objects.get(proposal__state="checking", kind="question")
    if remark.answered_at is None:
        remark.answer = "前日の夕方に川の水位を見て決め、会員の電話で全員に知らせます。"
        remark.answered_at, remark.answered_by = timezone.now(), demo.user("editor")
        remark.save()
    return remark.proposal


def held(demo) -> Consultation:
    """With a note that the office keeps for itself."""
    found = demo.first("projects.Consultation", state="held")
    if not found.office_note:
        found.office_note = "代表者が代わったばかり。次は副代表にも来てもらう。"
        found.save()
    return found
