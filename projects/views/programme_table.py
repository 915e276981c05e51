"""応募と採択の一覧: of one programme and of all, as a page and as files."""

from dataclasses import dataclass

from django.http import HttpResponseNotFound
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import public, sees
from kyodo.charts.svg import Svg
from kyodo.tables import csv_response, xlsx_response

from ..models import Programme
from ..pictures import programme_picture
from ..programme_table import HEADER, ORIGINS, RUNNING_MARK, ProgrammeTable, flat_rows
from ..queries.programme_table import programme_tables, programmes_with_calls

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
FILE_NAME = "応募と採択の一覧"


@dataclass(frozen=True)
class Shown:
    """One programme on the page."""

    programme: Programme
    table: ProgrammeTable
    picture: Svg


def told_programme(user, programme_id: int):
    return programmes_with_calls().filter(pk=programme_id)


@public
@require_GET
def all_programmes(request):
    """Every programme, one table after the other."""
    return _page(request, programmes_with_calls(), None)


@public
@require_GET
@sees(told_programme)
def one_programme(request, programme: Programme):
    return _page(request, [programme], programme)


@public
@require_GET
def all_programmes_file(request, kind: str):
    return _file(kind, programmes_with_calls(), FILE_NAME)


@public
@require_GET
def one_programme_file(request, programme_id: int, kind: str):
    programmes = told_programme(request.user, programme_id)
    return (
        _file(kind, programmes, f"{programmes[0].name}_{FILE_NAME}") if programmes else HttpResponseNotFound()
    )


def _page(request, programmes, programme: Programme | None):
    programmes = list(programmes)
    shown = [
        Shown(each, table, programme_picture(table, id_prefix=f"programme{each.pk}-"))
        for each, table in zip(programmes, programme_tables(programmes), strict=True)
    ]
    context = {"programme": programme, "shown": shown, "origins": ORIGINS, "mark": RUNNING_MARK}
    return render(request, "projects/programme_table/table.html", context)


def _file(kind: str, programmes, name: str):
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    return RESPONSES[kind](flat_rows(programme_tables(programmes)), HEADER, name)
