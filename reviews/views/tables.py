"""A survey's tables: all questions at a glance, one table as it was asked for, its files, the rows behind a number.

Staff see the numbers as they come in; everybody else those of a published survey, with small cells hidden.
"""

import json
from collections.abc import Iterable
from io import BytesIO
from urllib.parse import urlencode

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from kyodo.access import acts_on, public, sees
from kyodo.lists import PagedRows
from kyodo.tables import csv_response

from ..charts.pictures import png_of
from ..charts.tables import chart_of, mini_of
from ..enums import SurveyState
from ..forms.tables import TableForm
from ..models import Survey
from ..queries.behind_tables import answers_behind, overview_of
from ..queries.measuring import YEAR, CannotCross
from ..survey_tables import Counted, question_named, tabulated
from ..tabulation import Line, Table
from .survey_frame import survey_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
PICTURE_FILES = (("svg", "図（SVG）"), ("png", "図（PNG）"))
ROWS_A_PAGE = 50


def counted_survey(user, code: str):
    """Staff see every survey that is out, coordinators all, everybody the published ones."""
    rows = Survey.objects.filter(code=code)
    if user.is_authenticated and user.standing.is_coordinator:
        return rows
    shown = Q(state=SurveyState.PUBLISHED)
    if user.has_perm("reviews.view_tabulation"):
        shown |= ~Q(state=SurveyState.PREPARING)
    return rows.filter(shown)


@public
@require_GET
@sees(counted_survey)
def survey_tables(request, survey: Survey):
    """All questions with their first answers; with `question`, its table."""
    is_published = not request.user.has_perm("reviews.view_tabulation")
    if "question" not in request.GET:
        glances = [
            (glance, mini_of(glance.table) if glance.table else None)
            for glance in overview_of(survey, is_published=is_published)
        ]
        form = TableForm(None, survey=survey)
        return survey_page(
            request, survey, "reviews/tables/overview.html", "survey_tables", glances=glances, form=form
        )
    form = TableForm(request.GET, survey=survey)
    counted = _counted(form, survey, is_published)
    context = {"form": form, "counted": counted}
    if counted is not None:
        context |= _shown(request, survey, counted, is_published)
    status = 200 if counted is not None else 422
    return survey_page(
        request, survey, "reviews/tables/table.html", "survey_tables", status=status, **context
    )


def _counted(form: TableForm, survey: Survey, is_published: bool) -> Counted | None:
    """None, with the reason at the field, where the survey cannot be counted so."""
    if not form.is_valid():
        return None
    try:
        return tabulated(survey, form.wanted(is_published=is_published))
    except CannotCross as reason:
        form.add_error("by", str(reason))
        return None


def _shown(request, survey: Survey, counted: Counted, is_published: bool) -> dict:
    chart = chart_of(counted, has_heading=False)
    files = [
        (label, f"{reverse('reviews:survey_table_file', args=[survey.code, kind])}?{request.GET.urlencode()}")
        for kind, label in (*TABLE_FILES, *(PICTURE_FILES if chart else ()))
    ]
    links = not is_published and counted.question is not None
    context = {"files": files, "is_published": is_published, "chart": chart}
    if not counted.is_crossing:
        return {**context, "lines": _lines(survey, counted, counted.result, "", links)}
    by_year = counted.result.by.code == YEAR
    rows = [("総計", counted.total, _lines(survey, counted, counted.total, "", links and not by_year))]
    rows += [
        (option.label, table, _lines(survey, counted, table, option.code, links and not by_year))
        for option, table in counted.result.rows
    ]
    return {**context, "rows": rows}


def _lines(survey: Survey, counted: Counted, table: Table, value: str, links: bool) -> list[tuple[Line, str]]:
    """Each line with the address of the rows behind it, where the reader may see those."""
    base = reverse("reviews:survey_table_rows", args=[survey.code])
    by = counted.result.by.code if value else ""
    query = {"question": table.question.code, "by": by, "value": value}
    return [
        (line, f"{base}?{urlencode({**query, 'code': line.code})}" if links and line.count else "")
        for line in table.lines
    ]


@public
@require_GET
def survey_table_file(request, code: str, kind: str):
    """The same table as a file, or its chart."""
    survey = get_object_or_404(counted_survey(request.user, code))
    is_published = not request.user.has_perm("reviews.view_tabulation")
    counted = _counted(TableForm(request.GET, survey=survey), survey, is_published)
    if counted is None:
        raise Http404
    name = f"{survey.title}　{counted.title}"
    if kind == "csv":
        heading, rows = counted.as_rows()
        return csv_response(rows, heading, name)
    if kind == "xlsx":
        file = counted.write_xlsx(BytesIO())
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    if kind == "json":
        body = json.dumps(counted.as_dict(), ensure_ascii=False, indent=2)
        return _file(body, "application/json; charset=utf-8", f"{name}.json")
    chart = chart_of(counted) if kind in ("svg", "png") else None
    if chart is None:
        raise Http404
    if kind == "svg":
        return _file(chart, "image/svg+xml; charset=utf-8", f"{name}.svg")
    return _file(png_of(chart), "image/png", f"{name}.png")


def _file(body: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_GET
@acts_on("reviews.view_tabulation", counted_survey)
def survey_table_rows(request, survey: Survey):
    """The answers that one number counts: whose they are, about what, in which words."""
    try:
        question = question_named(survey, request.GET.get("question", ""))
        ways = list(_ways(survey, request.GET.get("by", ""), request.GET.get("value", "")))
        if question is None:
            raise Http404
        answers = answers_behind(question, request.GET.get("code", ""), ways)
    except CannotCross:
        raise Http404 from None
    listing = PagedRows(request, answers, ROWS_A_PAGE)
    labels = {choice.code: choice.label for choice in question.choices.all()}
    for answer in listing.page.object_list:
        answer.said = "、".join(labels.get(code, code) for code in answer.chosen)
    return render(
        request,
        "reviews/tables/rows.html",
        {"survey": survey, "question": question, "listing": listing, "labels": labels},
    )


def _ways(survey: Survey, by: str, values: str) -> Iterable[tuple]:
    codes, values = by.split("/") if by else [], values.split("/")
    if len(codes) > len(values):
        raise CannotCross("値が足りません。")
    for code, value in zip(codes, values, strict=False):
        yield question_named(survey, code) or code, value
