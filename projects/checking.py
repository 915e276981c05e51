"""What the office sees beside a proposal while it checks: 応募の条件 next to the register, and what is next. Pure."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.wareki import as_date, format_date_short

from .enums import ProposalState
from .models import DivisionOpinion, Proposal, ProposalRemark
from .proposal_steps import NextStep
from .rulebook import Condition

S = ProposalState


@dataclass(frozen=True)
class ConditionRow:
    """One condition: what is asked, what the group answered, what the register knows ("" where it knows nothing)."""

    label: str
    asked: str
    answer: str
    known: str
    answer_falls_short: bool
    known_falls_short: bool
    remarks: tuple[ProposalRemark, ...] = ()


def condition_rows(
    conditions: Iterable[Condition], snapshot: dict, group, today: datetime.date
) -> list[ConditionRow]:
    """`conditions` as the call sets them, `snapshot` as handed in, `group` as the register has it today."""
    answers = {each["key"]: each for each in snapshot["conditions"]}
    return [_row(each, answers.get(each.key, {}), group, today) for each in conditions]


def _row(condition: Condition, answered: dict, group, today: datetime.date) -> ConditionRow:
    answer = answered.get("answer", "")
    number, known = _known(condition.unit, group, today)
    if condition.minimum is None:
        asked, short, known_short, known = "はい", answer == "いいえ", False, ""
    else:
        asked = f"{condition.minimum}{condition.unit}以上"
        short = _falls_short(_number(answer), condition.minimum)
        known_short = _falls_short(number, condition.minimum)
    shown = f"{answer}{condition.unit}" if answer and condition.minimum is not None else answer
    remarks = tuple(answered.get("remarks", ()))
    return ConditionRow(condition.label, asked, shown, known, short, known_short, remarks)


def _known(unit: str, group, today: datetime.date) -> tuple[int | None, str]:
    """What the register says that is counted in this unit, as a number and in words."""
    if unit == "人" and group.member_count is not None:
        return group.member_count, f"構成員 {group.member_count}人"
    if unit == "年" and group.established_on is not None:
        years = full_years(group.established_on, today)
        return years, f"設立 {format_date_short(group.established_on)}（{years}年）"
    return None, ""


def full_years(since: datetime.date, today: datetime.date) -> int:
    return max(0, today.year - since.year - ((today.month, today.day) < (since.month, since.day)))


def _number(text: str) -> int | None:
    found = re.match(r"\d+", text.replace(",", ""))
    return int(found[0]) if found else None


def _falls_short(number: int | None, minimum: int) -> bool:
    return number is not None and number < minimum


@dataclass(frozen=True)
class InChecking:
    """A proposal with all that its checking may wait for. `handed_in_at`: when its newest revision came."""

    proposal: Proposal
    remarks: tuple[ProposalRemark, ...]
    opinions: tuple[DivisionOpinion, ...]
    handed_in_at: datetime.datetime | None
    office: str
    now: datetime.datetime

    @property
    def has_checked_newest(self) -> bool:
        """Whether 応募の条件 were looked at since the proposal was last handed in."""
        checked_at = self.proposal.conditions_checked_at
        return checked_at is not None and (self.handed_in_at is None or checked_at >= self.handed_in_at)

    @property
    def open_remarks(self) -> list[ProposalRemark]:
        return [remark for remark in self.remarks if remark.settled_at is None]

    @property
    def unread_answer(self) -> ProposalRemark | None:
        return next((remark for remark in self.open_remarks if remark.answered_at), None)

    @property
    def awaited(self) -> list[DivisionOpinion]:
        return [opinion for opinion in self.opinions if opinion.answered_at is None]

    @property
    def is_ready(self) -> bool:
        """The same as `Proposal.objects.ready_for_screening`, of what was read."""
        return (
            self.proposal.state == S.CHECKING
            and self.has_checked_newest
            and self.proposal.conditions_met is True
            and not self.open_remarks
        )

    @property
    def fails_conditions(self) -> bool:
        """Found so since it was last handed in."""
        return (
            self.proposal.state == S.CHECKING
            and self.has_checked_newest
            and self.proposal.conditions_met is False
        )

    @property
    def is_overdue(self) -> bool:
        """Sent back, and not handed in again in time."""
        until = self.proposal.open_until
        return self.proposal.state == S.RETURNED and until is not None and until <= self.now

    @property
    def may_end_unscreened(self) -> bool:
        """Its way may end in a decision without a screening."""
        return self.fails_conditions or self.is_overdue

    def next_step(self) -> NextStep | None:
        """Who must do what before it can go on. None where it is not the checking that it waits for."""
        if self.proposal.state == S.SUBMITTED:
            return NextStep(self.office, "要件の確認を始めます。")
        if self.proposal.state == S.RETURNED:
            return self._returned()
        if self.proposal.state != S.CHECKING:
            return None
        if self.open_remarks:
            return self._asked()
        if not self.has_checked_newest:
            return NextStep(self.office, "応募の条件を確かめて、結果を書きます。")
        if self.fails_conditions:
            return NextStep(self.office, "条件を満たしていません。差し戻すか、不採択の決定に進みます。")
        if self.awaited:
            return self._opinions()
        return NextStep(self.office, "審査に進めます。")

    def _returned(self) -> NextStep:
        until = self.proposal.open_until
        if self.is_overdue:
            what = "期限までに出し直されませんでした。期限を延ばすか、不採択の決定に進みます。"
            return NextStep(self.office, what, until, True)
        return NextStep(self.proposal.organization.name, "指摘を直して、出し直します。", until)

    def _asked(self) -> NextStep:
        if self.unread_answer:
            return NextStep(self.office, "団体の答えを読んで、済みにします。")
        due = min((remark.due_at for remark in self.open_remarks if remark.due_at), default=None)
        late = due is not None and due <= self.now
        return NextStep(self.proposal.organization.name, "照会に答えます。", due, late)

    def _opinions(self) -> NextStep:
        names = "、".join(opinion.division.name for opinion in self.awaited)
        due = min(opinion.due_on for opinion in self.awaited)
        what = f"意見を書きます（期限 {format_date_short(due)}）。待たずに、審査に進めることもできます。"
        return NextStep(names, what, None, due < as_date(self.now))
