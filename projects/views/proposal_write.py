"""Writing a proposal: one page a section, saved field by field, with others at it at the same time."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from kyodo.conflicts import Difference
from kyodo.workflow import StepRefused

from ..actions.answers import CLOSED, Saved, save_answers
from ..actions.presence import note_writing
from ..asked import Asked, asked_of
from ..content import label_of
from ..forms.answers import read_edits
from ..forms.section import SectionForm
from ..models import Proposal
from ..papers import file_board
from ..queries.continuing import blocks_beside
from ..queries.writing import Progress, company_of, own_proposal, progress_of
from ..sections import Section

OPEN = "projects.open_writing"
TEMPLATE = "projects/proposal/write.html"
EMPTY: Mapping[str, str] = {}


def section_to_write(user, proposal_id: int, section: str):
    """The proposal; which section is asked for, the view finds out."""
    return own_proposal(user, proposal_id)


def section_asked_for(request, asked: Asked) -> Section:
    """The section in the address; not found where the call does not ask for it."""
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
    section = section_asked_for(request, asked_of(proposal))
    note_writing(proposal, section.key, by=request.user)
    return render(request, TEMPLATE, _page(request, proposal, section))


def _save(request, proposal: Proposal):
    section = section_asked_for(request, asked_of(proposal))
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
    page = _page(request, proposal, section, typed=typed, refused=saved.refused)
    form, last = page["form"], max(saved.clashes, key=lambda clash: clash.at, default=None)
    page["differences"] = [
        Difference(
            clash.key,
            form.label_of(clash.key),
            form.words_of(clash.key, clash.theirs),
            form.words_of(clash.key, clash.mine),
        )
        for clash in saved.clashes
    ]
    page |= {"who": last.who, "when": last.at} if last else {}
    return render(request, TEMPLATE, page, status=409 if saved.clashes else 422)


def _closed(request, proposal: Proposal, section: Section, edits, refused: StepRefused):
    """Handed in or taken back meanwhile: every word is shown once more, to be copied."""
    asked = asked_of(proposal)
    lost = [(label_of(key, asked.pages), edit.value) for key, edit in edits.items() if edit.value]
    context = {"proposal": proposal, "section": section, "lost": lost, "reason": " ".join(refused.messages)}
    return render(request, "projects/proposal/closed.html", context, status=409)


def _page(
    request, proposal: Proposal, section: Section, *, typed: Mapping = EMPTY, refused: Mapping = EMPTY
) -> dict:
    """What the page of a section shows. `?check`: the way from the confirmation, where what is missing is named too."""
    progress, now, check = progress_of(proposal), timezone.now(), "check" in request.GET
    gaps = [gap for gap in progress.gaps if gap.section == section.key and (check or not gap.is_missing)]
    form = SectionForm(section, progress.asked, progress.answers, gaps, typed, refused)
    context = {
        "proposal": proposal,
        "section": section,
        "form": form,
        "problems": form.problems if check or refused else [],
        "progress": progress,
        "takes_now": proposal.may_be_handed_in_at(now),
        "company": company_of(proposal, progress.asked, section, request.user, since=now),
        "since": now.isoformat(),
        "remarks": _remarks_at(proposal, section),
        "beside": list(blocks_beside(request.user, proposal)),
        **_neighbours(progress, section),
    }
    if any(how == "files" for how, _ in form.parts):
        context["files"] = file_board(proposal, request.user, back=request.path)
    return context


def _remarks_at(proposal: Proposal, section: Section) -> list:
    keys = {field.key for field in section.fields}
    return [remark for remark in proposal.remarks.open() if remark.field in keys]


def _neighbours(progress: Progress, section: Section) -> dict:
    sections = progress.sections
    here = next(each for each in sections if each.section.key == section.key)
    before = sections[here.number - 2] if here.number > 1 else None
    after = sections[here.number] if here.number < len(sections) else None
    return {"here": here, "before": before, "after": after}
