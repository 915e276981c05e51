"""和光市の協働事業提案制度 over eleven years (`wako.toml`), as records of what is known from the document alone."""

import tomllib
from pathlib import Path

from kyodo.cities import read_preset
from kyodo.fiscal_year import FiscalYear
from kyodo.text import search_key

from ..enums import CallState, ProposalOrigin, ProposalSource, ProposalState
from ..models import Call, Programme, Proposal
from ..preset_programmes import load_programmes

DATA = Path(__file__).with_name("wako.toml")


def make_records() -> None:
    """One ended call a year, one proposal for each application; those that were not adopted have no name."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    load_programmes(read_preset("wako")["programmes"])
    programme = Programme.objects.get(key=data["programme"])
    proposals = []
    for demo in data["years"]:
        call = _call(demo, programme, data["source"])
        proposals += [_adopted(call, **row) for row in demo["adopted"]]
        for origin, applied in zip(ProposalOrigin, demo["applied"], strict=True):
            adopted = sum(row["origin"] == origin for row in demo["adopted"])
            proposals += [_record(call, origin, ProposalState.REJECTED) for _ in range(applied - adopted)]
    Proposal.objects.bulk_create(proposals)


def _call(demo: dict, programme: Programme, source: str) -> Call:
    year = demo["year"]
    return Call.objects.create(
        programme=programme,
        fiscal_year=year,
        project_year=year + 1,
        title=f"{programme.name} {FiscalYear(year).short_label}募集",
        summary=source,
        note=demo.get("note", ""),
        state=CallState.ENDED,
        origins=programme.origins,
        theme_kinds=programme.theme_kinds,
    )


def _adopted(call: Call, *, origin: str, title: str, running: bool = False) -> Proposal:
    proposal = _record(call, ProposalOrigin(origin), ProposalState.CONFIRMED)
    proposal.title, proposal.search_key, proposal.is_continued = title, search_key(title), running
    return proposal


def _record(call: Call, origin: ProposalOrigin, state: ProposalState) -> Proposal:
    return Proposal(call=call, origin=origin, source=ProposalSource.RECORD, state=state)
