"""The outbox, as the office sees it: what waits, what failed, one letter, and a step of it."""

import datetime

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ..access import acts_on, requires
from ..filters import LETTER_SORTS, LetterFilter
from ..forms.letters import DropForm
from ..history import Event
from ..lists import ListPage
from ..models import Letter, ScheduledRun
from ..models.letter import LetterState, letter_workflow
from ..outbox import office, states
from ..outbox.kinds import title_of
from ..outbox.reasons import reason_of
from ..outbox.schedule import send_due_letters
from ..schedule import name_of
from ..workflow import StepRefused, changes_of

COUNTED = (LetterState.DRAFTED, LetterState.READY, LetterState.HELD, LetterState.FAILED)
CLOCK_STOOD = datetime.timedelta(minutes=10)
VERBS = {
    "read": office.read_letter,
    "release": office.release_letter,
    "hold": office.hold_letter,
    "resume": office.resume_letter,
    "retry": office.retry_letter,
    "drop": office.drop_letter,
}
QUESTIONS = {
    "read": "この通知の宛先と文を確かめましたか。",
    "release": "この通知を送ります。送ったあとは、取り消せません。",
    "hold": "この通知を、だれかが保留をやめるまで送りません。",
    "resume": "この通知を下書きに戻します。まだ送りません。",
    "retry": "この通知を、もう一度送ります。",
    "drop": "この通知を送らないことにします。あとで送ることはできません。",
}


@require_GET
@requires("kyodo.manage_letters")
def outbox(request):
    listing = ListPage(
        request, LetterFilter(request.GET, office.readable_by(request.user).defer("body")), LETTER_SORTS
    )
    for each in listing.page.object_list:
        each.kind_title = title_of(each.kind)
    context = {"listing": listing, "unit": "通知", "counts": _counts(), "clock_stands": _clock_stands()}
    return render(request, "kyodo/outbox/list.html", context)


def letter_in_outbox(user, pk):
    """Every letter, for whoever looks after them, but what they must not read yet; for others there is no outbox."""
    if not user.has_perm("kyodo.manage_letters"):
        return Letter.objects.none()
    rows = office.readable_by(user).filter(pk=pk)
    return rows.select_related("recipient", "created_by", "read_by", "digest")


@require_GET
@acts_on("kyodo.manage_letters", letter_in_outbox)
def letter(request, letter):
    context = {
        "letter": letter,
        "kind_title": title_of(letter.kind),
        "trouble": reason_of(letter.error),
        "steps": office.steps_for(letter, request.user),
        "events": _events(letter),
    }
    return render(request, "kyodo/outbox/letter.html", context)


def letter_for_step(user, pk, action):
    return letter_in_outbox(user, pk) if action in VERBS else Letter.objects.none()


@require_http_methods(["GET", "POST"])
@acts_on("kyodo.manage_letters", letter_for_step)
def step(request, letter):
    """A page that asks first (and for a reason where the table says so), then the step."""
    taken = letter_workflow.get(request.resolver_match.kwargs["action"])
    form = DropForm(request.POST or None) if taken.reason_required else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            VERBS[taken.action](letter, by=request.user, **(form.cleaned_data if form else {}))
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"「{taken.label}」を済ませました。")
        return redirect("outbox_letter", pk=letter.pk)
    context = {
        "letter": letter,
        "step": taken,
        "question": QUESTIONS[taken.action],
        "may_have_arrived": taken.action == "retry" and letter.error == states.FATE_UNKNOWN,
        "form": form,
        "back_url": reverse("outbox_letter", args=[letter.pk]),
    }
    return render(request, "kyodo/outbox/step.html", context, status=422 if form and form.errors else 200)


def _counts() -> list[tuple[LetterState, int]]:
    """How many letters want somebody's eye, by state."""
    rows = Letter.objects.filter(state__in=COUNTED).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return [(state, found.get(state.value, 0)) for state in COUNTED]


def _clock_stands() -> bool:
    """Whether nobody has run the schedule of late: then nothing is tried again, and no reminder goes out."""
    row = ScheduledRun.objects.filter(name=name_of(send_due_letters)).first()
    return row is None or row.ran_at is None or row.ran_at < timezone.now() - CLOCK_STOOD


def _events(letter: Letter) -> list[Event]:
    """What became of the letter, newest first."""
    events = [
        Event(
            change.at,
            str(change.by or "自動"),
            letter_workflow.get(change.action).label,
            reason=change.reason,
        )
        for change in changes_of(letter)
    ]
    if letter.state == LetterState.FAILED:
        events.append(Event(letter.state_changed_at or letter.created_at, "自動", "送れませんでした"))
    if letter.sent_at:
        events.append(Event(letter.sent_at, "自動", "メールサーバーに渡しました"))
    events.append(Event(letter.created_at, str(letter.created_by or "自動"), "書きました"))
    return sorted(events, key=lambda event: event.at, reverse=True)
