"""The report as a coordinator writes it: all blocks with what they show, and one block's page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.drafts import as_form_data, discard_draft, find_draft, restore
from kyodo.workflow import StepRefused

from ..actions import reports as actions
from ..enums import BlockKind
from ..forms.reports import BlockForm
from ..models import ReportBlock, SurveyReport
from ..report_document import Figures, compose, compose_block, numbers_of
from ..sentences import names_of
from .reports import back_to_editing, report_page, version_sent, visible_report
from .tables import counted_survey

PLACES = {"up": -1, "down": 1}


def visible_block(user, pk: int):
    """One block of a report that this person may see."""
    rows = ReportBlock.objects.select_related("report__survey")
    code = rows.filter(pk=pk).values_list("report__survey__code", flat=True).first()
    if code is None:
        return rows.none()
    return rows.filter(pk=pk, report__survey__in=counted_survey(user, code).values("pk")).filter(
        report__in=SurveyReport.objects.visible_to(user).values("pk")
    )


@require_GET
@acts_on("reviews.write_report", visible_report)
def report_edit(request, report: SurveyReport):
    """Every block as it will be read, with what can be done to it, and what is to be looked at first."""
    context = {"document": compose(report), "kinds": BlockKind.choices}
    return report_page(request, report, "reviews/report/edit.html", **context)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_report", visible_report)
def block_new(request, report: SurveyReport):
    """One more block, under `after` or at the end."""
    kind = request.GET.get("kind", "")
    if kind not in BlockKind.values:
        raise Http404
    wanted = request.GET.get("after", "")
    after = report.blocks.filter(pk=wanted).first() if wanted.isascii() and wanted.isdigit() else None
    block = ReportBlock(report=report, kind=kind)

    def keep(fields: dict) -> ReportBlock:
        return actions.add_block(report, fields={**fields, "kind": kind}, after=after, by=request.user)

    return _write(request, block, f"reviews.block:new-{report.pk}-{kind}", keep)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_report", visible_block)
def block_edit(request, block: ReportBlock):
    """Its words, its figure, and what it will look like."""

    def keep(fields: dict) -> ReportBlock:
        base = version_sent(request)
        return actions.change_block(block, fields=fields, base_version=base, by=request.user)

    return _write(request, block, f"reviews.block:{block.pk}", keep)


def _write(request, block: ReportBlock, key: str, keep):
    if "discard_draft" in request.POST:
        discard_draft(request.user, key)
        return redirect(request.get_full_path())
    if request.method != "POST":
        draft = find_draft(request.user, key)
        form = restore(BlockForm, draft, instance=block) if draft else BlockForm(instance=block)
        shown = _typed_block(BlockForm(as_form_data(draft), instance=block)) if draft else block
        base = draft.base_version if draft and draft.base_version else block.version
        return _page(request, shown, form, key, base=base, draft=draft)
    form = BlockForm(take_choices(request.POST, BlockForm, block), instance=block)
    if not form.is_valid() or "preview" in request.POST:
        status = 422 if form.errors else 200
        return _page(request, _typed_block(form), form, key, base=version_sent(request), status=status)
    try:
        kept = keep(form.cleaned_data)
    except EditConflict as conflict:
        return _conflict(request, conflict.current.pk, key)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(back_to_editing(block.report))
    discard_draft(request.user, key)
    messages.success(request, "保存しました。")
    return redirect(back_to_editing(block.report, f"block-{kept.pk}"))


def _typed_block(form: BlockForm) -> ReportBlock:
    """The block as it is typed, unsaved; what is not valid stays as it was."""
    form.is_valid()
    return form.instance


def _conflict(request, pk: int, key: str):
    """What was typed stands on the page; where it differs from what is stored now, the writer chooses."""
    now = ReportBlock.objects.select_related("report__survey").get(pk=pk)
    form = BlockForm(request.POST, instance=now)
    form.is_valid()
    stored = ReportBlock.objects.select_related("report__survey").get(pk=pk)
    found = differences(form, stored)
    return _page(request, stored, form, key, base=stored.version, status=409, differences=found)


def _page(request, block: ReportBlock, form: BlockForm, key: str, *, status: int = 200, **more):
    piece = compose_block(block)
    others = _others(block)
    other = request.POST.get("names") or request.GET.get("names", "")
    numbers = Figures(block.report.survey).find(other) if other in dict(others) else None
    context = {
        "part": block,
        "piece": piece,
        "form": form,
        "draft_key": key,
        "names": list(names_of(numbers_of(piece.counted))) if piece.counted else [],
        "others": others,
        "other": other if numbers else "",
        "other_names": list(names_of(numbers, prefix=other)) if numbers else [],
        **more,
    }
    return report_page(request, block.report, "reviews/report/block.html", status=status, **context)


def _others(block: ReportBlock) -> list[tuple[str, str]]:
    """The other figures of the report: the code by which a sentence names them, and what they are called."""
    found = {}
    for each in block.report.blocks.exclude(question="").exclude(kind=BlockKind.QUOTES):
        code = "/".join(filter(None, (each.question, each.by)))
        if each.kind != BlockKind.TEXT or code not in found:
            found[code] = f"{code}　{each.text[:40]}" if each.kind != BlockKind.TEXT else code
    return list(found.items())


@require_POST
@acts_on("reviews.write_report", visible_block)
def block_move(request, block: ReportBlock):
    """One place up or down."""
    try:
        actions.move_block(block, by_places=PLACES.get(request.POST.get("to"), 0))
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(back_to_editing(block.report, f"block-{block.pk}"))


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_report", visible_block)
def block_remove(request, block: ReportBlock):
    """A page that asks first."""
    if request.method == "POST":
        try:
            actions.remove_block(block, by=request.user)
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "消しました。")
        return redirect(back_to_editing(block.report))
    context = {"part": block, "piece": compose_block(block)}
    return report_page(request, block.report, "reviews/report/remove.html", **context)
