"""The published cases as data."""

import json

from django.http import HttpResponseNotFound, StreamingHttpResponse
from django.views.decorators.http import require_GET

from kyodo.access import public
from kyodo.tables import csv_response

from ..open_data import COLUMNS, cases, rows

NAMES = [name for name, _meaning in COLUMNS]


@public
@require_GET
def open_data(request, kind: str):
    if kind == "csv":
        return csv_response(rows(cases()), NAMES, "協働事業の事例")
    if kind == "json":
        return StreamingHttpResponse(_json(), content_type="application/json; charset=utf-8")
    return HttpResponseNotFound()


def _json():
    """An array of objects, written row by row."""
    yield "["
    separator = "\n"
    for row in rows(cases()):
        yield separator + json.dumps(dict(zip(NAMES, row, strict=True)), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"
