"""What a form changes, kept between the preview and the button, and read again as if it came from outside."""

import json
from collections.abc import Iterable

from ..actions.answer_pages import AnswerEdit
from ..given import GivenError, compose, number_text
from ..models import Question, SurveyRow
from ..paper import Paper
from .planning import Change

LOST = "用紙の内容を読み直せません。もう一度、用紙を選んでください。"


def as_json(changes: Iterable[Change]) -> str:
    return json.dumps(
        [
            {
                "question": each.question.pk,
                "row": each.row.pk if each.row else None,
                "base": each.base_version,
                "codes": each.given.codes,
                "words": number_text(each.given.number) or each.given.text,
                "cells": each.given.cells,
            }
            for each in changes
        ],
        ensure_ascii=False,
    )


def edits_of(text: str, paper: Paper) -> list[AnswerEdit]:
    """`GivenError` for what is not the questionnaire's, or no answer to it."""
    questions = {each.pk: each for each in paper.questions}
    rows = {row.pk: row for row in paper.rows} | {None: None}
    try:
        return [
            _edit(paper, questions[each["question"]], rows[each["row"]], each) for each in json.loads(text)
        ]
    except GivenError:
        raise
    except (ValueError, KeyError, TypeError):
        raise GivenError(LOST) from None


def _edit(paper: Paper, question: Question, row: SurveyRow | None, kept: dict) -> AnswerEdit:
    said = {name: kept[name] for name in ("codes", "words", "cells")}
    return AnswerEdit(question, row, compose(paper.offered[question.code], **said), int(kept["base"]))
