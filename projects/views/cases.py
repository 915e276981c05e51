"""事例: what citizens read of the projects."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import public, sees
from kyodo.lists import ListPage
from kyodo.registry import case_blocks

from ..filters.records import CASE_SORTS, CaseFilter
from ..models import Project, ProjectYear
from ..queries.records import case_with_years, timeline


@public
@require_GET
def case_list(request):
    rows = ProjectYear.objects.cases().select_related("division", "form", "project")
    listing = ListPage(request, CaseFilter(request.GET, rows), CASE_SORTS)
    return render(request, "projects/cases/list.html", {"listing": listing, "unit": "事例"})


def public_case(user, project_id: int):
    """A published project with at least one year that citizens may read."""
    told = ProjectYear.objects.cases().values("project")
    return Project.objects.published().filter(pk=project_id, pk__in=told)


@public
@require_GET
@sees(public_case)
def case(request, project: Project):
    """課題 → いっしょにしたこと → 結果 → ふりかえり."""
    years = case_with_years(project)
    context = {
        "project": project,
        "years": years,
        "newest": years[0],
        "timeline": timeline(project, years),
        "blocks": [
            {"template": template, "context": block} for template, block in case_blocks.gather(project, years)
        ],
    }
    return render(request, "projects/cases/case.html", context)
