"""The columns of the office's exported list of proposals. Of a draft that it may not read only the group stands."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.wareki import format_datetime

from .enums import ProposalOrigin, ProposalState, ThemeKind
from .models import Proposal, ProposalRevision

CHUNK = 500
HEADER = (
    "募集",
    "年度",
    "団体",
    "状態",
    "受付番号",
    "部門",
    "提案の種類",
    "テーマの種類",
    "テーマ",
    "事業名",
    "何年目",
    "市に求める額",
    "課",
    "提出した日時",
    "応募の条件",
    "確かめた日",
)
FIELDS = (
    "category__name",
    "origin",
    "theme_kind",
    "theme__title",
    "title",
    "year_number",
    "requested",
    "division__name",
    "submitted_at",
    "conditions_met",
    "conditions_checked_at",
)
FRAME = ("call__title", "call__fiscal_year", "organization__name", "state", "receipt", "is_open")
MET = {True: "満たす", False: "満たさない", None: ""}


def rows_of(proposals: QuerySet[Proposal]) -> Iterator[list]:
    """One row a proposal in the order of the queryset, which `OfficeProposalFilter` gave `is_open`; 500 at a time."""
    newest = ProposalRevision.objects.filter(proposal=OuterRef("pk")).order_by("-number")
    keys = iter(list(proposals.values_list("pk", flat=True)))
    plain = proposals.order_by().annotate(receipt=Subquery(newest.values("receipt_number")[:1]))
    while chunk := list(islice(keys, CHUNK)):
        found = plain.filter(pk__in=chunk).values_list("pk", *FRAME, *FIELDS)
        rows = {key: _row(*values) for key, *values in found}
        yield from (rows[key] for key in chunk if key in rows)  # but those that moved meanwhile


def _row(call, fiscal_year, group, state, receipt, is_open, *rest) -> list:
    row = [call, FiscalYear(fiscal_year).label, group, ProposalState(state).label, receipt or ""]
    return [*row, *(_open(*rest) if is_open else [""] * len(FIELDS))]


def _open(
    category, origin, kind, theme, title, year, requested, division, submitted_at, met, checked_at
) -> list:
    return [
        category,
        ProposalOrigin(origin).label,
        ThemeKind(kind).label,
        theme or "",
        title,
        year,
        requested,
        division or "",
        format_datetime(submitted_at) if submitted_at else "",
        MET[met],
        timezone.localdate(checked_at) if checked_at else None,
    ]
