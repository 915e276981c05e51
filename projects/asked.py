"""What a call asks of one proposal: conditions, sections, papers, and the terms of each year's budget."""

from collections.abc import Iterable
from dataclasses import dataclass

from .budget import YearTerms
from .models import Proposal
from .rulebook import Condition, PaperAsked
from .sections import Field, Section, conditions_section, sections_of


@dataclass(frozen=True)
class Asked:
    """`sections` as the call asks for them; `pages` are these and, before them, 応募の条件 where there are any."""

    conditions: tuple[Condition, ...]
    sections: tuple[Section, ...]
    papers: tuple[PaperAsked, ...]
    terms: tuple[YearTerms, ...]

    @property
    def pages(self) -> tuple[Section, ...]:
        first = (conditions_section(self.conditions),) if self.conditions else ()
        return (*first, *self.sections)

    @property
    def fields(self) -> Iterable[Field]:
        return (field for section in self.pages for field in section.fields)

    def page(self, key: str) -> Section | None:
        return next((section for section in self.pages if section.key == key), None)


def asked_of(proposal: Proposal) -> Asked:
    """Asks the database nothing where `call` and `category` were read with the proposal."""
    call = proposal.call
    return Asked(
        conditions=tuple(Condition.read(call.conditions)),
        sections=sections_of(call.sections),
        papers=tuple(PaperAsked.read(call.papers)),
        terms=tuple(terms_of(proposal)),
    )


def terms_of(proposal: Proposal) -> Iterable[YearTerms]:
    """One for each year from the one that is proposed to the last that is planned."""
    category, first = proposal.category, proposal.year_number
    for number in range(first, max(first, proposal.years) + 1):
        fiscal_year = proposal.call.project_year + number - first
        yield YearTerms(number, fiscal_year, category.rate_of(number), category.limit_of(number))
