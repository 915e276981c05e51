"""Writing a proposal field by field: who saves says which version of each field they started from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kyodo.text import clean, search_key
from kyodo.workflow import StepRefused

from ..asked import Asked, asked_of
from ..budget import read_budget
from ..content import Content, label_of
from ..models import Proposal, ProposalAnswer

LONGEST = 20_000  # characters in one field: far more than any call asks for, and no way to fill a disk
MOST_FIELDS = 3000  # filled in one proposal: above every table with all its rows
CLOSED = "この提案は、いま書きかえられません。出したあとか、取り下げたあとです。"
TITLE = "name"
BUDGET = "budget"
LONGEST_TITLE = 150


@dataclass(frozen=True)
class Edit:
    """What somebody wants a field to say, and the version that they saw (0: nothing had been written)."""

    value: str
    base_version: int


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed after this person had opened it; it was left as the other wrote it."""

    key: str
    theirs: str
    mine: str
    version: int
    who: str
    at: datetime.datetime


@dataclass
class Saved:
    """What became of the edits: `values` and `versions` of the fields that now say what was wanted, and the others."""

    at: datetime.datetime
    values: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_answers(proposal: Proposal, edits: Mapping[str, Edit], *, by) -> Saved:
    """Write the fields that nobody else has changed since; the rest is reported, and no text is written over.

    Keys that the proposal does not have change nothing. Raises `StepRefused` when nobody may write any more. The
    proposal's row is locked for these few statements, so that no text slips in behind a submission. `proposal` was
    read with its call and category.
    """
    locked = (
        Proposal.objects.select_for_update(no_key=True).only("state", "organization_id").get(pk=proposal.pk)
    )
    if not by.has_perm("projects.write_proposal", locked):
        raise StepRefused(CLOSED, code="closed")
    asked, saved = asked_of(proposal), Saved(timezone.now())
    wanted = _readable(edits, asked, saved)
    there = {row.key: row for row in _rows(proposal, wanted)}
    changed, added = [], []
    for key, edit in wanted.items():
        row = there.get(key)
        if edit.value == (row.value if row else ""):
            saved.values[key], saved.versions[key] = edit.value, row.version if row else 0
        elif edit.base_version != (row.version if row else 0) and not _goes_on(row, edit, by):
            saved.clashes.append(_clash(key, row, edit))
        else:
            written = _written(row, proposal, key, edit.value, by, saved.at)
            (changed if row else added).append(written)
            saved.values[key], saved.versions[key] = edit.value, written.version
    if added and proposal.answers.count() + len(added) > MOST_FIELDS:
        raise StepRefused("これ以上の項目は保存できません。使わない行を減らしてください。", code="full")
    ProposalAnswer.objects.bulk_update(changed, ["value", "version", "updated_at", "updated_by"])
    ProposalAnswer.objects.bulk_create(added)
    if changed or added:
        _refresh(proposal, asked, {row.key: row.value for row in (*changed, *added)}, saved.at)
    return saved


def _goes_on(row: ProposalAnswer | None, edit: Edit, by) -> bool:
    """Whether it holds all that stands there, which is the same person's: the answer to that save got lost."""
    if row is None or row.updated_by_id != by.pk:
        return False
    return bool(row.value) and edit.value.startswith(row.value)


def _readable(edits: Mapping[str, Edit], asked: Asked, saved: Saved) -> dict[str, Edit]:
    """The edits of fields that there are, cleaned; the others are refused with a reason."""
    found = {}
    for key, edit in edits.items():
        value = clean(edit.value)
        if label_of(key, asked.pages) is None:
            saved.refused[key] = "この項目は、この提案にありません。"
        elif len(value) > LONGEST:
            saved.refused[key] = (
                f"長すぎて保存できません。{LONGEST:,}字までにしてください（いま{len(value):,}字）。"
            )
        else:
            found[key] = Edit(value, edit.base_version)
    return found


def _rows(proposal: Proposal, keys):
    return ProposalAnswer.objects.filter(proposal=proposal, key__in=list(keys)).select_related("updated_by")


def _written(row, proposal: Proposal, key: str, value: str, by, at: datetime.datetime) -> ProposalAnswer:
    row = row or ProposalAnswer(proposal=proposal, key=key, version=0)
    row.value, row.version, row.updated_at, row.updated_by = value, row.version + 1, at, by
    return row


def _clash(key: str, row: ProposalAnswer | None, edit: Edit) -> Clash:
    return Clash(
        key=key,
        theirs=row.value if row else "",
        mine=edit.value,
        version=row.version if row else 0,
        who=str(row.updated_by or "") if row else "",
        at=row.updated_at if row else timezone.now(),
    )


def _refresh(proposal: Proposal, asked: Asked, written: Mapping[str, str], at: datetime.datetime) -> None:
    """Keep true what lists show: the title, the words it is found by, what the city is asked for."""
    fields = {"updated_at": at}
    if TITLE in written:
        fields["title"] = " ".join(written[TITLE].split())[:LONGEST_TITLE]
        fields["search_key"] = search_key_of(fields["title"], proposal.organization)
    if any(key.startswith(f"{BUDGET}.") for key in written):
        fields["requested"] = requested_of(proposal, asked)
    Proposal.objects.filter(pk=proposal.pk).update(**fields)
    for name, value in fields.items():
        setattr(proposal, name, value)


def search_key_of(title: str, organization) -> str:
    """A proposal is found by its title and by its group."""
    return " ".join(search_key(text) for text in (title, organization.name, organization.kana))


def requested_of(proposal: Proposal, asked: Asked) -> int | None:
    """What the city is asked for in the first year, as the budget stands."""
    rows = proposal.answers.filter(key__startswith=f"{BUDGET}.")
    content = Content(dict(rows.values_list("key", "value")))
    return read_budget(content.budget_rows(BUDGET), asked.terms, BUDGET).requested
