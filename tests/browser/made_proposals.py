"""Proposals of the officer's group that show every corner: a draft with files, and one that was handed in."""

from projects.models import Attachment, Proposal, ProposalRevision
from tests.factories.calls import CallFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory, ProposalRevisionFactory
from tests.projects.printing.snapshots import full_snapshot

DRAFT, HANDED_IN = "みほんの添付", "みほんの提出"
PAPERS = [
    {
        "key": "rules",
        "label": "会則（規約）",
        "required": True,
        "note": "いま使っているものを付けてください。",
    },
    {"key": "accounts", "label": "前の年度の決算書", "required": True, "note": ""},
]
LONG = "夜に話せる場所がないと、介護をしている人は孤立しやすい。"


def draft(demo) -> Proposal:
    if found := Proposal.objects.filter(title=DRAFT).first():
        return found
    proposal = ProposalFactory(
        title=DRAFT,
        organization=demo.user("officer").memberships.get().organization,
        call=CallFactory(title="見本の募集", papers=PAPERS),
        answers={"purpose": LONG * 20, "schedule.r1.when": "4月", "schedule.r1.what": "研修"},
    )
    name = "会場の写真と、とても長い名前のついた説明の資料（令和8年度の改訂版）.pdf"
    AttachmentFactory(proposal=proposal, name=name)
    AttachmentFactory(proposal=proposal, name="会則𠮷🍙.pdf", paper="rules", size=1_234_567)
    return proposal


def attachment(demo) -> Attachment:
    return draft(demo).attachments.first()


def revision(demo) -> ProposalRevision:
    if found := ProposalRevision.objects.filter(proposal__title=HANDED_IN).first():
        return found
    proposal = ProposalFactory(submitted=True, title=HANDED_IN, organization=draft(demo).organization)
    return ProposalRevisionFactory(proposal=proposal, content=full_snapshot(LONG * 100))
