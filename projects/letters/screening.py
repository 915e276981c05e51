"""Letters to reviewers: what was assigned, what is due soon, what is late. Their invitation is an own template."""

from collections.abc import Mapping

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime

from ..models import Assignment, Call, PanelMember, ScreeningStage
from ..rules.screening import is_reviewer

INVITATION, ASSIGNED = "panel_invitation", "screening_assigned"
REMINDER, NUDGE = "screening_reminder", "screening_nudge"
OPEN_DUE = "決まりしだいお知らせします"
PLACEHOLDERS = {"call": "募集の名前", "count": "提案の件数", "due": "採点の期限"}
SAMPLES = {"call": "令和8年度の募集", "count": "5", "due": "令和8年（2026年）11月30日 17:00"}


@letter_kinds
def screening_letters():
    yield LetterKind(INVITATION, "審査委員への招待", is_due=True, reaches=is_reviewer)
    yield LetterKind(
        ASSIGNED,
        "提案の割当て",
        "審査をお願いする提案があります（{call}）",
        "{recipient}\n\n「{call}」で、{count}件の提案の審査をお願いします。\n"
        "はじめに、提案した団体との利害関係を提案ごとに申し出てください。そのあと、提案を読んで点を付けられます。\n\n"
        "採点の期限：{due}\n{url}",
        PLACEHOLDERS,
        samples=SAMPLES,
        reaches=is_reviewer,
    )
    yield LetterKind(
        REMINDER,
        "採点の期限が近いとき",
        "採点の期限が近づいています（{call}）",
        "{recipient}\n\n「{call}」で、採点の終わっていない提案が{count}件あります。\n\n採点の期限：{due}\n{url}",
        PLACEHOLDERS,
        samples=SAMPLES,
        reaches=is_reviewer,
    )
    yield LetterKind(
        NUDGE,
        "採点の催促",
        "採点をお待ちしています（{call}）",
        "{recipient}\n\n「{call}」で、採点の終わっていない提案が{count}件あります。お早めに採点をお願いします。\n\n"
        "採点の期限：{due}\n{url}\n\nお困りのことがあれば、{office}へお知らせください。",
        PLACEHOLDERS,
        samples=SAMPLES,
        reaches=is_reviewer,
    )


def tell_assigned(call: Call, counts: Mapping[int, int], *, by) -> None:
    """Tell reviewers (ids) how many proposals they were given; each at most once a day."""
    stage = call.stages.filter(closed_at__isnull=True).order_by("number").first()
    today = f"{timezone.localdate():%Y%m%d}"
    _write(ASSIGNED, call, stage, counts, lambda member: f"assigned:{member.pk}:{today}", by)


def nudge(stage: ScreeningStage, counts: Mapping[int, int], *, by) -> list[int]:
    """Ask reviewers (ids) for the scores that they still owe, each at most once a day; the ids of those written to."""
    today = f"{timezone.localdate():%Y%m%d}"
    keys = {f"nudge:{pk}:{today}": pk for pk in counts}
    written = _write(NUDGE, stage.call, stage, counts, lambda member: f"nudge:{member.pk}:{today}", by)
    return [keys[letter.key] for letter in written]


def waiting_by_member(stage: ScreeningStage) -> dict[int, int]:
    """Reviewer id → how many proposals wait for them in this stage."""
    rows = Assignment.objects.waiting_in(stage).order_by().values_list("member")
    return dict(rows.annotate(count=Count("pk")))


def remind(stage: ScreeningStage, days: int) -> int:
    """Tell whoever is not done that the scoring ends in so many days, once for each due moment. Says how many."""
    due = f"{timezone.localtime(stage.due_at):%Y%m%d%H%M}"
    waiting = waiting_by_member(stage)
    return len(
        _write(
            REMINDER,
            stage.call,
            stage,
            waiting,
            lambda member: f"reminder:{stage.pk}:{member.pk}:{days}:{due}",
        )
    )


def _write(kind: str, call: Call, stage: ScreeningStage | None, counts: Mapping[int, int], key, by=None):
    members = PanelMember.objects.filter(pk__in=counts, user__isnull=False).select_related("user")
    due = format_datetime(stage.due_at) if stage and stage.due_at else OPEN_DUE
    url = reverse("projects:reviews")
    letters = [
        LetterTo(member.user, {"call": call.title, "count": counts[member.pk], "due": due}, url, key(member))
        for member in members
    ]
    return write_letters(kind, letters, by=by)
