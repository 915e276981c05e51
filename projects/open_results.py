"""Open data: every proposal that a programme has adopted, as anybody may take it away (CC BY 4.0)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from kyodo import registry
from kyodo.registry import DataSet

from .models import Proposal

CHUNK = 500

# column, what it means
COLUMNS = [
    ("call_id", "募集の番号"),
    ("call", "募集の名前"),
    ("programme", "制度の名前"),
    ("fiscal_year", "募集した年度。西暦の4桁"),
    ("project_year", "実施する年度。西暦の4桁"),
    ("category", "部門"),
    ("origin", "提案の種類。市民提案か行政提案"),
    ("title", "事業名"),
    ("organization", "団体名。むかしの記録には、ないものがある"),
    ("year_number", "何年目の事業か"),
    ("granted", "市の負担額。円"),
    ("state", "状態。採択、議決待ち、確定"),
    ("comment", "講評"),
]


def adopted() -> QuerySet[Proposal]:
    """Every adopted proposal of a call whose result is out, oldest first."""
    return (
        Proposal.objects.chosen()
        .filter(call__released_at__isnull=False)
        .order_by("call__fiscal_year", "call", "pk")
    )


def rows(proposals: QuerySet[Proposal]) -> Iterator[list]:
    """One row a proposal, in the order of `COLUMNS`."""
    related = proposals.select_related("call__programme", "category", "organization", "decision")
    for proposal in related.iterator(chunk_size=CHUNK):
        call, decision = proposal.call, getattr(proposal, "decision", None)
        yield [
            call.pk,
            call.title,
            call.programme.name,
            call.fiscal_year,
            call.project_year,
            proposal.category.name if proposal.category else "",
            proposal.get_origin_display(),
            proposal.title,
            proposal.organization.name if proposal.organization else "",
            proposal.year_number,
            decision.granted if decision else None,
            proposal.get_state_display(),
            decision.comment if decision else "",
        ]


@registry.open_data_sets
def data_set():
    yield DataSet(
        title="採択した提案",
        note="結果を公表した募集で採択した提案を、一行ずつ並べています。",
        addresses={
            "CSV（UTF-8、BOMつき）": reverse("projects:open_results", args=["csv"]),
            "JSON": reverse("projects:open_results", args=["json"]),
        },
        columns=COLUMNS,
    )
