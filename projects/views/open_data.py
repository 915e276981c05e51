"""The published cases, and the adopted proposals, as data."""

import json
from collections.abc import Iterable

from django.http import HttpResponseNotFound, StreamingHttpResponse
from django.views.decorators.http import require_GET

from kyodo.access import public
from kyodo.tables import csv_response

from .. import open_data as of_cases
from .. import open_results as of_results


@public
@require_GET
def open_data(request, kind: str):
    return _answer(kind, of_cases.rows(of_cases.cases()), of_cases.COLUMNS, "協働事業の事例")


@public
@require_GET
def open_results(request, kind: str):
    return _answer(kind, of_results.rows(of_results.adopted()), of_results.COLUMNS, "採択した提案")


def _answer(kind: str, rows: Iterable[list], columns: list[tuple[str, str]], title: str):
    names = [name for name, _meaning in columns]
    if kind == "csv":
        return csv_response(rows, names, title)
    if kind == "json":
        return StreamingHttpResponse(_json(rows, names), content_type="application/json; charset=utf-8")
    return HttpResponseNotFound()


def _json(rows: Iterable[list], names: list[str]):
    """An array of objects, written row by row."""
    yield "["
    separator = "\n"
    for row in rows:
        yield separator + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"
