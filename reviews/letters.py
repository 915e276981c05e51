"""Letters about a survey: that it is sent, that it is due, that an answer came back, that it has closed.

A person gets one letter of a kind about a survey, however many 課 they answer for.
"""

import hashlib
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_date
from organizations.readers import works_in_a_division, writes_for_a_group

from .addressees import people_of
from .enums import RespondentState
from .models import Respondent, Survey

SENT, REMINDER, RETURNED, CLOSED = "survey_sent", "survey_reminder", "survey_returned", "survey_closed"
ABOUT = {"title": "調査の名前", "respondents": "回答する課・団体"}
DATED = {**ABOUT, "due": "回答の期限"}


def answers_surveys(user) -> bool:
    return works_in_a_division(user) or writes_for_a_group(user)


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield LetterKind(
        SENT,
        "実態調査の依頼",
        "回答のお願い：{title}",
        "{recipient}\n\n「{title}」の回答をお願いします。\n\n回答するところ：{respondents}\n期限：{due}\n\n"
        "ポータルが知っていることは、もう入っています。途中で保存して、続きから書けます。\n\n{url}",
        DATED,
        reaches=answers_surveys,
    )
    yield LetterKind(
        REMINDER,
        "実態調査の期限が近いとき",
        "回答がまだです：{title}",
        "{recipient}\n\n「{title}」の回答が、まだ出ていません。\n\n回答するところ：{respondents}\n期限：{due}\n\n"
        "行きちがいでもう出したときは、このままでかまいません。\n\n{url}",
        DATED,
        reaches=answers_surveys,
    )
    yield LetterKind(
        RETURNED,
        "実態調査の回答が戻ったとき",
        "回答を確かめてください：{title}",
        "{recipient}\n\n「{title}」の{respondents}の回答を、{office}がお戻ししました。\n\n理由：{reason}\n期限：{due}\n\n"
        "直して、もう一度出してください。書いたことは残っています。\n\n{url}",
        {**DATED, "reason": "戻した理由"},
        is_due=True,
        reaches=answers_surveys,
    )
    yield LetterKind(
        CLOSED,
        "実態調査を締め切ったとき",
        "締め切りました：{title}",
        "{recipient}\n\n「{title}」の受付を終えました。ご協力ありがとうございました。\n\n{respondents}\n\n{url}",
        {**ABOUT, "respondents": "課・団体と、回答したかどうか"},
        reaches=answers_surveys,
    )


def tell_sent(survey: Survey, respondents: QuerySet[Respondent], *, by) -> int:
    """Ask these for their answers; says how many letters. Whoever was asked about the same ones is not asked again."""
    asked = "-".join(str(pk) for pk in respondents.order_by("pk").values_list("pk", flat=True))
    about = hashlib.sha256(asked.encode()).hexdigest()[:12]
    key = f"{key_of(SENT, survey)}{_stands_since(survey)}:{about}"
    return _write(SENT, survey, respondents, _dated(survey), key, by=by)


def remind(survey: Survey, *, by=None) -> int:
    """Remind those who have not submitted, once a day at most. Says how many letters."""
    missing = survey.respondents.exclude(state=RespondentState.SUBMITTED)
    key = f"{key_of(REMINDER, survey)}{timezone.localdate():%Y%m%d}"
    return _write(REMINDER, survey, missing, _dated(survey), key, by=by)


def tell_returned(respondent: Respondent, *, reason: str, by) -> int:
    survey = respondent.survey
    rows = Respondent.objects.filter(pk=respondent.pk)
    return _write(RETURNED, survey, rows, {**_dated(survey), "reason": reason}, None, by=by)


def tell_closed(survey: Survey, *, by) -> int:
    key = f"{key_of(CLOSED, survey)}{_stands_since(survey)}"
    return _write(CLOSED, survey, survey.respondents.all(), {}, key, by=by, with_state=True)


def key_of(kind: str, survey: Survey) -> str:
    """How the keys of all letters of this kind about the survey begin: "survey-sent:12:"."""
    return f"{kind.replace('_', '-')}:{survey.pk}:"


def _stands_since(survey: Survey) -> str:
    """Since when it has been in its state: a survey that opens a second time asks a second time."""
    return f"{survey.state_changed_at or survey.created_at:%Y%m%d%H%M%S}"


def _dated(survey: Survey) -> dict[str, str]:
    return {"due": format_date(survey.due_on)}


def _write(
    kind: str,
    survey: Survey,
    respondents: QuerySet[Respondent],
    more: dict[str, str],
    key: str | None,
    *,
    by,
    with_state: bool = False,
) -> int:
    respondents = list(respondents.select_related("answers_through"))
    people = people_of(respondents)
    named: dict = {}
    for respondent in respondents:
        name = f"{respondent.name}（{respondent.get_state_display()}）" if with_state else respondent.name
        for person in people[respondent.pk]:
            named.setdefault(person, []).append(name)
    letters = [
        LetterTo(
            person,
            {"title": survey.title, "respondents": "、".join(names), **more},
            reverse("reviews:survey", args=[survey.code]),
            f"{key}:{person.pk}" if key else None,
        )
        for person, names in named.items()
    ]
    return len(write_letters(kind, letters, by=by)) if letters else 0
