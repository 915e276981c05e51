"""One side's half of a sheet: written, its radar redrawn, finished, taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import require, sees
from kyodo.drafts import as_form_data, discard_draft, find_draft, save_draft
from kyodo.workflow import StepRefused

from ..actions.entry import CLOSED, EntryConflict, finish_side, save_entry, take_back
from ..enums import SCALE, Side
from ..forms.entry import EntryForm, after_conflict, with_choices
from ..models import Sheet
from ..pictures import last_year_series, mini_picture, sheet_picture, side_words
from ..queries.sheets import board_of, goals_of, inside_sheet, previous_sheet
from ..sides import other, side_of

TEMPLATE = "reviews/entry/entry.html"


def draft_key(sheet: Sheet, side: Side) -> str:
    return f"reviews.entry:{sheet.pk}:{side}"


def _side(request, sheet: Sheet) -> Side:
    """The side for which this person writes, as such; whether it may write now is asked when it does."""
    side = side_of(request.user, sheet)
    require(request.user, f"reviews.write_for_{side}", sheet)
    return side


@require_http_methods(["GET", "POST"])
@sees(inside_sheet)
def entry(request, sheet: Sheet):
    """書きこむ."""
    side = _side(request, sheet)
    if not request.user.has_perm(f"reviews.rate_as_{side}", sheet):
        return _closed(request, sheet, side)
    if request.method == "GET":
        return _open(request, sheet, side)
    if "discard_draft" in request.POST:
        discard_draft(request.user, draft_key(sheet, side))
        return redirect("reviews:entry", pk=sheet.pk)
    return _save(request, sheet, side)


def _closed(request, sheet: Sheet, side: Side):
    """Somebody has finished meanwhile: what was typed is kept as a draft."""
    if request.method == "POST":
        save_draft(
            request.user,
            draft_key(sheet, side),
            request.POST,
            title=str(sheet),
            base_version=_version(request),
        )
        messages.error(request, f"{CLOSED}書いたものは、下書きに残しました。")
    else:
        messages.info(request, CLOSED)
    return redirect("reviews:sheet", pk=sheet.pk)


def _open(request, sheet: Sheet, side: Side):
    board = board_of(sheet, [side])
    draft = find_draft(request.user, draft_key(sheet, side))
    if draft is None:
        return _show(request, sheet, EntryForm(sheet=sheet, side=side, board=board), sheet.version)
    form = EntryForm(as_form_data(draft), sheet=sheet, side=side, board=board).silence()
    return _show(request, sheet, form, draft.base_version or sheet.version, draft=draft)


def _save(request, sheet: Sheet, side: Side):
    board = board_of(sheet, [side])
    data = with_choices(request.POST, sheet, board, side)
    form = EntryForm(data, sheet=sheet, side=side, board=board)
    if not form.is_valid():
        return _show(request, sheet, form, _version(request), status=422)
    try:
        save_entry(
            sheet=sheet,
            side=side,
            texts=form.texts,
            scores=form.scores,
            base_version=_version(request),
            by=request.user,
        )
    except EntryConflict as conflict:
        return _show_conflict(request, data, side, conflict)
    except StepRefused:
        return _closed(request, sheet, side)
    discard_draft(request.user, draft_key(sheet, side))
    if request.POST.get("then") == "finish":
        return redirect("reviews:finish", pk=sheet.pk)
    messages.success(request, "保存しました。")
    return redirect("reviews:entry", pk=sheet.pk)


def _show_conflict(request, data, side: Side, conflict: EntryConflict):
    current = Sheet.objects.for_page().get(pk=conflict.current.pk)
    board = board_of(current, [side])
    data = after_conflict(data, conflict.merged, board, side)
    form = EntryForm(data, sheet=current, side=side, board=board).silence()
    last = current.history.select_related("history_user").first()
    return _show(
        request,
        current,
        form,
        current.version,
        status=409,
        differences=conflict.differences,
        who=last.history_user if last else None,
        when=last.history_date if last else None,
    )


def _show(request, sheet: Sheet, form: EntryForm, base_version: int, *, status: int = 200, **more):
    side = form.side
    goals = goals_of(sheet)
    context = {
        "sheet": sheet,
        "side": side,
        "side_word": side_words()[side],
        "other_word": side_words()[other(side)],
        "other_finished": sheet.finished_at(other(side)) is not None,
        "form": form,
        "base_version": base_version,
        "draft_key": draft_key(sheet, side),
        "draft_title": f"ふりかえりシート {sheet}",
        "scale": SCALE.items(),
        "goals": goals,
        **_radar(request, sheet, form),
        **more,
    }
    return render(request, TEMPLATE, context, status=status)


def _radar(request, sheet: Sheet, form: EntryForm) -> dict:
    """The picture as typed, with last year's agreement behind it."""
    board = form.board_as_typed()
    before = previous_sheet(request.user, sheet)
    last_year = last_year_series(board_of(before, Side), board) if before else None
    return {
        "picture": sheet_picture(board, title="いま選んでいる評価", before=last_year),
        "mini": mini_picture(board, form.side),
        "answered": len(board.rows) - len(board.missing(form.side)),
        "axis_count": len(board.rows),
    }


def _version(request) -> int:
    sent = request.POST.get("base_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


@require_POST
@sees(inside_sheet)
def entry_radar(request, sheet: Sheet):
    """The radar of what is picked on the page right now; saves nothing."""
    side = _side(request, sheet)
    require(request.user, f"reviews.rate_as_{side}", sheet)
    form = EntryForm(request.POST, sheet=sheet, side=side, board=board_of(sheet, [side])).silence()
    return render(request, "reviews/entry/_radar.html", {"sheet": sheet, **_radar(request, sheet, form)})


@require_http_methods(["GET", "POST"])
@sees(inside_sheet)
def finish(request, sheet: Sheet):
    """書き終える: says what is still empty, then finishes this side."""
    side = _side(request, sheet)
    if not request.user.has_perm(f"reviews.rate_as_{side}", sheet):
        messages.info(request, CLOSED)
        return redirect("reviews:sheet", pk=sheet.pk)
    if request.method == "POST":
        return _finish(request, sheet, side)
    context = {
        "sheet": sheet,
        "other_word": side_words()[other(side)],
        "other_finished": sheet.finished_at(other(side)) is not None,
        "missing": board_of(sheet, [side]).missing(side),
        "comment_missing": not sheet.comment_of(side),
        "draft": find_draft(request.user, draft_key(sheet, side)),
    }
    return render(request, "reviews/entry/finish.html", context)


def _finish(request, sheet: Sheet, side: Side):
    try:
        sheet = finish_side(sheet=sheet, side=side, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reviews:sheet", pk=sheet.pk)
    discard_draft(request.user, draft_key(sheet, side))
    if sheet.shows_both_sides:
        messages.success(request, "双方が書き終えました。二つの評価を並べて見られます。")
    else:
        messages.success(
            request, f"書き終えました。{side_words()[other(side)]}が書き終えると、二つの評価が並びます。"
        )
    return redirect("reviews:sheet", pk=sheet.pk)


@require_POST
@sees(inside_sheet)
def entry_take_back(request, sheet: Sheet):
    """書き直す."""
    side = _side(request, sheet)
    try:
        take_back(sheet=sheet, side=side, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reviews:sheet", pk=sheet.pk)
    messages.success(request, "書き直せます。終わったら、もう一度「書き終える」を押してください。")
    return redirect(reverse("reviews:entry", args=[sheet.pk]))
