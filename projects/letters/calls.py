"""Letters about calls: that one is out, that it changed; and about questions: asked, answered."""

from collections.abc import Iterator

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime
from organizations.models import Organization
from organizations.readers import runs_the_programmes, writes_for_a_group

from ..addressees import coordinators, writers_of
from ..enums import ProposalState
from ..models import Call, CallNotice, CallQuestion

PUBLISHED, CHANGED = "call_published", "call_changed"
ASKED, ANSWERED = "call_question_asked", "call_question_answered"
CALL = {"call": "募集の名前"}


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield LetterKind(
        PUBLISHED,
        "募集が始まるとき",
        "募集のお知らせ：{call}",
        "{recipient}\n\n「{call}」を公開しました。\n\n{summary}\n\n"
        "受付：{opens}から\n締切：{closes}\n\n条件・書類・審査の観点は、次のページにあります。\n{url}",
        {**CALL, "summary": "あらまし", "opens": "受付の始まり", "closes": "締切"},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        CHANGED,
        "書いている募集が変わったとき",
        "募集の変更：{call}",
        "{recipient}\n\n提案を書いている「{call}」が変わりました。\n\n{notice}\n\n{changes}\n\n{url}",
        {**CALL, "notice": "お知らせの文", "changes": "変わったところ"},
        samples={"changes": "・締切\n　前：令和8年7月31日 17:00\n　後：令和8年8月7日 17:00"},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        ASKED,
        "募集への質問が届いたとき",
        "質問が届きました：{call}",
        "{recipient}\n\n「{call}」に質問が届きました。\n\n{question}\n\n"
        "答えると、質問した団体の名前を出さずに公開されます。\n{url}",
        {**CALL, "question": "質問"},
        reaches=runs_the_programmes,
    )
    yield LetterKind(
        ANSWERED,
        "募集への質問に答えが出たとき",
        "質問にお答えしました：{call}",
        "{recipient}\n\n「{call}」について、お尋ねにお答えします。\n\n質問：{question}\n\n回答：{answer}\n\n"
        "この質問と回答は、団体の名前を出さずに、募集のページでも公開しています。\n{url}",
        {**CALL, "question": "公開した質問", "answer": "回答"},
        reaches=writes_for_a_group,
    )


def tell_published(call: Call, *, by) -> None:
    """To whoever writes for a registered group, once for each call."""
    groups = Organization.objects.registered().values_list("pk", flat=True)
    people = {person for found in writers_of(groups).values() for person in found}
    about = {
        "call": call.title,
        "summary": call.summary,
        "opens": format_datetime(call.opens_at),
        "closes": format_datetime(call.closes_at),
    }
    _write(PUBLISHED, people, about, _page_of(call), f"call-published:{call.pk}", by)


def tell_changed(notice: CallNotice, *, by) -> None:
    """To those who write a proposal in this call, or have handed one in that is not decided."""
    call = notice.call
    rows = call.proposals.filter(state__in=ProposalState.undecided())
    found = writers_of(rows.values_list("organization", flat=True).distinct())
    people = {person for each in found.values() for person in each}
    changes = [f"・{each['label']}\n　前：{each['before']}\n　後：{each['after']}" for each in notice.changes]
    about = {"call": call.title, "notice": notice.text, "changes": "\n".join(changes)}
    _write(CHANGED, people, about, _page_of(call), f"call-changed:{notice.pk}", by)


def tell_asked(question: CallQuestion, *, by) -> None:
    """To the office."""
    about = {"call": question.call.title, "question": question.text}
    url = reverse("projects:answer_question", args=[question.pk])
    _write(ASKED, coordinators(), about, url, f"call-question:{question.pk}", by)


def tell_answered(question: CallQuestion, *, by) -> None:
    """To the one person who asked; a new wording of the answer is told anew."""
    person = question.asked_by
    if person is None or not person.is_active:
        return
    about = {"call": question.call.title, "question": question.public_text, "answer": question.answer}
    key = f"call-answer:{question.pk}:{question.answered_at:%Y%m%d%H%M%S}"
    _write(ANSWERED, [person], about, f"{_page_of(question.call)}#questions", key, by)


def _write(kind: str, people, about: dict[str, str], url: str, key: str, by) -> None:
    letters = [LetterTo(person, about, url, f"{key}:{person.pk}") for person in people]
    if letters:
        write_letters(kind, letters, by=by)


def _page_of(call: Call) -> str:
    return reverse("projects:call", args=[call.pk])
