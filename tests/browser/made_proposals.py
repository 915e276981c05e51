"""Proposals of the officer's group that show every corner: a draft with files, and one that was handed in."""

from projects.models import Attachment, Proposal, ProposalRevision
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory, ProposalRevisionFactory
from tests.projects.printing.snapshots import full_snapshot
from tests.projects.whole import WHOLE

DRAFT, HANDED_IN, WHOLE_DRAFT = "みほんの添付", "みほんの提出", "みほんの書き上げた提案"
PAPERS = [
    {
        "key": "rules",
        "label": "会則（規約）",
        "required": True,
        "note": "いま使っているものを付けてください。",
    },
    {"key": "accounts", "label": "前の年度の決算書", "required": True, "note": ""},
]
CONDITIONS = [
    {"key": "non_profit", "label": "もうけを目的にしていない", "note": "謝礼や参加費は受け取れます。"},
    {"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"},
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


def whole(demo) -> Proposal:
    """A draft for three years in which nothing is missing."""
    if found := Proposal.objects.filter(title=WHOLE_DRAFT).first():
        return found
    call = CallFactory(
        title="見本の募集（三年）", papers=PAPERS[:1], conditions=CONDITIONS, project_year=2027
    )
    years = {
        key.replace("y1", f"y{number}"): value
        for number in (1, 2, 3)
        for key, value in WHOLE.items()
        if key.startswith("budget.")
    }
    texts = {"name": WHOLE_DRAFT, "problem": LONG * 8, "content": LONG * 30}
    answers = {"condition.non_profit": "yes", "condition.members": "8"}
    proposal = ProposalFactory(
        title=WHOLE_DRAFT,
        organization=demo.user("officer").memberships.get().organization,
        call=call,
        category=CategoryFactory(call=call, name="新規チャレンジ部門", rates=[90, 90, 90]),
        years=3,
        answers=WHOLE | years | texts | answers,
    )
    AttachmentFactory(proposal=proposal, paper="rules", name="会則.pdf")
    return proposal
