"""One page of a survey as it is written on: what each question shows, and what the page sends back.

The fields of a question are called "field-<code>" (all that was chosen, the words or the number), "field-<code>.other"
(the words of その他) and "field-<code>.<row>.<column>" (of a table). `bases` is one hidden field, JSON: code → what
`reviews.bases` makes of what stood there when the page was made; what still says the same is no edit.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from kyodo.text import clean

from ..actions.answer_pages import AnswerEdit
from ..bases import Base, base_at, blank_base, read_base
from ..enums import QuestionKind
from ..given import Given, GivenError, QuestionOffered, compose, number_text
from ..models import Question
from ..paper import AnswerPage, Paper
from ..readiness import needs_words

FIELD, BASES, CHOICE, SENT, SEEN = "field-", "bases", "choice_", "sent", "seen"
BLANK_LINES = 2  # of a table, below what is written
MOST_LINES = 50
NEEDS_WORDS = "「その他」の内容を書いてください。"
CHANGED = "この設問は、書いているあいだに変わりました。いまの設問に答えてください。"


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of one question, right or wrong. `words`: also those of その他, or a number."""

    codes: tuple[str, ...] = ()
    words: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, given: Given) -> "Typed":
        return cls(given.codes, number_text(given.number) or given.text, given.cells)

    def as_given(self, question: QuestionOffered) -> Given:
        """`GivenError` where it is no answer to this question."""
        return compose(question, codes=self.codes, words=self.words, cells=self.cells)


@dataclass(frozen=True)
class AnswerBox:
    """One question on its page. `conditions` are read by answers.js; `earlier` was said to its last version."""

    question: Question
    offered: QuestionOffered
    typed: Typed
    is_asked: bool
    is_known: bool
    conditions: str = ""
    earlier: str = ""
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """In the form, and as the element's id."""
        return FIELD + self.question.code

    @property
    def choices(self) -> list[tuple]:
        """(choice, whether it is chosen)."""
        return [(each, each.code in self.typed.codes) for each in self.offered.choices]

    @property
    def lines(self) -> list[list[tuple[str, str, str]]]:
        """Of a table: (name, label, what it says) of each cell, with room for more."""
        columns = self.offered.columns
        there = [*self.typed.cells, *[("",) * len(columns)] * BLANK_LINES][:MOST_LINES]
        return [
            [
                (f"{self.name}.{number}.{place}", label, line[place] if place < len(line) else "")
                for place, label in enumerate(columns)
            ]
            for number, line in enumerate(there)
        ]


@dataclass
class PageSent:
    """What a page sent back: the edits that can be kept, what stands in every field, and what is wrong with it.

    `gaps`: what can be kept, but not handed in like that.
    """

    edits: list[AnswerEdit] = field(default_factory=list)
    typed: dict[str, Typed] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()


def bases_of(page: AnswerPage, paper: Paper) -> str:
    """The hidden field of a page as it is shown."""
    bases = {each.code: base_at(paper, each, page.place(each)) for each in page.questions}
    return json.dumps(bases, separators=(",", ":"))


def read_page(page: AnswerPage, paper: Paper, data: QueryDict, *, confirms: bool) -> PageSent:
    """The whole page, or the questions named in `sent` alone. `confirms`: what the records say is answered with it.

    Answers to what is not asked are left as they were.
    """
    found, bases = (
        PageSent(seen=frozenset(filter(None, data.get(SEEN, "").split(",")))),
        _bases(data.get(BASES, "")),
    )
    sent = set(data[SENT].split(",")) if SENT in data else {each.code for each in page.questions}
    read: dict[str, Given] = {}
    for question in page.questions:
        if question.code not in sent or data.get(CHOICE + question.code) == "theirs":
            continue
        typed = found.typed[question.code] = _typed(question, data)
        try:
            read[question.code] = typed.as_given(paper.offered[question.code])
        except GivenError as error:
            found.faults[question.code] = str(error)
    found.asked = paper.asked_with(page.row, read) & {each.code for each in page.questions}
    for question in page.questions:
        if question.code not in found.asked:
            found.faults.pop(question.code, None)
        elif question.code in read:
            _take(page, paper, question, read[question.code], bases.get(question.code), found, confirms)
    return found


def _take(
    page: AnswerPage,
    paper: Paper,
    question: Question,
    given: Given,
    base: Base | None,
    found: PageSent,
    confirms: bool,
) -> None:
    if needs_words(paper.offered[question.code], given.codes, given.text):
        found.gaps[question.code] = NEEDS_WORDS
    base, place = base or blank_base(question), page.place(question)
    if base.question != question.pk:
        if not given.is_blank:
            found.faults[question.code] = CHANGED
    elif not base.says(given) or (confirms and place not in paper.stored and not given.is_blank):
        found.edits.append(AnswerEdit(question, page.row, given, base.version))


def boxes_of(page: AnswerPage, paper: Paper, sent: PageSent | None = None) -> list[AnswerBox]:
    """The page's questions: as stored or known, or as `sent` where that could not be kept."""
    typed, faults = (sent.typed, sent.gaps | sent.faults) if sent else ({}, {})
    asked = sent.asked if sent else page.asked
    return [
        AnswerBox(
            question,
            paper.offered[question.code],
            typed.get(question.code) or Typed.of(paper.shown(page.place(question))),
            question.code in asked,
            paper.is_unconfirmed(page.place(question)),
            json.dumps(page.conditions[question.code]) if question.code in page.conditions else "",
            "" if page.place(question) in paper.stored else paper.earlier.get(page.place(question), ""),
            (faults[question.code],) if question.code in faults else (),
        )
        for question in page.questions
    ]


def _typed(question: Question, data: QueryDict) -> Typed:
    name = FIELD + question.code
    if question.has_choices:
        codes = tuple(each for each in data.getlist(name) if each)
        return Typed(codes, clean(data.get(f"{name}.other", "")))
    if question.kind == QuestionKind.TABLE:
        lines = [
            tuple(clean(data.get(f"{name}.{line}.{place}", "")) for place in range(len(question.columns)))
            for line in range(MOST_LINES)
        ]
        return Typed(cells=tuple(line for line in lines if any(line)))
    return Typed(words=clean(data.get(name, "")))


def _bases(text: str) -> dict[str, Base]:
    """What makes no sense is left out, and its question counts as new."""
    try:
        sent = json.loads(text)
    except ValueError:
        return {}
    read = {code: read_base(base) for code, base in sent.items()} if isinstance(sent, Mapping) else {}
    return {code: base for code, base in read.items() if base is not None}
