"""公表: what is still missing, the drafts of the letters, and the one button – now, or a time set ahead."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.models import Letter
from kyodo.models.letter import LetterState
from kyodo.wareki import format_datetime
from kyodo.workflow import StepRefused

from ..actions.release import cancel_release, draft_letters, release, show_rejected
from ..forms.deciding import ReleaseForm
from ..letters.results import batch_of
from ..models import Call
from ..queries.deciding import hindrances_of, sums_of
from .calls_seen import visible_call

RELEASE = "projects.release_decisions"


@require_http_methods(["GET", "POST"])
@acts_on(RELEASE, visible_call)
def call_release(request, call: Call):
    """The list of what has to be done first; when all is done, the button."""
    initial = {"rejected_shown": call.rejected_shown}
    form = ReleaseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            show_rejected(call, form.cleaned_data["rejected_shown"], by=request.user)
            released = release(call, at=form.cleaned_data["release_at"], by=request.user)
        except StepRefused as refused:
            form.add_error(None, refused)
        else:
            return _done(request, released)
    context = {
        "call": call,
        "form": form,
        "hindrances": [] if call.is_released else hindrances_of(call),
        "sums": sums_of(call),
        "letters": _letters(call),
        "batch": batch_of(call),
    }
    return render(request, "projects/deciding/release.html", context, status=422 if form.errors else 200)


def _done(request, call: Call):
    if call.is_released:
        messages.success(request, "結果を公表しました。通知を送っています。")
        return redirect("projects:results", call_id=call.pk)
    messages.success(request, f"{format_datetime(call.release_at)}に公表するように予約しました。")
    return redirect("projects:release", call_id=call.pk)


def _letters(call: Call) -> dict[str, int]:
    drafted = Q(state=LetterState.DRAFTED)
    return Letter.objects.filter(batch=batch_of(call)).aggregate(
        drafted=Count("pk", filter=drafted),
        unread=Count("pk", filter=drafted & Q(read_at__isnull=True)),
        held=Count("pk", filter=Q(state=LetterState.HELD)),
    )


@require_POST
@acts_on(RELEASE, visible_call)
def results_draft(request, call: Call):
    """Write the drafts of the letters, again where they were written before."""
    try:
        written = draft_letters(call, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"通知の下書きを{written}通作りました。読んで確かめてください。")
    return redirect("projects:release", call_id=call.pk)


@require_POST
@acts_on(RELEASE, visible_call)
def release_cancel(request, call: Call):
    """Take the time set ahead back."""
    try:
        cancel_release(call, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "公表の予約を取り消しました。決定を変えられます。")
    return redirect("projects:release", call_id=call.pk)
