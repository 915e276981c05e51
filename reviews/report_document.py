"""A survey's report put together: numbers in the sentences, 図表 numbers, tables, charts, quotes.

Page, PDF and workbook all show this one document, always with the numbers that may be published, so that whoever
writes sees what everybody will read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from kyodo.charts.svg import Svg

from .charts.tables import chart_of
from .enums import BlockKind, QuestionKind
from .models import Answer, Question, ReportBlock, Survey, SurveyReport
from .queries.measuring import CannotCross
from .sentences import Numbers, fill
from .survey_tables import QUESTIONNAIRE, SIZE, Counted, Wanted, tabulated
from .typed_numbers import Typed, typed_percentages

SPACE = "　"


@dataclass(frozen=True)
class Quotes:
    """What was said under one heading: some of it, and how many more there are."""

    label: str
    said: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Piece:
    """One block as it is read. `number` is that of its 図表, `place` that of its heading (「2-1」)."""

    block: ReportBlock
    text: str
    place: str = ""
    number: int | None = None
    counted: Counted | None = None
    quotes: tuple[Quotes, ...] = ()
    problems: tuple[str, ...] = ()
    typed: tuple[Typed, ...] = ()

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def anchor(self) -> str:
        return f"block-{self.block.pk}"

    @property
    def label(self) -> str:
        """「図表3」."""
        return f"図表{self.number}" if self.number else ""

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]

    @property
    def has_numbers(self) -> bool:
        """Whether there is a table to show, with anybody in it."""
        return self.counted is not None and self.counted.total.n > 0

    @property
    def how(self) -> str:
        """「いくつでも選べる設問、n=122」."""
        if self.counted is None:
            return ""
        total = self.counted.total
        n = "n=－" if total.is_n_hidden else f"n={total.n:,}"
        question = self.counted.question
        words = {QuestionKind.SINGLE: "一つ選ぶ設問", QuestionKind.MULTIPLE: "いくつでも選べる設問"}
        kind = words.get(QuestionKind(question.kind)) if question else None
        return f"{kind}、{n}" if kind else n

    @cached_property
    def chart(self) -> Svg | None:
        if self.kind != BlockKind.FIGURE or not self.has_numbers:
            return None
        title = f"{self.label}{SPACE}{self.text}"
        return chart_of(self.counted, title=title, id_prefix=f"{self.anchor}-", has_heading=False)

    @property
    def lines(self) -> list[tuple]:
        """For the templates of tables: each line, without an address behind it."""
        return [(line, "") for line in self.counted.total.lines]

    @property
    def rows(self) -> list[tuple]:
        """The same of a crossing: 総計 and each value's row."""
        parts = [("総計", self.counted.total)]
        parts += [(option.label, table) for option, table in self.counted.result.rows]
        return [(label, table, [(line, "") for line in table.lines]) for label, table in parts]


@dataclass(frozen=True)
class ReportDocument:
    report: SurveyReport
    pieces: tuple[Piece, ...] = ()

    @property
    def numbered(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.number]

    @property
    def headings(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == BlockKind.HEADING]

    @property
    def typed(self) -> list[tuple[Piece, Typed]]:
        """Every percentage typed by hand, with its block."""
        return [(piece, each) for piece in self.pieces for each in piece.typed]

    @property
    def problems(self) -> list[tuple[Piece, str]]:
        return [(piece, each) for piece in self.pieces for each in piece.problems]

    @property
    def typed_mark(self) -> str:
        """Another one whenever other numbers stand typed in the report; empty where none does."""
        found = [(piece.block.pk, each.text, each.before) for piece, each in self.typed]
        return _hash(*found) if found else ""

    @property
    def digest(self) -> str:
        """Hash of all that is read: words and numbers."""
        survey = self.report.survey
        head = (self.report.title, survey.title, survey.fiscal_year)
        return _hash(head, *(_read(piece) for piece in self.pieces))

    @property
    def source(self) -> str:
        survey = self.report.survey
        year = survey.year.short_label
        return survey.title if year in survey.title else f"{survey.title}（{year}）"


def _read(piece: Piece) -> tuple:
    counted = piece.counted.as_dict() if piece.counted else None
    return (piece.kind, piece.place, piece.number, piece.text, counted, piece.quotes)


