"""Letters about 事前相談: asked for, referred to a 課, arranged, recorded, dropped."""

from collections.abc import Iterable

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime
from organizations.readers import runs_the_programmes, works_in_a_division, writes_for_a_group

from ..addressees import coordinators, impartial, people_of, writers_of
from ..models import Consultation
from .checking import PROPOSAL, about_proposal

ASKED, REFERRED, ARRANGED, RECORDED, DROPPED = (
    "consultation_asked",
    "consultation_referred",
    "consultation_arranged",
    "consultation_recorded",
    "consultation_dropped",
)
ABOUT = {**PROPOSAL, "group": "団体名", "wish": "相談したいこと"}


KINDS = (
    LetterKind(
        ASKED,
        "事前相談の申込み",
        "事前相談の申込みがありました：{title}",
        "{recipient}\n\n{group}から、「{title}」（{call}）の事前相談の申込みがありました。\n\n{wish}\n\n"
        "希望の方法：{way}\n都合のよい日時：{times}\n\n{url}",
        {**ABOUT, "way": "希望の方法", "times": "都合のよい日時"},
        reaches=runs_the_programmes,
    ),
    LetterKind(
        REFERRED,
        "事前相談への同席の依頼",
        "事前相談を、いっしょに聞いてください：{title}",
        "{recipient}\n\n{group}の「{title}」（{call}）の事前相談を、いっしょに聞いてください。下書きを読めます。\n\n"
        "{wish}\n\n{url}",
        ABOUT,
        reaches=works_in_a_division,
    ),
    LetterKind(
        ARRANGED,
        "事前相談の日時",
        "事前相談の日時が決まりました：{title}",
        "{recipient}\n\n「{title}」（{call}）の事前相談が決まりました。\n\n日時：{when}\n方法：{way}\n場所：{place}\n\n"
        "都合がわるくなったときは、早めに{office}へ知らせてください。\n\n{url}",
        {**PROPOSAL, "when": "相談の日時", "way": "方法", "place": "場所・接続先"},
        reaches=writes_for_a_group,
    ),
    LetterKind(
        RECORDED,
        "事前相談の結果",
        "事前相談の結果を書きました：{title}",
        "{recipient}\n\n「{title}」（{call}）の事前相談の結果を、次のページで読めます。\n\n{url}",
        PROPOSAL,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        DROPPED,
        "事前相談の取りやめ",
        "事前相談を取りやめました：{title}",
        "{recipient}\n\n「{title}」（{call}）の事前相談を、{office}が取りやめました。締切の前なら、もう一度申し込めます。\n\n{url}",
        PROPOSAL,
        reaches=writes_for_a_group,
    ),
)


@letter_kinds
def kinds() -> Iterable[LetterKind]:
    return KINDS


def tell_asked(consultation: Consultation, *, by) -> None:
    people = impartial(coordinators(), consultation.proposal.organization_id)
    more = {
        **_about(consultation),
        "way": consultation.get_way_display(),
        "times": consultation.wished_times or "指定なし",
    }
    _write(ASKED, people, consultation, more, by)


def tell_referred(consultation: Consultation, *, by) -> None:
    division = consultation.division_id
    people = impartial(people_of([division]).get(division, ()), consultation.proposal.organization_id)
    _write(REFERRED, people, consultation, _about(consultation), by)


def tell_arranged(consultation: Consultation, *, by) -> None:
    more = {
        "when": format_datetime(consultation.meets_at) if consultation.meets_at else "書面で返事をします",
        "way": consultation.get_way_display(),
        "place": consultation.place or "—",
    }
    _tell_group(ARRANGED, consultation, more, by)


def tell_recorded(consultation: Consultation, *, by) -> None:
    _tell_group(RECORDED, consultation, {}, by)


def tell_dropped(consultation: Consultation, *, by) -> None:
    _tell_group(DROPPED, consultation, {}, by)


def _about(consultation: Consultation) -> dict[str, str]:
    return {"group": consultation.proposal.organization.name, "wish": consultation.wish}


def _tell_group(kind: str, consultation: Consultation, more: dict, by) -> None:
    group = consultation.proposal.organization_id
    _write(kind, writers_of([group]).get(group, ()), consultation, more, by)


def _write(kind: str, people, consultation: Consultation, more: dict, by) -> None:
    url = reverse("projects:consultation", args=[consultation.pk])
    about = {**about_proposal(consultation.proposal), **more}
    write_letters(kind, [LetterTo(person, about, url) for person in people], by=by)
