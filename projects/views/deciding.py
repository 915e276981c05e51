"""The office's decisions: one table, saved row by row; read by a second person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.drafts import discard_draft, restore, save_draft
from kyodo.lists import PagedRows
from kyodo.models import Draft
from kyodo.workflow import StepRefused

from ..actions.decisions import enter_decision, read_decision, read_decisions
from ..forms.deciding import DecisionForm
from ..models import Call, Decision, Proposal
from ..queries.deciding import SHOWN, DecisionRow, narrowed, rows_of, sums_of
from .calls_seen import visible_call

VIEW, DECIDE, READ = "projects.view_decisions", "projects.decide", "projects.read_decision"


def handed_in(user, proposal_id: int):
    """For the office alone: what was handed in to a call."""
    if not user.has_perm(VIEW):
        return Proposal.objects.none()
    return Proposal.objects.for_office().filter(pk=proposal_id).select_related("call", "category")


def draft_key(proposal_id: int) -> str:
    return f"projects.decision:{proposal_id}"


class Table:
    """The page with all decisions: which rows it shows, and each one's form."""

    def __init__(self, request, call: Call):
        self.request, self.call = request, call
        self.shown = request.GET.get("show", "")
        self.shown = self.shown if self.shown in SHOWN else "all"
        self.is_open = call.takes_decisions
        self.rows = rows_of(call, request.user)

    def answer(self, *, status: int = 200, form: DecisionForm | None = None, **of_row):
        """Render it; `form` is the one row that was sent and refused, `of_row` what else its template shows."""
        listed = narrowed(self.rows, self.shown)
        if form is not None and all(row.proposal.pk != form.proposal.pk for row in listed):
            self.shown, listed = "all", self.rows
        paged = PagedRows(self.request, listed)
        if form is not None:
            place = next(i for i, row in enumerate(listed) if row.proposal.pk == form.proposal.pk)
            paged.page = paged.paginator.get_page(place // paged.size + 1)
        self._fill(paged.page.object_list, form, of_row)
        context = {
            "call": self.call,
            "listing": paged,
            "shown": self.shown,
            "tabs": self._tabs(),
            "sums": sums_of(self.call),
            "is_open": self.is_open,
        }
        return render(self.request, "projects/deciding/decisions.html", context, status=status)

    def _fill(self, rows: list[DecisionRow], sent: DecisionForm | None, of_row: dict) -> None:
        """Give each row that may be written its form: as sent, as its draft left it, or as it stands."""
        writable = [row for row in rows if self.is_open and row.may_decide]
        keys = {draft_key(row.proposal.pk): row for row in writable}
        drafts = Draft.objects.filter(user=self.request.user, form_key__in=keys) if keys else []
        for row in writable:
            row.draft_key, row.base_version = draft_key(row.proposal.pk), row.version
            row.form = DecisionForm(instance=row.decision, proposal=row.proposal)
        for draft in drafts:
            row = keys[draft.form_key]
            row.draft, row.base_version = draft, draft.base_version or 0
            row.form = restore(DecisionForm, draft, instance=row.decision, proposal=row.proposal)
        for row in writable:
            if sent is not None and row.proposal.pk == sent.proposal.pk:
                row.form, row.draft = sent, None
                vars(row).update(of_row)

    def _tabs(self) -> list[dict]:
        address = reverse("projects:decisions", args=[self.call.pk])
        return [
            {
                "label": label,
                "url": f"{address}?{urlencode({'show': key})}",
                "current": key == self.shown,
                "count": len(narrowed(self.rows, key)),
            }
            for key, label in SHOWN.items()
        ]


@require_GET
@acts_on(VIEW, visible_call)
def decisions(request, call: Call):
    """All proposals of the call in one table."""
    return Table(request, call).answer()


@require_POST
@acts_on(DECIDE, handed_in)
def decide(request, proposal: Proposal):
    """One row of the table, saved."""
    if "discard_draft" in request.POST:
        discard_draft(request.user, draft_key(proposal.pk))
        return _back(request, proposal)
    current = Decision.objects.filter(proposal=proposal).first()
    data = request.POST if current is None else take_choices(request.POST, DecisionForm, current)
    form = DecisionForm(data, instance=current, proposal=proposal)
    table = Table(request, proposal.call)
    if not form.is_valid():
        return table.answer(form=form, status=422, base_version=_version(request))
    try:
        enter_decision(proposal, form.entry, base_version=_version(request), by=request.user)
    except EditConflict as conflict:
        return _show_conflict(table, form, conflict.current)
    except StepRefused as refused:
        return _keep_as_draft(request, proposal, refused)
    discard_draft(request.user, draft_key(proposal.pk))
    messages.success(request, f"「{proposal}」の決定を保存しました。")
    return _back(request, proposal)


def _show_conflict(table: Table, form: DecisionForm, current: Decision):
    last = current.history.select_related("history_user").first()
    return table.answer(
        form=form,
        status=409,
        base_version=current.version,
        differences=differences(form, current),
        who=last.history_user if last else None,
        when=last.history_date if last else None,
    )


def _keep_as_draft(request, proposal: Proposal, refused: StepRefused):
    """Decisions were closed while somebody typed: nothing typed is lost."""
    key, version = draft_key(proposal.pk), _version(request)
    save_draft(request.user, key, request.POST, title=f"決定　{proposal}", base_version=version)
    messages.error(request, f"{' '.join(refused.messages)}書いたものは、下書きに残しました。")
    return _back(request, proposal)


@require_POST
@acts_on(READ, handed_in)
def decision_read(request, proposal: Proposal):
    """A second person has read one row."""
    decision = Decision.objects.filter(proposal=proposal).select_related("proposal").first()
    try:
        if decision is not None:
            read_decision(decision, base_version=_version(request), by=request.user)
            messages.success(request, f"「{proposal}」の決定を確かめました。")
    except EditConflict:
        messages.error(request, "決定が書きかえられています。もう一度読んでから、確かめてください。")
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return _back(request, proposal)


@require_http_methods(["GET", "POST"])
@acts_on(VIEW, visible_call)
def decisions_reading(request, call: Call):
    """What waits for a second person, in full and one after another; those that are ticked have been read."""
    waiting = [row for row in rows_of(call, request.user) if row.may_read]
    if request.method == "POST":
        by_id = {str(row.decision.pk): row.decision for row in waiting}
        chosen = []
        for value in request.POST.getlist("read"):
            key, _, version = value.partition(":")
            if key in by_id and version.isascii() and version.isdigit():
                chosen.append((by_id[key], int(version)))
        return _read(request, call, chosen)
    context = {"call": call, "listing": PagedRows(request, waiting), "is_open": call.takes_decisions}
    return render(request, "projects/deciding/reading.html", context)


def _read(request, call: Call, chosen: list[tuple[Decision, int]]):
    try:
        read, changed = read_decisions(chosen, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("projects:decisions", call_id=call.pk)
    if read:
        messages.success(request, f"{read}件の決定を確かめました。")
    for decision in changed:
        messages.error(request, f"「{decision.proposal}」は書きかえられました。もう一度読んでください。")
    if not chosen:
        messages.info(request, "確かめた決定に印を付けてから、押してください。")
    return redirect("projects:read_decisions", call_id=call.pk)


def _back(request, proposal: Proposal):
    query = {name: request.GET[name] for name in ("show", "page") if name in request.GET}
    address = reverse("projects:decisions", args=[proposal.call_id])
    return redirect(f"{address}{'?' + urlencode(query) if query else ''}#p{proposal.pk}")


def _version(request) -> int:
    sent = request.POST.get("base_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
