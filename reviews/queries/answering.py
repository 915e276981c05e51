"""What the pages on which somebody answers read: the whole paper of one respondent, and how far it is."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ..enums import QuestionUnit, SurveyState
from ..given import Given, QuestionOffered, in_words
from ..known import known_about_respondent, known_about_row
from ..models import Answer, Question, Respondent, SurveyRow
from ..paper import AnswerPage, Paper, Place, as_given
from .surveys import offered, own_respondent, questions_of, routed


def answerable(user, pk: int) -> QuerySet[Respondent]:
    """The one respondent for which this person answers, once its survey has been sent."""
    return own_respondent(user, pk).exclude(survey__state=SurveyState.PREPARING)


def paper_of(respondent: Respondent) -> Paper:
    """Everything on one respondent's pages: five queries however many rows, and two where a question was replaced."""
    questions = questions_of(respondent.survey)
    by_code = {question.code: offered(question) for question in questions}
    partner = "partner__project_year"
    rows = list(respondent.rows.select_related(f"{partner}__project", f"{partner}__form"))
    answers = list(respondent.answers.select_related("question", "updated_by").order_by("question__version"))
    stored = {_place(each): each for each in answers if each.question.replaced_by_id is None}
    return Paper(
        respondent,
        questions,
        [routed(question) for question in questions],
        by_code,
        rows,
        stored,
        {place: as_given(answer) for place, answer in stored.items()},
        _known(respondent, questions, by_code, rows),
        _earlier(answers),
    )


def _place(answer: Answer) -> Place:
    return answer.question.code, answer.row_id


def _known(
    respondent: Respondent,
    questions: Sequence[Question],
    by_code: Mapping[str, QuestionOffered],
    rows: Sequence[SurveyRow],
) -> dict[Place, Given]:
    """What the records say, where they say anything."""
    found: dict[Place, Given] = {}
    for question in questions:
        if not question.source:
            continue
        asked = by_code[question.code]
        if question.unit == QuestionUnit.RESPONDENT:
            found[question.code, None] = known_about_respondent(question.source, asked, respondent)
            continue
        for row in rows:
            found[question.code, row.pk] = known_about_row(question.source, asked, row.partner)
    return {place: given for place, given in found.items() if not given.is_blank}


def _earlier(answers: Sequence[Answer]) -> dict[Place, str]:
    """What was answered to versions that are asked no more, in the words of their time; the newest of them."""
    old = [each for each in answers if each.question.replaced_by_id is not None and not each.is_blank]
    if not old:
        return {}
    asked = Question.objects.filter(pk__in={each.question_id for each in old}).prefetch_related("choices")
    words = {question.pk: offered(question) for question in asked}
    return {_place(each): in_words(words[each.question_id], as_given(each)) for each in old}


@dataclass(frozen=True)
class PageProgress:
    """One page as the list of pages shows it. `unconfirmed`: what only the records say so far."""

    number: int
    page: AnswerPage
    asked: int
    answered: int
    unconfirmed: int
    who: str
    at: datetime.datetime | None

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked


@dataclass(frozen=True)
class Progress:
    """How far a respondent is: its pages, and the questions answered of those asked."""

    paper: Paper
    pages: tuple[PageProgress, ...]

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.pages)

    @property
    def answered(self) -> int:
        return sum(each.answered for each in self.pages)

    @property
    def unconfirmed(self) -> int:
        return sum(each.unconfirmed for each in self.pages)

    @property
    def complete_count(self) -> int:
        return sum(each.is_complete for each in self.pages)

    @property
    def next_page(self) -> PageProgress | None:
        """Where to write on: the first page on which nobody has said anything yet."""
        return next((each for each in self.pages if each.at is None and not each.is_complete), None)

    @property
    def writers(self) -> list[str]:
        """Everybody who has written, in the order of the pages."""
        people = {str(each.updated_by): None for each in self.paper.stored.values() if each.updated_by}
        return list(people)


def progress_of(paper: Paper) -> Progress:
    pages = (_page_progress(number, page, paper) for number, page in enumerate(paper.pages, start=1))
    return Progress(paper, tuple(pages))


def _page_progress(number: int, page: AnswerPage, paper: Paper) -> PageProgress:
    places = [page.place(question) for question in page.questions if question.code in page.asked]
    stored = [paper.stored[place] for place in places if place in paper.stored]
    last = max(stored, key=lambda answer: answer.updated_at, default=None)
    return PageProgress(
        number,
        page,
        asked=len(places),
        answered=sum(not answer.is_blank for answer in stored),
        unconfirmed=sum(paper.is_unconfirmed(place) for place in places),
        who=str(last.updated_by or "") if last else "",
        at=last.updated_at if last else None,
    )
