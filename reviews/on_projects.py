"""What ふりかえり adds to a project's pages: a tab, the small radar of each year, and the story of a public case."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from kyodo.registry import ProjectTab, case_blocks, continued_blocks, project_tabs, year_cells
from projects.models import Project, ProjectYear

from .enums import SheetKind, SheetState
from .models import MeetingPoint, Sheet
from .pictures import sheet_picture, small_picture
from .queries.sheets import boards_of

CELL, STORY = "reviews/on_projects/_cell.html", "reviews/on_projects/_story.html"
BESIDE = "reviews/on_projects/_beside.html"
YEARS_IN_STORY = 3


@project_tabs
def review_tab(user, project: Project) -> Iterator[ProjectTab]:
    """The project's sheets that this person may see."""
    count = Sheet.objects.visible_to(user).filter(project_year__project=project).count()
    yield ProjectTab("ふりかえり", reverse("reviews:of_project", args=[project.pk]), count)


@year_cells
def review_cells(user, years: Iterable[ProjectYear]) -> Iterator[tuple[int, str, dict]]:
    """For each year its final sheets: a small radar once both sides have finished, before that the state."""
    sheets = _final_sheets(Sheet.objects.inside(user), years)
    boards = boards_of(sheets)
    by_year: dict[int, list[dict]] = {}
    for sheet in sheets:
        board = boards.get(sheet.pk)
        title = f"{sheet.organization_name} {sheet.year.short_label}"
        picture = small_picture(board, title=title, id_prefix=f"sheet{sheet.pk}-") if board else None
        by_year.setdefault(sheet.project_year_id, []).append({"sheet": sheet, "picture": picture})
    for year_id, lines in by_year.items():
        yield year_id, CELL, {"lines": lines}


@case_blocks
def review_story(project: Project, years: Iterable[ProjectYear]) -> Iterator[tuple[str, dict]]:
    """The newest published sheets of a case, with their radars."""
    published = Sheet.objects.filter(state=SheetState.PUBLISHED)
    sheets = _final_sheets(published, years)[:YEARS_IN_STORY]
    if not sheets:
        return
    boards = boards_of(sheets)
    lines = [
        {
            "sheet": sheet,
            "picture": sheet_picture(
                boards[sheet.pk],
                title=f"{sheet.year.short_label} {sheet.organization_name}",
                id_prefix=f"sheet{sheet.pk}-",
            ),
        }
        for sheet in sheets
    ]
    yield STORY, {"lines": lines}


def _final_sheets(sheets, years: Iterable[ProjectYear]) -> list[Sheet]:
    return list(
        sheets.filter(project_year__in=[year.pk for year in years], kind=SheetKind.FINAL).order_by(
            "-fiscal_year", "number"
        )
    )


@continued_blocks
def sheets_beside(user, year: ProjectYear) -> Iterator[tuple[str, dict]]:
    """The sheets of the year before, for whoever writes how the project goes on: radar, comments, next steps."""
    sheets = _final_sheets(Sheet.objects.inside(user), [year])
    if not sheets:
        return
    boards = boards_of(sheets)
    steps: dict[int, list[MeetingPoint]] = {}
    points = MeetingPoint.objects.filter(meeting__sheet__in=boards).exclude(next_step="")
    for point in points.select_related("axis", "meeting").order_by("axis__number"):
        steps.setdefault(point.meeting.sheet_id, []).append(point)
    yield (
        BESIDE,
        {"lines": [_beside(sheet, boards.get(sheet.pk), steps.get(sheet.pk, [])) for sheet in sheets]},
    )


def _beside(sheet: Sheet, board, steps: list[MeetingPoint]) -> dict:
    title = f"{sheet.year.short_label} {sheet.organization_name}"
    picture = sheet_picture(board, title=title, id_prefix=f"beside{sheet.pk}-") if board else None
    return {"sheet": sheet, "picture": picture, "steps": steps}
