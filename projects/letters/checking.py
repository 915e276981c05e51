"""Letters about checking a proposal: sent back, asked about, reopened; and about the opinions of 課."""

from collections.abc import Iterable

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_date, format_datetime
from organizations.readers import runs_the_programmes, works_in_a_division, writes_for_a_group

from ..addressees import coordinators, impartial, people_of, writers_of
from ..models import DivisionOpinion, Proposal, ProposalRemark

RETURNED, QUESTION, ANSWERED, REOPENED = (
    "proposal_returned",
    "proposal_question",
    "question_answered",
    "proposal_reopened",
)
OPINION = "opinion_asked"
PROPOSAL = {"title": "事業名", "call": "募集の名前"}
UNTIL = {"until": "期限"}


KINDS = (
    LetterKind(
        RETURNED,
        "提案の差戻し",
        "直して出し直してください：{title}",
        "{recipient}\n\n「{title}」（{call}）を確かめました。直してほしいところがあります。\n\n{reason}\n\n{remarks}\n\n"
        "{until}までに直して、出し直してください。指摘は、提案のページの同じ項目にも出ています。\n\n{url}",
        {**PROPOSAL, **UNTIL, "reason": "全体の理由", "remarks": "項目ごとの指摘"},
        is_due=True,
        samples={"remarks": "・事業の目的：だれの困りごとかを書いてください。"},
        reaches=writes_for_a_group,
    ),
    LetterKind(
        QUESTION,
        "提案への照会",
        "提案についてお尋ねします：{title}",
        "{recipient}\n\n「{title}」（{call}）について、{office}からお尋ねします。\n\n{field}\n{question}\n\n"
        "{until}までに、次のページで答えてください。提案書を直す必要はありません。\n\n{url}",
        {**PROPOSAL, **UNTIL, "field": "項目", "question": "聞きたいこと"},
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        ANSWERED,
        "照会の答え",
        "照会の答えが届きました：{title}",
        "{recipient}\n\n「{title}」（{call}）への照会に、団体から答えが届きました。\n\n項目：{field}\n\n{url}",
        {**PROPOSAL, "field": "項目"},
        reaches=runs_the_programmes,
    ),
    LetterKind(
        REOPENED,
        "締切のあとの受け付け",
        "{until}まで出せます：{title}",
        "{recipient}\n\n「{title}」（{call}）を、{until}まで受け付けることにしました。\n\n理由：{reason}\n\n"
        "書いたものは、そのまま残っています。次のページから続けてください。\n\n{url}",
        {**PROPOSAL, **UNTIL, "reason": "延ばした理由"},
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        OPINION,
        "課への意見の依頼",
        "提案への意見をお願いします：{title}",
        "{recipient}\n\n「{title}」（{call}、{group}）について、{division}の意見をお願いします。\n\n{request}\n\n"
        "{until}までに、次のページで答えてください。\n\n{url}",
        {**PROPOSAL, **UNTIL, "group": "団体名", "division": "課の名前", "request": "聞きたいこと"},
        reaches=works_in_a_division,
    ),
)


@letter_kinds
def kinds() -> Iterable[LetterKind]:
    return KINDS


def tell_returned(proposal: Proposal, *, reason: str, remarks: Iterable[tuple[str, str]], by) -> None:
    """`remarks`: (what the field is called, what is to be mended there)."""
    lines = "\n".join(f"・{label}：{text}" for label, text in remarks)
    more = {"reason": reason, "remarks": lines, "until": format_datetime(proposal.open_until)}
    _tell_group(RETURNED, proposal, more, reverse("projects:proposal", args=[proposal.pk]), by)


def tell_question(remark: ProposalRemark, *, field: str, by) -> None:
    more = {"field": field, "question": remark.text, "until": format_datetime(remark.due_at)}
    _tell_group(QUESTION, remark.proposal, more, answer_url(remark), by)


def tell_reopened(proposal: Proposal, *, reason: str, by) -> None:
    more = {"reason": reason, "until": format_datetime(proposal.open_until)}
    _tell_group(REOPENED, proposal, more, reverse("projects:proposal", args=[proposal.pk]), by)


def tell_answered(remark: ProposalRemark, *, field: str, by) -> None:
    """The office reads the answer in its place."""
    proposal = remark.proposal
    url = f"{reverse('projects:check_proposal', args=[proposal.pk])}#remark-{remark.pk}"
    people = impartial(coordinators(), proposal.organization_id)
    about = {**about_proposal(proposal), "field": field}
    write_letters(ANSWERED, [LetterTo(person, about, url) for person in people], by=by)


def tell_opinions_asked(opinions: Iterable[DivisionOpinion], *, by) -> None:
    write_letters(OPINION, opinion_letters(opinions), by=by)


def opinion_letters(opinions: Iterable[DivisionOpinion], key=None) -> list[LetterTo]:
    """One letter to everybody who answers for each opinion's 課; `key` is a function of the opinion."""
    opinions = list(opinions)
    people = people_of(opinion.division_id for opinion in opinions)
    return [
        LetterTo(
            person,
            _about_opinion(opinion),
            reverse("projects:opinion", args=[opinion.pk]),
            f"{key(opinion)}:{person.pk}" if key else None,
        )
        for opinion in opinions
        for person in people.get(opinion.division_id, ())
    ]


def _about_opinion(opinion: DivisionOpinion) -> dict[str, str]:
    return {
        **about_proposal(opinion.proposal),
        "group": opinion.proposal.organization.name,
        "division": opinion.division.name,
        "request": opinion.request,
        "until": format_date(opinion.due_on),
    }


def about_proposal(proposal: Proposal) -> dict[str, str]:
    return {"title": str(proposal), "call": proposal.call.title}


def answer_url(remark: ProposalRemark) -> str:
    return reverse("projects:answer_remark", args=[remark.proposal_id, remark.pk])


def _tell_group(kind: str, proposal: Proposal, more: dict, url: str, by) -> None:
    people = writers_of([proposal.organization_id]).get(proposal.organization_id, ())
    about = {**about_proposal(proposal), **more}
    write_letters(kind, [LetterTo(person, about, url) for person in people], by=by)
