"""A call's life: made from its programme, written, published, changed with a notice, closed, screened, ended.

What its readers have once seen changes only together with a dated `CallNotice` that says what was and what is.
"""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import EditConflict
from kyodo.fiscal_year import FiscalYear
from kyodo.wareki import format_datetime
from kyodo.workflow import StepRefused, move

from ..call_gaps import gaps_of
from ..call_parts import PERIOD, Part, changeable_parts
from ..call_values import OWN_ROWS, STAGE_DUES, fingerprint, values_of
from ..call_words import WordChange, changes_between
from ..enums import CallState, ProposalState
from ..letters.calls import tell_changed, tell_published
from ..models import Call, CallNotice, Programme
from ..rulebook import RULES, faults_of
from ..sections import SectionsError, sections_of
from .call_rows import set_categories, set_criteria, set_stage_due

COPIED = ("origins", "theme_kinds", "conditions", "papers", "sections", "schedule", "needs_vote")
SUMMARY_LENGTH = Call._meta.get_field("summary").max_length


@transaction.atomic
def create_call(
    programme: Programme, *, fiscal_year: int, by, title: str = "", project_year: int | None = None
) -> Call:
    """A draft call of one 年度 with the programme's rules of today: changing the programme later changes no call."""
    call = Call(
        programme=programme,
        fiscal_year=fiscal_year,
        project_year=project_year or fiscal_year + 1,
        title=title or f"{FiscalYear(fiscal_year).short_label}　{programme.name}",
        summary=programme.purpose[:SUMMARY_LENGTH],
        body=programme.audience,
        **{name: getattr(programme, name) for name in COPIED},
    )
    call._history_user = by
    call.save()
    values = values_of(programme)
    check_rules(values)
    set_categories(call=call, rules=RULES["categories"].read(values["categories"]), by=by)
    set_criteria(call=call, rows=values["criteria"], by=by)
    return call


@transaction.atomic
def change_call(
    call: Call, *, part: Part, values: Mapping[str, object], base: str, by, notice: str = ""
) -> list[WordChange]:
    """Write one part of a call. Returns what reads otherwise now.

    `base`: the part's `fingerprint` that the writer started from; `EditConflict` where it moved on. A call that is out
    changes with a `notice` alone. Raises `StepRefused` where the part may not change any more, and `ValidationError`
    where the rules make no sense.
    """
    current = _locked(call)
    if part not in changeable_parts(current.state):
        raise StepRefused(
            f"いまの状態（{current.get_state_display()}）では、「{part.title}」は変えられません。"
        )
    stored = values_of(current)
    if fingerprint(stored, part) != base:
        raise EditConflict(current)
    check_rules(values)
    check_period(current, values)
    changes = changes_between(stored, {**stored, **values})
    is_out = current.state != CallState.DRAFT
    if is_out and changes and not notice.strip():
        raise ValidationError("変更のお知らせを書いてください。", code="notice")
    _write(current, values, by)
    if is_out and changes:
        tell_of_change(current, notice, changes, by=by)
    return changes


@transaction.atomic
def extend_deadline(call: Call, *, closes_at: datetime.datetime, notice: str, by) -> CallNotice:
    """A later closing moment for everybody; also after the closing, as long as the screening has not begun."""
    current = _locked(call)
    if current.state != CallState.PUBLISHED or closes_at <= max(current.closes_at, timezone.now()):
        raise ValidationError("いまの締切より後で、これからの日時にしてください。", code="closes_at")
    values = {"opens_at": current.opens_at, "closes_at": closes_at}
    base = fingerprint(values_of(current), PERIOD)
    change_call(current, part=PERIOD, values=values, base=base, notice=notice, by=by)
    return current.notices.latest("at", "pk")


@transaction.atomic
def publish_call(call: Call, *, by) -> Call:
    """Show it to everybody. `ValidationError` names what it cannot be published without."""
    current = _locked(call)
    now = timezone.now()
    gaps = gaps_of(values_of(current), now=now, themes=current.themes.published().count())
    if blocking := [gap.message for gap in gaps if gap.blocks]:
        raise ValidationError(blocking, code="gaps")
    move(call, "publish", by=by, published_at=now)
    tell_published(call, by=by)
    return call


