"""The steps a person takes with a sheet by a button: 確定, 公表 and the ways back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.access import require
from kyodo.workflow import StepRefused, move

from ..actions import meetings
from ..enums import Side
from ..forms.steps import StepForm
from ..models import Sheet
from ..queries.sheets import board_of, inside_sheet

VERBS = {
    "open": lambda *, sheet, by, reason="": move(sheet, "open", by=by, reason=reason),
    "return": meetings.return_to_entry,
    "finalise": meetings.finalise,
    "publish": meetings.publish,
    "unpublish": meetings.unpublish,
    "reopen": meetings.reopen,
}
NOTES = {
    "open": "団体と市の両方が書きこめるようになります。",
    "return": "双方が、もう一度書き終える必要があります。評価・コメント・話し合いの記録は残ります。",
    "finalise": "本文・評価・コメントは、これより後は書きかえられません。",
    "publish": "レーダーチャート・評価・本文・コメントを、だれでも読めるようにします。出席者の名前は出ません。",
    "unpublish": "市民の画面から消えます。内容は「確定」のまま残ります。",
    "reopen": "「ふりかえりの場」に戻り、合意した評価と記録を書き直せます。",
}


@require_http_methods(["GET", "POST"])
def step(request, pk: int, action: str):
    """A page that asks first (and for a reason where the table says so), then the step."""
    sheet = get_object_or_404(inside_sheet(request.user, pk))
    if action not in VERBS:
        raise Http404
    taken = sheet.workflow.get(action)
    _require(request.user, taken, sheet)
    form = StepForm(request.POST if request.method == "POST" else None, reason_required=taken.reason_required)
    if request.method == "POST" and form.is_valid():
        return _take(request, sheet, taken, form.cleaned_data.get("reason", ""))
    context = {"sheet": sheet, "step": taken, "form": form, "note": NOTES[action]}
    if action == "finalise":
        context["missing"] = board_of(sheet, [Side.AGREED]).missing(Side.AGREED)
    return render(request, "reviews/steps/step.html", context, status=422 if form.errors else 200)


step.fetch = inside_sheet


def _require(user, taken, sheet: Sheet) -> None:
    """A right that went with the state gets the sheet's page and a message (from the verb), a foreign one a refusal."""
    if sheet.state in taken.from_states:
        require(user, taken.permission, sheet)
    elif not user.has_perm("reviews.run_round"):
        require(user, "reviews.write_for_city", sheet)


def _take(request, sheet: Sheet, taken, reason: str):
    given = {"reason": reason} if taken.reason_required else {}
    try:
        sheet = VERBS[taken.action](sheet=sheet, by=request.user, **given)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"「{sheet.get_state_display()}」にしました。")
    return redirect("reviews:sheet", pk=sheet.pk)
