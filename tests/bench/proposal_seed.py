"""Fills the portal with proposals. `fill` only ever adds: 2,000 grow to 20,000, of which 500 stay in the open call."""

from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from kyodo.uploads import check_upload
from organizations.enums import MembershipRole, PostRole
from organizations.models import Membership, Organization, Post, User
from projects.asked import asked_of
from projects.content import Content
from projects.demo.answers import answers_of
from projects.demo.proposals import PAPER
from projects.enums import ProposalState
from projects.models import (
    Assignment,
    Attachment,
    Call,
    Decision,
    Proposal,
    ProposalAnswer,
    ProposalRevision,
    Score,
)
from projects.snapshot import snapshot_of

from . import people, seed
from .bulk import copy, log_creation, mend_sequences, next_key, without_indexes
from .people import FIRST_DAY, account
from .proposals import READY, ProposalMaker, make_calls, open_call, ranked_call, scored_call
from .screening import make_reviewers, make_scores

PARTNER_ROWS, GROUPS = 20_000, 2_500  # what else is in the portal, at every number of proposals
MODELS = (Proposal, ProposalRevision, Decision, Assignment, Score)
LOGGED = (Proposal, Decision, Assignment, Score)
STEPS = (("submit", "draft", "submitted"), ("check", "submitted", "checking"))
# A finished proposal, as somebody in the portal's demo would have written it.
WRITTEN = {
    "pattern": "place",
    "name": "計測の提案",
    "problem": "夜になって不安がふくらむ人が多い。昼のひろばには来られず、相談の窓口は閉まっている。" * 4,
    "purpose": "夜の9時から11時に、同じ経験をした人と話せるようにする。" * 4,
    "content": "月に二回、公民館に集まり、経験した人が聞き役になる。市の職員も順に加わり、使える制度を伝える。"
    * 8,
    "audience": "市内で家族を介護している人",
    "people": 400,
    "goal": ["開いた回数", 24, "回"],
    "wish": ["夜の過ごし方", "ひとりで抱えこまず、翌日の相談につながる"],
    "effect": "市の窓口では出会えない人に届き、早い段階で相談につながる。" * 4,
    "outlook": "参加した人が聞き役になり、会費で続ける。" * 4,
}


def fill(proposals: int) -> None:
    """Bring the database to this number of proposals, with all that hangs on them."""
    is_new = not Call.objects.exists()
    if is_new:
        seed.fill(PARTNER_ROWS)
        people.make_groups(GROUPS)
        mend_sequences([Organization])
        _make_people()
        make_calls()
    keys = {model: next_key(model) for model in MODELS}
    first_keys = dict(keys)
    maker = ProposalMaker(keys, _template())
    with without_indexes(Proposal, ProposalAnswer, ProposalRevision):
        if is_new:
            _store(maker.present())
        for batch in maker.past(proposals - Proposal.objects.count()):
            _store(batch)
        _answer(first_keys[Proposal])
    mend_sequences([*MODELS, ProposalAnswer])
    if is_new:
        reviewers = make_reviewers()
        make_scores(scored_call(), reviewers, is_closed=False)
        make_scores(ranked_call(), reviewers, is_closed=True)
        mend_sequences(MODELS)
        _finish_drafts()
    for model in LOGGED:
        log_creation(model, from_key=first_keys[model])
    _log_steps(first_keys[Proposal])


def _store(batch) -> None:
    for rows in (batch.proposals, batch.revisions, batch.decisions):
        copy(rows)


def _make_people() -> None:
    """A second person of the office; the member also stands for the first group that may propose."""
    user = User.objects.create_user("second@bench.example", name="計測 二郎")
    Post.objects.create(
        user=user, division=people.divisions()[1], role=PostRole.COORDINATOR, starts_on=FIRST_DAY
    )
    group = Organization.objects.registered().order_by("pk").first()
    Membership.objects.create(
        user=account("member"), organization=group, role=MembershipRole.OFFICER, starts_on=FIRST_DAY
    )


def _model() -> Proposal:
    """What all others are modelled on; it is not stored."""
    call = open_call()
    return Proposal(
        call=call,
        category=call.categories.get(key="challenge"),
        organization=Organization.objects.order_by("pk").first(),
        title=WRITTEN["name"],
    )


def _written() -> dict[str, str]:
    model = _model()
    return answers_of(WRITTEN, asked_of(model), model.organization)


def _template() -> dict:
    """The content of a revision."""
    model = _model()
    return snapshot_of(model, asked_of(model), Content(_written()), [])


def _answer(from_key: int) -> None:
    """Every field of every proposal from this one on, in one statement."""
    written = _written()
    rows = ", ".join(["(%s, %s)"] * len(written))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO projects_proposalanswer (proposal_id, key, value, version, updated_at)"  # noqa: S608
            " SELECT proposal.id, said.key, CASE said.key WHEN 'name' THEN proposal.title ELSE said.value END,"
            f" 1, now() FROM projects_proposal proposal, (VALUES {rows}) said (key, value)"
            " WHERE proposal.id >= %s",
            [*chain.from_iterable(written.items()), from_key],
        )


def _log_steps(from_key: int) -> None:
    """提出 and 要件確認 of everything that was handed in."""
    kind = ContentType.objects.get_for_model(Proposal)
    with connection.cursor() as cursor:
        for action, before, after in STEPS:
            cursor.execute(
                "INSERT INTO kyodo_statechange"
                " (content_type_id, object_id, action, from_state, to_state, reason, reason_required, at)"
                " SELECT %s, id, %s, %s, %s, '', false, submitted_at FROM projects_proposal"
                " WHERE id >= %s AND submitted_at IS NOT NULL",
                [kind.pk, action, before, after, from_key],
            )


def drafts() -> list[Proposal]:
    """Of the open call, in their order: the first is the member's, then come those that lack nothing."""
    rows = Proposal.objects.filter(call=open_call(), state=ProposalState.DRAFT, started_by=account("member"))
    return list(rows.select_related("organization").order_by("pk"))


def _finish_drafts() -> None:
    """An officer and every paper that is asked for, for as many drafts as are to be handed in at once."""
    page = ContentFile(PAPER.read_bytes(), name=PAPER.name)
    paper = check_upload(page)
    stored = default_storage.save("bench/paper.pdf", page)
    attachments = []
    for number, draft in enumerate(drafts()[: READY + 1]):
        if number:
            user = User.objects.create_user(f"officer{number}@bench.example", name=f"計測 役員{number}")
            Membership.objects.create(
                user=user,
                organization=draft.organization,
                role=MembershipRole.OFFICER,
                starts_on=FIRST_DAY,
            )
        attachments += [
            Attachment(
                proposal=draft,
                paper=asked["key"],
                file=stored,
                name=paper.name,
                content_type=paper.content_type,
                size=paper.size,
                sha256=paper.sha256,
            )
            for asked in draft.call.papers
            if asked["required"]
        ]
    Attachment.objects.bulk_create(attachments)
