"""`python -m tests.bench.surveys`: one survey of 100,000 課 and 220,000 partner rows, tabulated every way there is.

Fills the database of DATABASE_URL (migrated and empty) by statements of its own, and prints JSON. Run by
`bin/bench --survey`, once on PostgreSQL and once on SQLite.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import django
from django.core.management import call_command

from tests.harness.source import ROOT

DIVISIONS, ROWS, ABOUT_DIVISIONS = 100_000, 220_000, 5
ABOUT_ROWS = int(os.environ.get("BENCH_QUESTIONS", "20"))  # fewer for a quick look
LIMITS = {"postgresql": 1.0, "sqlite": 2.0}  # seconds
TIMES = 3
MOST_CODES = "CASE {n} % 4 WHEN 0 THEN 'a,b' WHEN 1 THEN 'c' WHEN 2 THEN 'a,d,e' ELSE '' END"
ONE_CODE = "substr('abcdefghi', CAST(1 + {n} % 9 AS integer), 1)"


def on(database_url: str) -> dict:
    """Migrate, fill and measure in a process of its own; gives what it found."""
    return run_on("tests.bench.surveys", database_url)


def run_on(module: str, database_url: str) -> dict:
    """Run a module that prints JSON, with this database."""
    environment = os.environ | {"DATABASE_URL": database_url}
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def measure() -> dict:
    from django.db import connection

    survey = fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds = {
        name: round(median(_time(work) for _ in range(TIMES)), 2) for name, work in works(survey).items()
    }
    limit = LIMITS[connection.vendor]
    missed = [f"{name}: {taken} s > {limit}" for name, taken in seconds.items() if taken > limit]
    return {"database": connection.vendor, "seconds": seconds, "missed": missed}


def works(survey) -> dict[str, Callable]:
    """Every kind of table and crossing, by name."""
    from reviews.queries.tables import attribute_table, crossing_of, figures_of, table_of

    questions = {each.code: each for each in survey.questions.all()}
    one, several, other, number = (questions[code] for code in ("P0", "P1", "P2", f"P{ABOUT_ROWS - 1}"))
    own, own_several = questions["D0"], questions["D1"]
    return {
        "single": lambda: table_of(one),
        "several answers": lambda: table_of(several),
        "numbers": lambda: figures_of(number),
        "of respondents": lambda: table_of(own),
        "by group": lambda: crossing_of(several, "group"),
        "by experience": lambda: crossing_of(one, "experience"),
        "by a question of the row": lambda: crossing_of(one, several),
        "several by several": lambda: crossing_of(several, questions["P3"]),
        "by a question of the respondent": lambda: crossing_of(one, own),
        "respondents by their question": lambda: crossing_of(own, own_several),
        "respondents by a question of their rows": lambda: crossing_of(own, one),
        "by two questions": lambda: crossing_of(one, other, "experience"),
        "over the years": lambda: crossing_of(one, "year"),
        "projects once": lambda: table_of(several, once=True),
        "projects once, crossed": lambda: crossing_of(one, several, once=True),
        "rows by group": lambda: attribute_table(survey, "group"),
    }


def _time(work: Callable) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def fill():
    """One survey: half of its questions with one answer, half with several, the last about a number."""
    from django.db import connection, transaction

    from reviews.models import Answer, Choice, Question, Survey

    survey = Survey.objects.create(code="bench", title="bench", fiscal_year=2026, template="bench")
    numbered = [("partner", number) for number in range(ABOUT_ROWS)]
    numbered += [("respondent", number) for number in range(ABOUT_DIVISIONS)]
    questions = []
    for unit, number in numbered:
        kind = "number" if number == ABOUT_ROWS - 1 else ("single", "multiple")[number % 2]
        code = f"{unit[0].upper().replace('R', 'D')}{number}"
        question = Question.objects.create(survey=survey, code=code, unit=unit, kind=kind, text=code)
        Choice.objects.bulk_create(Choice(question=question, code=each, label=each) for each in "abcdefghi")
        questions.append(question)
    with connection.schema_editor() as editor:
        for index in Answer._meta.indexes:
            editor.remove_index(Answer, index)
    with transaction.atomic(), connection.cursor() as cursor:
        _respondents_and_rows(cursor, survey.pk)
        for number, question in enumerate(questions):
            _answers(cursor, question, number)
    with connection.schema_editor() as editor:
        for index in Answer._meta.indexes:
            editor.add_index(Answer, index)
    return survey


NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {most})"


def _respondents_and_rows(cursor, survey: int) -> None:
    cursor.execute(
        f"{NUMBERS.format(most=DIVISIONS)} INSERT INTO reviews_respondent"  # noqa: S608 - our own numbers and names
        ' (id, survey_id, name, position, "group", group_reason, state, is_proxy, version, created_at, updated_at)'
        f" SELECT n, {survey}, 'division', n, CAST(1 + n % 4 AS varchar(1)), '', 'submitted',"
        " (1 = 1), 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM numbers"
    )
    cursor.execute(
        f"{NUMBERS.format(most=ROWS)} INSERT INTO reviews_surveyrow"  # noqa: S608
        " (id, respondent_id, project_key, project_name, partner_name, runs, position)"
        f" SELECT n, 1 + n % {DIVISIONS}, n / 2 + 1, 'project', 'partner', (1 = 1), n FROM numbers"
    )


def _answers(cursor, question, number: int) -> None:
    about_rows = question.unit == "partner"
    codes = {"single": ONE_CODE, "multiple": MOST_CODES, "number": "''"}[question.kind].format(
        n=f"(id * {2 * number + 7} + id / {number + 2})"
    )
    amount = "id % 1000" if question.kind == "number" else "NULL"
    respondent, row, table = (
        ("respondent_id", "id", "reviews_surveyrow") if about_rows else ("id", "NULL", "reviews_respondent")
    )
    cursor.execute(
        "INSERT INTO reviews_answer (respondent_id, row_id, question_id, codes, number, text, cells, is_counted,"  # noqa: S608
        f" version, updated_at) SELECT {respondent}, {row}, {question.pk}, {codes}, {amount}, '', '[]', (1 = 1),"
        f" 1, CURRENT_TIMESTAMP FROM {table}"
    )


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    json.dump(measure(), sys.stdout)