@transaction.atomic
def start_screening(call: Call, *, by) -> Call:
    """From now on nothing is handed in. Never before the closing: it would take the deadline from the groups."""
    closes_at = _locked(call).closes_at
    if closes_at is not None and timezone.now() < closes_at:
        raise StepRefused(f"締切（{format_datetime(closes_at)}）を過ぎてから始められます。")
    return move(call, "screen", by=by)


@transaction.atomic
def end_call(call: Call, *, by) -> Call:
    """The call is over: its results are out, or nobody proposed anything."""
    current = _locked(call)
    waiting = current.proposals.filter(state__in=ProposalState.undecided()).exclude(state=ProposalState.DRAFT)
    if waiting.exists():
        raise StepRefused("決定していない提案があります。結果を出してから終了にします。")
    if current.state == CallState.PUBLISHED and timezone.now() < current.closes_at:
        raise StepRefused("受付中です。やめるときは「中止にする」を選びます。")
    return move(call, "end", by=by)


@transaction.atomic
def cancel_call(call: Call, *, by, reason: str) -> Call:
    """Stop it, with a reason. Those who have read of it read the reason as a notice."""
    was = CallState(_locked(call).state)
    move(call, "cancel", by=by, reason=reason)
    if was != CallState.DRAFT:
        tell_of_change(call, reason, [WordChange("状態", was.label, CallState.CANCELLED.label)], by=by)
    return call


def tell_of_change(call: Call, text: str, changes: list[WordChange], *, by) -> CallNotice:
    """The dated notice that goes with a change of what is out, on the call's page and to those who write for it."""
    notice = CallNotice.objects.create(
        call=call,
        text=text.strip(),
        changes=[change.as_data() for change in changes],
        at=timezone.now(),
        by=by,
    )
    tell_changed(notice, by=by)
    return notice


def check_rules(values: Mapping[str, object]) -> None:
    """`ValidationError` where a list of rules makes no sense. The forms say the same at the field."""
    messages = []
    for name in RULES.keys() & values.keys():
        rows = [{part: value for part, value in row.items() if part != "id"} for row in values[name]]
        messages += [fault.message for fault in faults_of(RULES[name].read(rows))]
    try:
        sections_of(values.get("sections", ()))
    except SectionsError as error:
        messages.append(str(error))
    if messages:
        raise ValidationError(messages)


def check_period(call: Call, values: Mapping[str, object]) -> None:
    """`ValidationError` by field where the two moments make no sense, or take from the groups what they were told."""
    if "opens_at" not in values:
        return
    opens_at, closes_at = values["opens_at"], values["closes_at"]
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise ValidationError({"closes_at": "締切は、受付の始まりより後にしてください。"})
    if call.state == CallState.DRAFT:
        return
    if opens_at is None or closes_at is None:
        raise ValidationError({"closes_at": "公開した募集には、受付の始まりと締切が必要です。"})
    if call.opens_at > timezone.now():
        return
    if _minute(opens_at) != _minute(call.opens_at):
        raise ValidationError({"opens_at": "もう受付が始まっているので、変えられません。"})
    if _minute(closes_at) < _minute(call.closes_at):
        raise ValidationError({"closes_at": "受付が始まったあとは、締切を早められません。"})


def _minute(moment: datetime.datetime) -> datetime.datetime:
    """As the form shows it: seconds that came from elsewhere are nobody's change."""
    return moment.replace(second=0, microsecond=0)


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)


def _write(call: Call, values: Mapping[str, object], by) -> None:
    for name, value in values.items():
        if name == "categories":
            set_categories(call=call, rules=RULES[name].read(value), by=by)
        elif name == "criteria":
            set_criteria(call=call, rows=value, by=by)
        elif name in STAGE_DUES:
            set_stage_due(call=call, number=STAGE_DUES[name], due_at=value, by=by)
        else:
            setattr(call, name, value)
    call.version += 1
    call._history_user = by
    call.save(update_fields=[*(name for name in values if name not in OWN_ROWS), "version", "updated_at"])
