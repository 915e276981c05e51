"""Letters that the office reads one after the other, and then sends all at once."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from ..access import requires
from ..lists import PagedRows
from ..models import Letter
from ..models.letter import LetterState
from ..outbox import read_batch, release_batch
from ..outbox.kinds import title_of
from ..outbox.office import readable_by
from ..registry import BatchElsewhere, batches_elsewhere
from ..workflow import StepRefused


@requires("kyodo.manage_letters")
def batch(request, batch):
    """The drafts of a batch in full, a page at a time; one button says that all on the page have been read."""
    counts = _counts(batch)
    readable = readable_by(request.user).filter(batch=batch)
    listing = PagedRows(request, readable.order_by("pk"))
    if request.method == "POST":
        only = [int(pk) for pk in request.POST.getlist("letter") if pk.isascii() and pk.isdigit()]
        own = list(readable.filter(pk__in=only).values_list("pk", flat=True))
        read = read_batch(batch, by=request.user, only=own)
        messages.success(request, f"{read}通を確かめました。")
        page = listing.page.next_page_number() if listing.page.has_next() else listing.page.number
        return redirect(f"{reverse('outbox_batch', args=[batch])}?page={page}")
    for each in listing.page.object_list:
        each.kind_title = title_of(each.kind)
    unread = [each for each in listing.page.object_list if _is_unread(each)]
    context = {
        "batch": batch,
        "listing": listing,
        "counts": counts,
        "unread": unread,
        "withheld": counts["all"] - listing.page.paginator.count,
        "elsewhere": _sent_elsewhere(batch),
    }
    return render(request, "kyodo/outbox/batch.html", context)


@requires("kyodo.manage_letters")
def release(request, batch):
    counts = _counts(batch)
    if elsewhere := _sent_elsewhere(batch):
        messages.error(request, elsewhere.why)
        return redirect(elsewhere.url)
    if request.method == "POST":
        try:
            released = release_batch(batch, by=request.user)
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"{released}通を送り始めました。")
        return redirect("outbox_batch", batch=batch)
    context = {"batch": batch, "counts": counts, "back_url": reverse("outbox_batch", args=[batch])}
    return render(request, "kyodo/outbox/release.html", context)


def _sent_elsewhere(batch: str) -> BatchElsewhere | None:
    """Where the batch goes out together with what it tells of, if it does."""
    return next(iter(batches_elsewhere.gather(batch)), None)


def _counts(batch: str) -> dict[str, int]:
    """How many letters of the batch there are, are drafts, are unread drafts, are held and were sent; 404 for none."""
    draft, ready = Q(state=LetterState.DRAFTED), [LetterState.READY, LetterState.SENDING, LetterState.SENT]
    counts = Letter.objects.filter(batch=batch).aggregate(
        all=Count("pk"),
        drafted=Count("pk", filter=draft),
        unread=Count("pk", filter=draft & Q(read_at__isnull=True)),
        held=Count("pk", filter=Q(state=LetterState.HELD)),
        released=Count("pk", filter=Q(state__in=ready)),
        failed=Count("pk", filter=Q(state=LetterState.FAILED)),
    )
    if not counts["all"]:
        raise Http404(batch)
    return counts


def _is_unread(letter: Letter) -> bool:
    return letter.state == LetterState.DRAFTED and letter.read_at is None