def _hash(*parts) -> str:
    return sha256(repr(parts).encode()).hexdigest()


@dataclass
class Figures:
    """The tables of one survey, each counted once however often it is named."""

    survey: Survey
    kept: dict[Wanted, Counted] = field(default_factory=dict)

    def counted(self, wanted: Wanted) -> Counted:
        """`CannotCross` where the survey cannot be counted so."""
        wanted = replace(wanted, is_published=True, once=wanted.once or self.survey.counts_projects_once)
        plain = replace(wanted, order=QUESTIONNAIRE)
        if plain not in self.kept:
            self.kept[plain] = tabulated(self.survey, plain)
        counted = self.kept[plain]
        return replace(counted, result=counted.result.by_size()) if wanted.order == SIZE else counted

    def find(self, name: str) -> Numbers | None:
        """Another figure by its code, or 「code/way」; None where there is no such thing."""
        code, *by = name.split("/")
        try:
            return numbers_of(self.counted(Wanted(code, tuple(by))))
        except CannotCross:
            return None


def numbers_of(counted: Counted) -> Numbers:
    has_figures = counted.question is not None and counted.question.kind in (
        QuestionKind.NUMBER,
        QuestionKind.SCALE,
    )
    return Numbers(counted.result, counted.figures, has_figures and counted.figures is None)


def compose(report: SurveyReport) -> ReportDocument:
    """The whole report."""
    return ReportDocument(report, tuple(_pieces(report.survey, report.blocks.all())))


def compose_block(block: ReportBlock) -> Piece:
    """One block by itself, as it would stand; it need not be saved."""
    return next(iter(_pieces(block.report.survey, [block])))


def _pieces(survey: Survey, blocks: Iterable[ReportBlock]) -> Iterable[Piece]:
    figures, number, places = Figures(survey), 0, [0, 0, 0]
    for block in blocks:
        piece = _piece(figures, block)
        if block.kind in BlockKind.numbered():
            number += 1
            piece = replace(piece, number=number)
        elif block.kind == BlockKind.HEADING:
            places[block.level - 1] += 1
            places[block.level :] = [0] * (3 - block.level)
            piece = replace(piece, place=_place(places, block.level))
        yield piece


def _place(places: Sequence[int], level: int) -> str:
    return f"（{places[2]}）" if level == 3 else "-".join(str(each) for each in places[:level])


def _piece(figures: Figures, block: ReportBlock) -> Piece:
    counted, problems = None, []
    if block.question:
        try:
            counted = figures.counted(wanted_by(block))
        except CannotCross as reason:
            problems.append(str(reason))
    elif block.kind in BlockKind.numbered():
        problems.append("設問を選んでください。")
    text, wrong = fill(block.text, numbers_of(counted) if counted else None, figures.find)
    if block.kind in BlockKind.numbered() and not text and counted:
        text = counted.title
    quotes = ()
    if block.kind == BlockKind.QUOTES and counted:
        quotes, missing = _quotes(counted.question, block.most)
        problems += missing
    return Piece(
        block,
        text,
        counted=counted,
        quotes=quotes,
        problems=(*problems, *wrong),
        typed=tuple(typed_percentages(block.text)),
    )


def wanted_by(block: ReportBlock) -> Wanted:
    return Wanted(block.question, tuple(filter(None, block.by.split("/"))), block.order, block.once)


def _quotes(question: Question | None, most: int) -> tuple[tuple[Quotes, ...], list[str]]:
    """What stands under the headings, in the respondents' order; what nobody put under one is not shown."""
    if question is None or question.kind != QuestionKind.TEXT:
        return (), ["主な意見をのせるには、文章で答える設問を選んでください。"]
    answers = Answer.objects.counted().filter(
        question__survey=question.survey_id, question__code=question.code
    )
    said: dict[int, list[str]] = {}
    for heading, text in (
        answers.filter(category__isnull=False)
        .order_by("respondent__position", "row__position", "pk")
        .values_list("category_id", "text")
    ):
        said.setdefault(heading, []).append(text)
    found = [
        Quotes(heading.label, tuple(said[heading.pk][:most]), max(0, len(said[heading.pk]) - most))
        for heading in question.categories.all()
        if heading.pk in said
    ]
    return tuple(found), []
