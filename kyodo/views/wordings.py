"""The office words the letters of each kind."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from ..access import requires
from ..conflicts import EditConflict, differences, take_choices
from ..drafts import discard_draft, find_draft, restore
from ..forms.letters import WordingForm
from ..history import history_of
from ..models import LetterWording
from ..outbox.kinds import all_kinds
from ..outbox.wording import placeholders_of, preview
from ..outbox.words import FIRST_VERSION, reset_wording, save_wording


@requires("kyodo.manage_letters")
def wordings(request):
    own = set(LetterWording.objects.exclude(body="").values_list("kind", flat=True))
    rows = [(kind, kind.key in own) for kind in all_kinds().values() if kind.body]
    return render(request, "kyodo/outbox/wordings.html", {"rows": rows})


@requires("kyodo.manage_letters")
def wording(request, kind):
    """One kind's words: looked at with samples, or kept."""
    chosen = _worded(kind)
    stored = LetterWording.objects.filter(kind=kind).first() or LetterWording(kind=kind)
    if request.method != "POST":
        draft = find_draft(request.user, _draft_key(kind))
        form = restore(WordingForm, draft, instance=stored) if draft else WordingForm(instance=stored)
        base = draft.base_version if draft and draft.base_version else stored.version
        return _page(request, chosen, stored, form, base_version=base, draft=draft)
    base = _number(request.POST.get("base_version"))
    form = WordingForm(take_choices(request.POST, WordingForm, stored), instance=LetterWording(kind=kind))
    if not form.is_valid():
        return _page(request, chosen, stored, form, base_version=base, status=422)
    if "preview" in request.POST:
        return _page(request, chosen, stored, form, base_version=base)
    try:
        save_wording(kind, **form.cleaned_data, base_version=base, by=request.user)
    except EditConflict as conflict:
        found = differences(form, conflict.current)
        now = conflict.current.version
        return _page(request, chosen, stored, form, base_version=now, differences=found, status=422)
    discard_draft(request.user, _draft_key(kind))
    messages.success(request, f"「{chosen.title}」の文を保存しました。次に書く通知から使います。")
    return redirect("wordings")


@requires("kyodo.manage_letters")
def reset(request, kind):
    """標準の文に戻す."""
    chosen = _worded(kind)
    if request.method == "POST":
        reset_wording(kind, by=request.user)
        discard_draft(request.user, _draft_key(kind))
        messages.success(request, f"「{chosen.title}」を標準の文に戻しました。")
        return redirect("wording", kind=kind)
    context = {"kind": chosen, "back_url": reverse("wording", args=[kind])}
    return render(request, "kyodo/outbox/wording_reset.html", context)


def _page(request, kind, stored, form, *, status=200, **more):
    subject, body = _typed(form, kind)
    context = {
        "kind": kind,
        "form": form,
        "wording": stored,
        "preview": preview(kind, subject, body),
        "placeholders": [(f"{{{name}}}", meaning) for name, meaning in placeholders_of(kind).items()],
        "events": history_of(stored) if stored.pk else [],
        "draft_key": _draft_key(kind.key),
        **more,
    }
    return render(request, "kyodo/outbox/wording.html", context, status=status)


def _typed(form, kind) -> tuple[str, str]:
    """What the preview is of: the words on the page where they hold, else the standard ones."""
    if form.is_bound and form.cleaned_data.keys() >= {"subject", "body"}:
        return form.cleaned_data["subject"], form.cleaned_data["body"]
    return str(form["subject"].value() or kind.subject), str(form["body"].value() or kind.body)


def _worded(key: str):
    """A kind that the office may word; not found where its words come from a template, or where there is none."""
    kind = all_kinds().get(key)
    if kind is None or not kind.body:
        raise Http404(key)
    return kind


def _draft_key(kind: str) -> str:
    return f"kyodo.letterwording:{kind}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else FIRST_VERSION
