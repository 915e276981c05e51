"""Rows into PostgreSQL as fast as it takes them: COPY, history by one statement, indexes made afterwards."""

import csv
import io
import json
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Max

NULL = "\\N"
INDEXES_OF = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE '%%UNIQUE%%'"
)


def next_key(model) -> int:
    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def copy(rows: list) -> None:
    """Store unsaved instances of one model that carry their primary keys."""
    if not rows:
        return
    fields = type(rows[0])._meta.concrete_fields
    file = io.StringIO()
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([_cell(field, row) for field in fields])
    file.seek(0)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {type(rows[0])._meta.db_table} ({columns}) FROM STDIN (FORMAT csv, NULL '{NULL}')", file
        )


def _cell(field, row):
    value = field.pre_save(row, True)
    if value is None:
        return NULL
    return json.dumps(value, ensure_ascii=False) if isinstance(field, JSONField) else value


def log_creation(model, *, from_key: int) -> None:
    """One history row for each row from this key on, as saving them one by one would have left."""
    shadow = model.history.model
    shared = {field.column for field in model._meta.concrete_fields}
    columns = ", ".join(f'"{each.column}"' for each in shadow._meta.concrete_fields if each.column in shared)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {shadow._meta.db_table} ({columns}, history_date, history_type)"  # noqa: S608 - our names
            f" SELECT {columns}, now(), '+' FROM {model._meta.db_table} WHERE id >= %s",
            [from_key],
        )


def mend_sequences(models) -> None:
    """Let the next row that the portal itself makes follow ours."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@contextmanager
def without_indexes(*models):
    """Drop what only speeds up reading, and make it again at the end."""
    dropped = []
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for model in models:
            cursor.execute(INDEXES_OF, [model._meta.db_table])
            dropped += cursor.fetchall()
        for name, _ in dropped:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, definition in dropped:
            cursor.execute(definition)
