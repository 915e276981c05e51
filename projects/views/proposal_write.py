"""Writing a proposal: one page a section, saved field by field, with others at it at the same time."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.conflicts import Difference
from kyodo.workflow import StepRefused

from ..actions.answers import CLOSED, Saved, save_answers
from ..actions.presence import note_writing
from ..asked import asked_of
from ..content import label_of
from ..forms.answers import base_of, read_edits
from ..forms.section import SectionForm
from ..models import Proposal
from ..papers import file_board
from ..queries.continuing import blocks_beside
from ..queries.writing import Progress, company_of, own_proposal, progress_of
from ..sections import Section

OPEN = "projects.open_writing"


def section_to_write(user, proposal_id: int, section: str):
    """The proposal; which section is asked for, the view finds out."""
    return own_proposal(user, proposal_id)


def _section(request, asked) -> Section:
    section = asked.page(request.resolver_match.kwargs["section"])
    if section is None:
        raise Http404
    return section


@require_http_methods(["GET", "POST"])
@acts_on(OPEN, section_to_write)
def proposal_write(request, proposal: Proposal):
    """One section, to be written on: also without scripts, and with the others' changes in sight."""
    if request.method == "POST":
        return _save(request, proposal)
    if not proposal.is_writable:
        messages.info(request, CLOSED)
        return redirect("projects:proposal", proposal_id=proposal.pk)
    section = _section(request, asked_of(proposal))
    note_writing(proposal, section.key, by=request.user)
    return _show(request, proposal, section)


def _save(request, proposal: Proposal):
    section = _section(request, asked_of(proposal))
    edits = read_edits(request.POST)
    try:
        saved = save_answers(proposal, edits, by=request.user)
    except StepRefused as refused:
        return _closed(request, proposal, section, edits, refused)
    if saved.clashes or saved.refused:
        return _show_left(request, proposal, section, saved, edits)
    return _go_on(request, proposal, section)


def _go_on(request, proposal: Proposal, section: Section):
    """Where the pressed button leads."""
    then = request.POST.get("then", "")
    keys = [each.key for each in asked_of(proposal).pages]
    place = keys.index(section.key)
    if then == "next" and place + 1 == len(keys):
        return redirect("projects:proposal_confirm", proposal_id=proposal.pk)
    target = {"next": place + 1, "previous": max(place - 1, 0)}.get(then, place)
    if target == place:
        messages.success(request, "保存しました。")
    return redirect("projects:proposal_write", proposal_id=proposal.pk, section=keys[target])


def _show_left(request, proposal: Proposal, section: Section, saved: Saved, edits):
    """Two changed the same field, or a field is too long: what this person typed is shown with what stands there."""
    typed = {clash.key: clash.mine for clash in saved.clashes}
    typed |= {key: edits[key].value for key in saved.refused}
    progress = progress_of(proposal)
    found = [
        Difference(
            clash.key, label_of(clash.key, [section], progress.content) or "", clash.theirs, clash.mine
        )
        for clash in saved.clashes
    ]
    last = max(saved.clashes, key=lambda clash: clash.at, default=None)
    more = {"differences": found, "who": last.who if last else "", "when": last.at if last else None}
    status = 409 if saved.clashes else 422
    return _show(request, proposal, section, status=status, typed=typed, refused=saved.refused, **more)


def _closed(request, proposal: Proposal, section: Section, edits, refused: StepRefused):
    """Handed in or taken back meanwhile: every word is shown once more, to be copied."""
    asked = asked_of(proposal)
    lost = [(label_of(key, asked.pages), edit.value) for key, edit in edits.items() if edit.value]
    context = {"proposal": proposal, "section": section, "lost": lost, "reason": " ".join(refused.messages)}
    return render(request, "projects/proposal/closed.html", context, status=409)


def _show(request, proposal: Proposal, section: Section, *, status: int = 200, typed=(), refused=(), **more):
    progress, now = progress_of(proposal), timezone.now()
    wanted = "check" in request.GET
    form = SectionForm(
        section,
        progress.asked,
        progress.answers,
        [gap for gap in progress.gaps if gap.section == section.key and (wanted or not gap.is_missing)],
        dict(typed),
        dict(refused),
    )
    context = {
        "proposal": proposal,
        "section": section,
        "form": form,
        "progress": progress,
        "takes_now": proposal.may_be_handed_in_at(now),
        "company": company_of(proposal, progress.asked, section, request.user, since=now),
        "since": now.isoformat(),
        "remarks": _remarks_at(proposal, section),
        "beside": list(blocks_beside(request.user, proposal)),
        **_neighbours(progress, section),
        **more,
    }
    if any(how == "files" for how, _ in form.parts):
        context["files"] = file_board(proposal, request.user, back=request.path)
    return render(request, "projects/proposal/write.html", context, status=status)


def _remarks_at(proposal: Proposal, section: Section) -> list:
    keys = {field.key for field in section.fields}
    return [remark for remark in proposal.remarks.open() if remark.field in keys]


def _neighbours(progress: Progress, section: Section) -> dict:
    sections = progress.sections
    here = next(each for each in sections if each.section.key == section.key)
    before = sections[here.number - 2] if here.number > 1 else None
    after = sections[here.number] if here.number < len(sections) else None
    return {"here": here, "before": before, "after": after}


@require_POST
@acts_on(OPEN, section_to_write)
def proposal_save(request, proposal: Proposal):
    """What the page saves by itself: the fields that were changed; says the new bases of those that were stored.

    409 where others changed the same field, or nobody may write any more; 422 where a field is too long. What could
    be stored is stored in either case.
    """
    asked = asked_of(proposal)
    section = _section(request, asked)
    edits = read_edits(request.POST)
    try:
        saved = save_answers(proposal, edits, by=request.user)
    except StepRefused as refused:
        return JsonResponse({"error": " ".join(refused.messages), "bases": {}}, status=409)
    note_writing(proposal, section.key, by=request.user)
    answer = {
        "saved_at": f"{timezone.localtime(saved.at):%H:%M}",
        "bases": {key: base_of(saved.values[key], version) for key, version in saved.versions.items()},
    }
    if saved.refused:
        answer["error"] = " ".join(saved.refused.values())
    return JsonResponse(answer, status=409 if saved.clashes else 422 if saved.refused else 200)


@require_GET
@acts_on(OPEN, section_to_write)
def proposal_writers(request, proposal: Proposal):
    """Who else writes, and what they have changed since the page was made: asked for every twenty seconds."""
    asked = asked_of(proposal)
    since = _moment(request.GET.get("since", ""))
    section = _section(request, asked)
    company = company_of(proposal, asked, section, request.user, since=since)
    if company.digest == request.GET.get("shown"):
        return HttpResponse(status=204)  # the page stays as it is, and no screen reader says it again
    context = {"proposal": proposal, "section": section, "company": company}
    return render(request, "projects/proposal/write/_writers.html", context)


def _moment(text: str) -> datetime.datetime:
    """The moment that the page says it was made; now, where it says none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found and found.tzinfo else timezone.now()
