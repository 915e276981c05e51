"""What every page of one sheet shows round its own content: where it stands, what is next, tabs and buttons."""

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from kyodo.models import City
from kyodo.workflow import changes_of

from ..enums import Side
from ..models import Sheet
from ..sides import may_write_as, side_of
from ..steps import next_step, step_bar

# The steps that a person takes by a button; 「ふりかえりの場へ進む」 happens when both sides have finished.
BY_HAND = ("open", "return", "finalise", "publish", "unpublish", "reopen")
MAIN_STEPS = ("open", "finalise", "publish")
TABS = (("シート", "sheet"), ("目標と成果", "sheet_goals"), ("前年との比較", "sheet_comparison"))
HISTORY = ("履歴", "sheet_history")


def sheet_page(request, sheet: Sheet, template: str, tab: str, *, status: int = 200, **more):
    """Render one page of a sheet read from inside. `tab`: the address name of the tab that is open."""
    user = request.user
    side = side_of(user, sheet)
    is_member = side == Side.GROUP
    city = City.current()
    step = next_step(sheet, group=city.organization_word, office=city.office_name)
    steps = [each for each in sheet.workflow.open_to(user, sheet) if each.action in BY_HAND]
    context = {
        "sheet": sheet,
        "side": side,
        "state_label": sheet.badge.label_for(member=is_member),
        "steps": step_bar(sheet, changes_of(sheet), member=is_member),
        "next_step": step,
        "is_late": step is not None and step.is_late(timezone.localdate()),
        "tabs": _tabs(user, sheet, tab),
        "writes_as": may_write_as(user, sheet),
        "may_take_back": side is not None and user.has_perm(f"reviews.take_back_as_{side}", sheet),
        "may_hold_meeting": user.has_perm("reviews.hold_meeting", sheet),
        "main_step": next((each for each in steps if each.action in MAIN_STEPS), None),
        "other_steps": [each for each in steps if each.action not in MAIN_STEPS],
        "print_url": print_url(user, sheet),
        **more,
    }
    return render(request, template, context, status=status)


def _tabs(user, sheet: Sheet, current: str) -> list[dict]:
    tabs = [*TABS, *([HISTORY] if user.has_perm("reviews.view_history", sheet) else [])]
    return [
        {
            "label": label,
            "url": reverse(f"reviews:{name}", args=[sheet.pk]),
            "count": None,
            "current": name == current,
        }
        for label, name in tabs
    ]


def print_url(user, sheet: Sheet) -> str:
    """Where this sheet is printed; nothing where it cannot be."""
    try:
        return reverse("reviews:print_sheet", args=[sheet.pk])
    except NoReverseMatch:
        return ""
