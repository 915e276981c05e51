"""ふりかえりの場: one axis at a time on the projector, then the whole."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.access import sees
from kyodo.conflicts import Difference, EditConflict, differences, take_choices
from kyodo.drafts import as_form_data, discard_draft, find_draft
from kyodo.workflow import StepRefused

from ..actions.meetings import Point, point_of, save_meeting, save_point
from ..enums import SCALE, Side
from ..forms.meeting import PointForm, WholeForm
from ..models import Meeting, Sheet
from ..pictures import sheet_picture, side_words
from ..queries.sheets import axes_of, board_of, meeting_of, points_of, sheet_at_table
from .page import sheet_page


@require_http_methods(["GET", "POST"])
def meeting_axis(request, pk: int, number: int):
    """One axis: both scores large, what was said, the agreed score, the next step."""
    sheet = get_object_or_404(sheet_at_table(request.user, pk))
    axes = axes_of(sheet)
    index = next((index for index, axis in enumerate(axes) if axis.number == number), None)
    if index is None:
        raise Http404
    page = _AxisPage(request, sheet, axes, index)
    return page.save() if request.method == "POST" else page.open()


meeting_axis.fetch = sheet_at_table


class _AxisPage:
    """The page of one axis, with the ways to the axes before and after it."""

    def __init__(self, request, sheet: Sheet, axes: list, index: int):
        self.request, self.sheet, self.axes = request, sheet, axes
        self.axis = axes[index]
        self.before = axes[index - 1] if index else None
        self.after = axes[index + 1] if index + 1 < len(axes) else None
        self.index = index
        self.draft_key = f"reviews.point:{sheet.pk}:{self.axis.number}"
        self.may_write = request.user.has_perm("reviews.hold_meeting", sheet)

    def open(self):
        draft = find_draft(self.request.user, self.draft_key) if self.may_write else None
        if draft is None:
            return self.show(PointForm(initial=PointForm.initial_of(point_of(self.sheet, self.axis))))
        return self.show(PointForm(as_form_data(draft)), draft=draft)

    def save(self):
        if not self.may_write:
            raise PermissionDenied
        data = self._with_choices()
        form = PointForm(data)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            save_point(
                sheet=self.sheet,
                axis=self.axis,
                point=form.point,
                base=form.cleaned_data["base"],
                by=self.request.user,
            )
        except EditConflict as conflict:
            return self._show_conflict(data, form.point, conflict.current)
        except StepRefused as refused:
            messages.error(self.request, " ".join(refused.messages))
            return redirect("reviews:sheet", pk=self.sheet.pk)
        discard_draft(self.request.user, self.draft_key)
        return self._go_on()

    def _go_on(self):
        way = self.request.POST.get("go")
        target = {"next": self.after, "back": self.before, "stay": self.axis}.get(way or "stay")
        if target is None:
            return redirect("reviews:meeting", pk=self.sheet.pk)
        return redirect("reviews:meeting_axis", pk=self.sheet.pk, number=target.number)

    def _with_choices(self):
        data = self.request.POST.copy()
        stored = PointForm.initial_of(point_of(self.sheet, self.axis))
        for name in ("agreed", "said", "next_step"):
            if data.get(f"choice_{name}") == "theirs":
                data[name] = stored[name]
        return data

    def _show_conflict(self, data, mine: Point, theirs: Point):
        form = PointForm(data)
        found = [
            Difference(name, str(form.fields[name].label), str(stored or ""), str(typed or ""))
            for name, stored, typed in (
                ("agreed", theirs.agreed, mine.agreed),
                ("said", theirs.said, mine.said),
                ("next_step", theirs.next_step, mine.next_step),
            )
            if stored != typed
        ]
        data["base"] = theirs.digest
        return self.show(PointForm(data), status=409, differences=found)

    def show(self, form: PointForm, *, status: int = 200, **more):
        board = board_of(self.sheet, Side)
        context = {
            "sheet": self.sheet,
            "axis": self.axis,
            "row": board.rows[self.index],
            "position": self.index + 1,
            "board": board,
            "words": side_words(),
            "picture": sheet_picture(board, title="ふりかえりの視点"),
            "scale": SCALE.items(),
            "before": self.before,
            "after": self.after,
            "form": form,
            "point": point_of(self.sheet, self.axis),
            "may_write": self.may_write,
            "draft_key": self.draft_key,
            **more,
        }
        return render(self.request, "reviews/meeting/axis.html", context, status=status)


@require_http_methods(["GET", "POST"])
@sees(sheet_at_table)
def meeting(request, sheet: Sheet):
    """The whole: when, where, who, what was agreed; and every axis in one table."""
    may_write = request.user.has_perm("reviews.hold_meeting", sheet)
    stored = meeting_of(sheet) or Meeting(sheet=sheet)
    stored.sheet = sheet
    if request.method == "GET":
        draft = find_draft(request.user, _whole_key(sheet)) if may_write else None
        form = WholeForm(as_form_data(draft) if draft else None, instance=stored)
        version = draft.base_version if draft and draft.base_version else stored.version
        return _show_whole(request, sheet, stored, form, version, draft=draft)
    if not may_write:
        raise PermissionDenied
    return _save_whole(request, sheet, stored)


def _whole_key(sheet: Sheet) -> str:
    return f"reviews.meeting:{sheet.pk}"


def _save_whole(request, sheet: Sheet, stored: Meeting):
    sent = request.POST.get("base_version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    data = take_choices(request.POST, WholeForm, Meeting.objects.filter(pk=stored.pk).first() or Meeting())
    form = WholeForm(data, instance=stored)
    if not form.is_valid():
        return _show_whole(request, sheet, stored, form, version, status=422)
    try:
        save_meeting(meeting=form.instance, base_version=version, by=request.user)
    except EditConflict as conflict:
        found = differences(form, conflict.current)
        return _show_whole(
            request, sheet, stored, form, conflict.current.version, status=409, differences=found
        )
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reviews:sheet", pk=sheet.pk)
    discard_draft(request.user, _whole_key(sheet))
    if request.POST.get("then") == "finalise":
        return redirect("reviews:step", pk=sheet.pk, action="finalise")
    messages.success(request, "保存しました。")
    return redirect("reviews:meeting", pk=sheet.pk)


def _show_whole(request, sheet: Sheet, stored: Meeting, form, version: int, *, status: int = 200, **more):
    board = board_of(sheet, Side)
    more = {
        "board": board,
        "words": side_words(),
        "picture": sheet_picture(board, title="ふりかえりの視点"),
        "meeting": stored,
        "points": points_of(stored),
        "form": form,
        "base_version": version,
        "draft_key": _whole_key(sheet),
        **more,
    }
    return sheet_page(request, sheet, "reviews/meeting/whole.html", "meeting", status=status, **more)
