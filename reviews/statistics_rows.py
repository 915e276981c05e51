"""The records behind a number as rows of a file. Records in, plain rows out."""

from collections.abc import Iterable, Iterator

from kyodo.fiscal_year import FiscalYear

from .statistics import UNKNOWN, Kind, Measure

YEAR_HEADER = ("年度", "事業", "課", "形態", "相手", "状態")
PARTNER_HEADER = ("年度", "団体", "種類", "事業", "課", "形態")
GROUP_HEADER = ("団体", "種類", "協働の相手になった件数")


def year_header(measure: Measure) -> tuple[str, ...]:
    amount = (f"{measure.label}（{measure.unit}）",) if measure.kind == Kind.SUM else ()
    return (*YEAR_HEADER, *amount)


def year_rows(years: Iterable, measure: Measure) -> Iterator[list]:
    """Years of projects; of a sum with what each adds to it (`amount`)."""
    for year in years:
        row = [
            FiscalYear(year.fiscal_year).short_label,
            year.name,
            year.division.name,
            year.form.name,
            year.partner_names,
            year.get_state_display(),
        ]
        if measure.kind == Kind.SUM:
            row.append(UNKNOWN if year.amount is None else year.amount)
        yield row


def partner_rows(partners: Iterable) -> Iterator[list]:
    for partner in partners:
        year = partner.project_year
        yield [
            FiscalYear(year.fiscal_year).short_label,
            partner.name,
            partner.get_kind_display(),
            year.name,
            year.division.name,
            year.form.name,
        ]


def group_rows(groups: Iterable) -> Iterator[list]:
    for group in groups:
        yield [group.name, group.get_kind_display(), group.times]
