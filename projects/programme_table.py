"""応募と採択の一覧: what a programme received and adopted, year by year, from citizens and from the city.

Facts in, rows out; page, chart, CSV, Excel and JSON show this one result. The shape is that of 和光市 協働指針
(令和5年12月改定), コラム「協働の経過」: a row for each 年度 from the first call to the last, those in which nothing ran
or nobody applied included, ★ for what is still running.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear

from .enums import ProposalOrigin

RUNNING_MARK = "★"
NO_CALL, NO_APPLICATIONS = "募集はありませんでした。", "応募はありませんでした。"
ORIGINS = tuple(ProposalOrigin)
HEADER = (
    "制度",
    "年度",
    "年度（西暦）",
    *(f"申請件数（{origin.label}）" for origin in ORIGINS),
    *(f"採択件数（{origin.label}）" for origin in ORIGINS),
    f"いまも続く件数（{RUNNING_MARK}）",
    *(f"採択された事業（{origin.label}）" for origin in ORIGINS),
    "注記",
)
MEANINGS = (
    "制度の名前",
    "募集した年度。元号",
    "同じ年度。西暦の4桁",
    *(f"{origin.label}として出された件数。あとで取り下げたものを含む" for origin in ORIGINS),
    *(f"そのうち採択された{origin.label}の件数" for origin in ORIGINS),
    "採択された事業のうち、いまの年度にも続いている件数",
    *(f"採択された{origin.label}の事業名。いまも続くものには{RUNNING_MARK}が付く" for origin in ORIGINS),
    "件数がない年度のわけなど",
)


@dataclass(frozen=True)
class CallFact:
    """One call that citizens may read of: what the office wrote for this table, and what its state says of itself."""

    fiscal_year: int
    note: str = ""
    status: str = ""


@dataclass(frozen=True)
class Applied:
    """How many proposals of one `ProposalOrigin` were handed in to the closed calls of a 年度."""

    fiscal_year: int
    origin: str
    count: int


@dataclass(frozen=True)
class Adopted:
    """One adopted proposal; `case_id` is its project's where citizens may read it as a case."""

    fiscal_year: int
    origin: str
    title: str
    is_running: bool = False
    awaits_vote: bool = False
    case_id: int | None = None


@dataclass(frozen=True)
class Row:
    """One 年度. `applied` and `adopted` are in the order of `ORIGINS`."""

    year: FiscalYear
    applied: tuple[int, ...]
    adopted: tuple[tuple[Adopted, ...], ...]
    note: str = ""

    @property
    def all_adopted(self) -> list[Adopted]:
        return [each for of_origin in self.adopted for each in of_origin]

    @property
    def running(self) -> int:
        return sum(each.is_running for each in self.all_adopted)

    @property
    def is_empty(self) -> bool:
        """Nothing to count: the note alone says what there was."""
        return not any(self.applied)


@dataclass(frozen=True)
class ProgrammeTable:
    """The rows of one programme, oldest first."""

    programme: str
    rows: tuple[Row, ...]

    @property
    def applied(self) -> tuple[int, ...]:
        return tuple(sum(row.applied[place] for row in self.rows) for place in range(len(ORIGINS)))

    @property
    def adopted(self) -> tuple[int, ...]:
        return tuple(sum(len(row.adopted[place]) for row in self.rows) for place in range(len(ORIGINS)))

    @property
    def applied_total(self) -> int:
        return sum(self.applied)

    @property
    def adopted_total(self) -> int:
        return sum(self.adopted)

    @property
    def running(self) -> int:
        return sum(row.running for row in self.rows)


def tabulate_programme(
    programme: str, calls: Iterable[CallFact], applied: Iterable[Applied], adopted: Iterable[Adopted]
) -> ProgrammeTable:
    """Count by year; every year between the first call and the last has a row.

    ValueError where something was handed in or adopted in a year without a call: a number would get lost.
    """
    by_year: dict[int, list[CallFact]] = {}
    for call in calls:
        by_year.setdefault(call.fiscal_year, []).append(call)
    numbers = Counter()
    for each in applied:
        numbers[each.fiscal_year, each.origin] += each.count
    names: dict[tuple[int, str], list[Adopted]] = {}
    for each in adopted:
        names.setdefault((each.fiscal_year, each.origin), []).append(each)
    if lost := {year for year, _ in [*numbers, *names]} - set(by_year):
        raise ValueError(f"proposals of years without a call: {sorted(lost)}")
    years = range(min(by_year), max(by_year) + 1) if by_year else ()
    rows = (
        Row(
            FiscalYear(year),
            counts := tuple(numbers[year, origin] for origin in ORIGINS),
            tuple(tuple(names.get((year, origin), ())) for origin in ORIGINS),
            _note(by_year.get(year, []), sum(counts)),
        )
        for year in years
    )
    return ProgrammeTable(programme, tuple(rows))


def _note(calls: Sequence[CallFact], count: int) -> str:
    if not calls:
        return NO_CALL
    notes = dict.fromkeys(note for call in calls for note in (call.note, call.status) if note)
    return "".join(notes) or ("" if count else NO_APPLICATIONS)


def flat_rows(tables: Iterable[ProgrammeTable]) -> Iterator[list]:
    """One row a 年度 in the order of `HEADER`, for CSV and Excel: names of projects one a line, with their ★."""
    for table in tables:
        for row in table.rows:
            yield [
                table.programme,
                row.year.short_label,
                row.year.year,
                *row.applied,
                *map(len, row.adopted),
                row.running,
                *("\n".join(map(_named, of_origin)) for of_origin in row.adopted),
                row.note,
            ]


def as_data(table: ProgrammeTable) -> dict:
    """The same for JSON, with the sums over all years."""
    return {
        "programme": table.programme,
        "years": [
            {
                "year": row.year.year,
                "label": row.year.label,
                "applied": _by_origin(row.applied),
                "adopted": {
                    origin.label: [
                        {"title": each.title, "running": each.is_running} for each in row.adopted[place]
                    ]
                    for place, origin in enumerate(ORIGINS)
                },
                "note": row.note,
            }
            for row in table.rows
        ],
        "applied": _by_origin(table.applied),
        "adopted": _by_origin(table.adopted),
        "running": table.running,
    }


def _by_origin(numbers: Sequence[int]) -> dict[str, int]:
    return {origin.label: number for origin, number in zip(ORIGINS, numbers, strict=True)}


def _named(adopted: Adopted) -> str:
    return f"{adopted.title}{RUNNING_MARK if adopted.is_running else ''}"
