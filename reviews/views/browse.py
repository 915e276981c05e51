"""Reading sheets: the list, one sheet from inside, and a published one for everybody."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import acts_on, public, requires, sees
from kyodo.lists import ListPage
from kyodo.tables import csv_response, xlsx_response
from projects.models import Project
from projects.tabs import tabs_of

from ..columns import HEADER, rows_of
from ..enums import Side
from ..filters import SORTS, SheetFilter
from ..goals import outcome_of
from ..models import ReviewRound, Sheet
from ..pictures import change_picture, last_year_series, sheet_picture, side_words
from ..queries.sheets import (
    board_for,
    board_of,
    boards_of,
    goals_of,
    history_for,
    inside_sheet,
    meeting_of,
    points_of,
    previous_sheet,
    published_sheet,
    visible_sheet,
)
from ..scores import changes
from ..sides import side_of, sides_shown
from .page import sheet_page

EXPORTS = (("CSV", "csv"), ("Excel", "xlsx"))
NOT_LISTED = ("purpose", "expected_effect", "summary", "result", "outlook", "group_comment", "city_comment")


@require_GET
def sheets(request):
    """The sheets of one's own group, or all of them for the office."""
    rows = Sheet.objects.inside(request.user).defer(*NOT_LISTED)
    listing = ListPage(request, SheetFilter(request.GET, rows, user=request.user), SORTS)
    is_staff = request.user.standing.is_staff
    today = timezone.localdate()
    for sheet in listing.page.object_list:
        sheet.is_late_today = sheet.is_late(today)
        sheet.state_label = sheet.badge.label_for(member=not is_staff)
    context = {
        "listing": listing,
        "unit": "シート",
        "is_staff": is_staff,
        "words": side_words(),
        "newest_round": ReviewRound.objects.first() if is_staff else None,
        "print_url": _print_selection_url() if request.user.has_perm("reviews.print_sheets") else "",
        "exports": [(label, reverse("reviews:sheets_export", args=[kind])) for label, kind in EXPORTS]
        if is_staff
        else [],
    }
    return render(request, "reviews/browse/list.html", context)


def _print_selection_url() -> str:
    try:
        return reverse("reviews:print_selection")
    except NoReverseMatch:
        return ""


@require_GET
@requires("reviews.export_sheets")
def sheets_export(request, kind: str):
    """The list as a file. Scores stand in it from the moment both sides have finished."""
    answers = {"csv": csv_response, "xlsx": xlsx_response}
    if kind not in answers:
        raise Http404
    narrowed = SheetFilter(request.GET, Sheet.objects.inside(request.user), user=request.user)
    rows = rows_of(narrowed.qs.order_by(*SORTS[0].order))
    return answers[kind](rows, HEADER, "ふりかえりシート一覧")


@require_GET
@sees(visible_sheet)
def sheet(request, sheet: Sheet):
    """シート: scores, comments, agreement, texts. Who stands on neither side reads the public page."""
    if side_of(request.user, sheet) is None:
        return redirect("reviews:published", pk=sheet.pk)
    board = board_for(request.user, sheet)
    before = previous_sheet(request.user, sheet)
    before_board = board_of(before, Side) if before else None
    meeting = meeting_of(sheet) if sheet.shows_both_sides else None
    more = {
        "board": board,
        "words": side_words(),
        "picture": sheet_picture(
            board, title="ふりかえりの視点", before=last_year_series(before_board, board)
        ),
        "comments": comments_of(sheet, sides_shown(request.user, sheet)),
        "meeting": meeting,
        "points": points_of(meeting),
        "previous": before,
        "changes": changes(before_board, board) if before_board else [],
    }
    return sheet_page(request, sheet, "reviews/browse/sheet.html", "sheet", **more)


def comments_of(sheet: Sheet, sides) -> list[tuple[str, str]]:
    """(whose, text) of the sides that may be shown."""
    words = side_words()
    return [(words[side], sheet.comment_of(side)) for side in sides if side != Side.AGREED]


@require_GET
@sees(inside_sheet)
def sheet_goals(request, sheet: Sheet):
    """事業の評価 (goals met) apart from 協働の評価 (the axes), as 和光市協働指針 wants it."""
    board = board_for(request.user, sheet)
    goals = goals_of(sheet)
    more = {
        "goals": goals,
        "outcome": outcome_of(goals),
        "board": board,
        "words": side_words(),
        "picture": sheet_picture(board, title="協働の評価"),
        "may_change_goals": request.user.has_perm("projects.change_projectyear", sheet.project_year),
    }
    return sheet_page(request, sheet, "reviews/browse/goals.html", "sheet_goals", **more)


@require_GET
@sees(inside_sheet)
def sheet_comparison(request, sheet: Sheet):
    """前年との比較: each side that may be shown, this year and last."""
    before = previous_sheet(request.user, sheet)
    board = board_for(request.user, sheet)
    more = {"previous": before, "words": side_words(), "pictures": [], "changes": []}
    if before:
        before_board = board_of(before, Side)
        shown = [side for side in board.sides if before_board.has(side) or board.has(side)]
        more["pictures"] = [
            (side_words()[side], change_picture(before_board, board, side, id_prefix=f"{side}-"))
            for side in shown
        ]
        more["changes"] = changes(before_board, board)
    return sheet_page(request, sheet, "reviews/browse/comparison.html", "sheet_comparison", **more)


@require_GET
@acts_on("reviews.view_history", inside_sheet)
def sheet_history(request, sheet: Sheet):
    events = history_for(request.user, sheet)
    return sheet_page(request, sheet, "reviews/browse/history.html", "sheet_history", events=events)


def visible_project(user, project_id: int):
    return Project.objects.visible_to(user).filter(pk=project_id)


@require_GET
@sees(visible_project)
def of_project(request, project: Project):
    """ふりかえり of a project: its sheets, newest first, with their radars."""
    found = Sheet.objects.visible_to(request.user).filter(project_year__project=project)
    found = list(found.order_by("-fiscal_year", "number"))
    boards = boards_of(found)
    lines = []
    for each in found:
        board = boards.get(each.pk)
        title = f"{each.year.short_label} {each.organization_name}"
        picture = sheet_picture(board, title=title, id_prefix=f"sheet{each.pk}-") if board else None
        lines.append({"sheet": each, "picture": picture})
    context = {"project": project, "lines": lines, "tabs": tabs_of(request.user, project, "ふりかえり")}
    return render(request, "reviews/browse/of_project.html", context)


@public
@require_GET
@sees(published_sheet)
def published(request, sheet: Sheet):
    """A published sheet, as every citizen reads it: no names of those who sat at the table."""
    board = board_of(sheet, Side)
    meeting = meeting_of(sheet)
    context = {
        "sheet": sheet,
        "board": board,
        "words": side_words(),
        "picture": sheet_picture(board, title="ふりかえりの視点"),
        "comments": comments_of(sheet, Side),
        "meeting": meeting,
        "points": points_of(meeting),
        "goals": goals_of(sheet),
    }
    return render(request, "reviews/browse/published.html", context)
