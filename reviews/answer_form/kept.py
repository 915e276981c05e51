"""What a form changes, kept between the preview and the button, and read again as if it came from outside."""

import json
from collections.abc import Iterable

from ..actions.answer_pages import AnswerEdit
from ..enums import QuestionKind
from ..given import Given, GivenError, choose, count, lay_out, number_text, tell
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
                "number": number_text(each.given.number),
                "text": each.given.text,
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
            AnswerEdit(
                questions[each["question"]],
                rows[each["row"]],
                _given(paper, questions[each["question"]], each),
                int(each["base"]),
            )
            for each in json.loads(text)
        ]
    except GivenError:
        raise
    except (ValueError, KeyError, TypeError):
        raise GivenError(LOST) from None


def _given(paper: Paper, question, kept: dict) -> Given:
    offered = paper.offered[question.code]
    if offered.kind in QuestionKind.with_choices():
        return choose(offered, kept["codes"], words=kept["text"])
    if offered.kind == QuestionKind.NUMBER:
        return count(kept["number"])
    if offered.kind == QuestionKind.TABLE:
        return lay_out(offered, kept["cells"])
    return tell(kept["text"])
