"""The questionnaire as one respondent gets it: its pages, and what is asked on each with the answers so far.

A page is about one partner row, or about one section of what is asked of the respondent itself. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .enums import QuestionUnit
from .given import Given, QuestionOffered, in_words
from .models import Answer, Question, Respondent, SurveyRow
from .routing import Routed, Rule, asked_in

Place = tuple[str, int | None]  # code of the question, row (None: about the respondent)


@dataclass(frozen=True)
class AnswerPage:
    """`questions`: all that can come up here; `asked`: codes of those that are asked with the answers so far.

    `conditions`: code → the rules about answers given on this very page, as plain data.
    """

    key: str
    title: str
    row: SurveyRow | None
    questions: tuple[Question, ...]
    asked: frozenset[str]
    conditions: Mapping[str, tuple[dict, ...]] = field(default_factory=dict)

    @property
    def row_id(self) -> int | None:
        return self.row.pk if self.row else None

    def place(self, question: Question) -> Place:
        return question.code, self.row_id


@dataclass
class Paper:
    """Everything about one respondent's answers. `stored`, `known`: place → what was saved, what the records say.

    `earlier`: answers to versions of a question that are asked no more, in words.
    """

    respondent: Respondent
    questions: Sequence[Question]
    routed: Sequence[Routed]
    offered: Mapping[str, QuestionOffered]
    rows: Sequence[SurveyRow]
    stored: Mapping[Place, Answer]
    given: Mapping[Place, Given]
    known: Mapping[Place, Given]
    earlier: Mapping[Place, str] = field(default_factory=dict)

    def shown(self, place: Place) -> Given:
        """What the page says: the answer, or else what the records say."""
        return self.given[place] if place in self.given else self.known.get(place, Given())

    def words(self, place: Place) -> str | None:
        """What was saved here, or to the version before; None where nothing ever was."""
        if place in self.stored:
            return in_words(self.offered[place[0]], self.given[place])
        return self.earlier.get(place)

    def is_unconfirmed(self, place: Place) -> bool:
        """Whether it is only the records that say it."""
        return place not in self.stored and place in self.known

    @cached_property
    def pages(self) -> list[AnswerPage]:
        """In the questionnaire's order; all partner rows stand where the first question about them does."""
        own = self.asked_with(None, {})
        found = []
        for key, title, row, questions in self._units():
            asked = self.asked_with(row, {}) if row else own
            answers = self._chosen(None) | (self._chosen(row) if row else {})
            valid = {code: answers.get(code, ()) for code in own | asked}
            if page := self._page(key, title, row, questions, asked, valid):
                found.append(page)
        return found

    def page(self, key: str) -> AnswerPage | None:
        return next((each for each in self.pages if each.key == key), None)

    def asked_with(self, row: SurveyRow | None, typed: Mapping[str, Given]) -> frozenset[str]:
        """Codes of what is asked about this row (or the respondent), with these answers in place of those shown."""
        answers = self._chosen(None) | (self._chosen(row) if row else {})
        answers |= {code: given.codes for code, given in typed.items()}
        unit = QuestionUnit.PARTNER if row else QuestionUnit.RESPONDENT
        runs = row.runs if row else False
        asked = asked_in(self.routed, self.respondent.group, answers, runs=runs)
        return frozenset(each.code for each in asked if each.unit == unit)

    def _chosen(self, row: SurveyRow | None) -> dict[str, tuple[str, ...]]:
        """Code → chosen codes of all questions about this row, or about the respondent."""
        unit = QuestionUnit.PARTNER if row else QuestionUnit.RESPONDENT
        row_id = row.pk if row else None
        return {each.code: self.shown((each.code, row_id)).codes for each in self.routed if each.unit == unit}

    def _units(self) -> Iterator[tuple[str, str, SurveyRow | None, list[Question]]]:
        """(key, title, row, questions) of each page that there may be."""
        of_rows = [each for each in self.questions if each.unit == QuestionUnit.PARTNER]
        parts: dict[str, list[Question]] = {}
        for question in self.questions:
            if question.unit == QuestionUnit.RESPONDENT:
                parts.setdefault(question.section, []).append(question)
        own = [
            (f"part-{number}", section, None, questions)
            for number, (section, questions) in enumerate(parts.items(), start=1)
        ]
        first = of_rows[0].position if of_rows else 0
        before = [each for each in own if each[3][0].position < first]
        yield from before
        for row in self.rows if of_rows else ():
            yield f"row-{row.pk}", row.project_name or row.partner_name, row, of_rows
        yield from own[len(before) :]

    def _page(
        self,
        key: str,
        title: str,
        row: SurveyRow | None,
        questions: Iterable[Question],
        asked: frozenset[str],
        valid: Mapping[str, tuple[str, ...]],
    ) -> AnswerPage | None:
        """None where nothing can come up on it. `valid`: the answers that count, by code."""
        by_code = {each.code: each for each in self.routed}
        here: dict[str, tuple[dict, ...]] = {}
        for question in questions:
            rules = by_code[question.code].rules
            rest = [rule for rule in rules if rule.question not in here]
            runs = row.runs if row else False
            if all(rule.holds(self.respondent.group, valid, runs=runs) for rule in rest):
                here[question.code] = tuple(_as_data(rule) for rule in rules if rule.question in here)
        there = tuple(each for each in questions if each.code in here)
        conditions = {code: rules for code, rules in here.items() if rules}
        return AnswerPage(key, title, row, there, asked & set(here), conditions) if there else None


def as_given(answer: Answer | None) -> Given:
    """What a stored answer says; blank where there is none."""
    if answer is None:
        return Given()
    return Given(answer.chosen, answer.number, answer.text, tuple(map(tuple, answer.cells)))


def _as_data(rule: Rule) -> dict:
    kind = "any_of" if rule.any_of else "none_of"
    return {"question": rule.question, kind: sorted(rule.any_of or rule.none_of)}
