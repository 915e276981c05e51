"""What is still open in a respondent's answers before they are handed in. Pure."""

from dataclasses import dataclass

from .given import QuestionOffered
from .models import Question
from .paper import AnswerPage, Paper


@dataclass(frozen=True)
class Gap:
    """One question that is open: left open (`is_fault` False), only known from the records, or not to be handed in."""

    page: AnswerPage
    question: Question
    message: str
    is_fault: bool = False
    is_unconfirmed: bool = False


def needs_words(question: QuestionOffered, codes, text: str) -> bool:
    """Whether その他 was chosen and not said what."""
    return bool({each.code for each in question.choices if each.is_other} & set(codes)) and not text


def gaps_of(paper: Paper) -> list[Gap]:
    """In the order of the pages."""
    asked = (
        (page, question) for page in paper.pages for question in page.questions if question.code in page.asked
    )
    return [gap for page, question in asked if (gap := _gap(paper, page, question))]


def _gap(paper: Paper, page: AnswerPage, question: Question) -> Gap | None:
    place = page.place(question)
    given = paper.shown(place)
    if paper.is_unconfirmed(place):
        return Gap(page, question, "記録のままです", is_unconfirmed=True)
    if given.is_blank:
        message = "必ず答える設問です" if question.is_required else "答えがありません"
        return Gap(page, question, message, is_fault=question.is_required)
    if needs_words(paper.offered[question.code], given.codes, given.text):
        return Gap(page, question, "「その他」の内容がありません", is_fault=True)
    return None
