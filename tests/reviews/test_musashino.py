"""The figures of the 武蔵野市 report, to the digit, by the commands alone: from an empty portal to each table.

Where the report contradicts itself, what its own counts give: figure 3's 企画立案への参画 is 1 of 122, 0.8 % (printed
as 3.3); figure 15's 3, 22 and 2 are of 27 (printed as of 29); figure 19's 無回答 is 16 of 53, 30.2 % (printed as 28.3).
"""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from reviews.charts.tables import chart_of
from reviews.demo.musashino import division_lines, musashino, partner_lines
from reviews.models import Survey
from reviews.survey_tables import Wanted, tabulated
from tests.kyodo.charts.drawn import Drawn

from .musashino import DIVISIONS, PARTNERS, fill_in

SURVEY = "musashino-2010"
pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(tmp_path):
    form = tmp_path / "form.xlsx"
    call_command("load_city", "musashino", stdout=StringIO())
    call_command("make_survey", "musashino", year="2010", stdout=StringIO())
    call_command("answer_form", SURVEY, out=form, stdout=StringIO())
    fill_in(form, {PARTNERS: partner_lines(), DIVISIONS: division_lines()})
    call_command("import_answers", SURVEY, form, stdout=StringIO())


def tabulate(question, **options):
    out = StringIO()
    call_command("tabulate", SURVEY, question=question, stdout=out, **options)
    return json.loads(out.getvalue())


def rows_of(table):
    return [(row["count"], row["percent"]) for row in table["rows"]]


def by_label(table):
    return {row["label"]: (row["count"], row["percent"]) for row in table["rows"]}


SINGLE_TABLES = {
    # figure 4
    "P_KIND": (122, [(43, "35.2"), (79, "64.8"), (0, "0.0")]),
    # figure 5
    "P_ORIGIN": (122, [(65, "53.3"), (37, "30.3"), (24, "19.7"), (17, "13.9"), (25, "20.5"), (2, "1.6")]),
    # figure 6
    "P_INITIATOR": (122, [(39, "32.0"), (49, "40.2"), (28, "23.0"), (18, "14.8"), (1, "0.8")]),
    # figure 8
    "P_OUTCOME": (122, [(87, "71.3"), (0, "0.0"), (32, "26.2"), (3, "2.5")]),
    # figure 10
    "D_MERITS": (25, [(17, "68.0"), (15, "60.0"), (11, "44.0"), (5, "20.0"), (0, "0.0"), (0, "0.0")]),
    # figure 12
    "D_WORRIES": (
        25,
        [
            (12, "48.0"),
            (12, "48.0"),
            (9, "36.0"),
            (7, "28.0"),
            (4, "16.0"),
            (4, "16.0"),
            (3, "12.0"),
            (0, "0.0"),
        ],
    ),
    # figure 14
    "D_CONTINUE": (24, [(20, "83.3"), (1, "4.2"), (2, "8.3"), (1, "4.2")]),
    # figure 15: the counts, of the 27 whom the report says were asked
    "D_WISH": (27, [(3, "11.1"), (22, "81.5"), (2, "7.4"), (0, "0.0")]),
    # figure 17
    "D_NOT_WHY": (
        22,
        [(17, "77.3"), (2, "9.1"), (2, "9.1"), (2, "9.1"), (1, "4.5"), (0, "0.0"), (5, "22.7"), (1, "4.5")],
    ),
    # figure 19
    "D_GROUPS": (
        53,
        [(20, "37.7"), (17, "32.1"), (10, "18.9"), (10, "18.9"), (10, "18.9"), (8, "15.1"), (16, "30.2")],
    ),
    # figure 22
    "D_CITY": (
        53,
        [
            (15, "28.3"),
            (14, "26.4"),
            (11, "20.8"),
            (10, "18.9"),
            (9, "17.0"),
            (6, "11.3"),
            (5, "9.4"),
            (5, "9.4"),
            (9, "17.0"),
            (24, "45.3"),
        ],
    ),
}


def test_figures_4_to_22_come_out_of_the_counts(survey):
    found = {code: tabulate(code) for code in SINGLE_TABLES}
    assert {code: (table["n"], rows_of(table)) for code, table in found.items()} == SINGLE_TABLES
    assert [code for code, table in found.items() if table["note"]] == [
        "D_MERITS", "D_WORRIES", "D_CONTINUE", "D_WISH", "D_NOT_WHY"
    ]  # fmt: skip


def test_figures_1_and_2_count_divisions_and_their_rows(survey):
    assert rows_of(tabulate("group"))[:4] == [(19, "35.8"), (5, "9.4"), (1, "1.9"), (28, "52.8")]
    table = tabulate("division", order="size")
    expected = [(each["name"], each["rows"]) for each in musashino()["divisions"]]
    assert table["n"] == 122
    assert [(row["label"], row["count"]) for row in table["rows"][:-1]] == sorted(
        expected, key=lambda row: -row[1]
    )


def test_figure_3_gives_each_form(survey):
    table = tabulate("P_FORM")
    assert (table["n"], by_label(table)) == (
        122,
        {
            "委託": (50, "41.0"),
            "共催": (14, "11.5"),
            "後援": (4, "3.3"),
            "実行委員会・協議会": (4, "3.3"),
            "事業協力": (13, "10.7"),
            "補助・助成": (32, "26.2"),
            "企画立案への参画": (1, "0.8"),
            "情報提供・情報交換": (3, "2.5"),
            "協賛": (1, "0.8"),
            "無回答": (0, "0.0"),
        },
    )


@pytest.mark.parametrize("by", ["form", "P_FORM"])
def test_figure_7_crosses_the_initiators_with_the_form(survey, by):
    table = tabulate("P_INITIATOR", by=[by])
    assert rows_of(table["total"]) == SINGLE_TABLES["P_INITIATOR"][1]
    assert {row["label"]: (row["n"], *rows_of(row)) for row in table["rows"]} == {
        "委託": (50, (23, "46.0"), (11, "22.0"), (10, "20.0"), (10, "20.0"), (1, "2.0")),
        "共催": (14, (2, "14.3"), (3, "21.4"), (10, "71.4"), (0, "0.0"), (0, "0.0")),
        "後援": (4, (0, "0.0"), (4, "100.0"), (0, "0.0"), (0, "0.0"), (0, "0.0")),
        "実行委員会・協議会": (4, (2, "50.0"), (2, "50.0"), (0, "0.0"), (1, "25.0"), (0, "0.0")),
        "事業協力": (13, (5, "38.5"), (6, "46.2"), (3, "23.1"), (1, "7.7"), (0, "0.0")),
        "補助・助成": (32, (6, "18.8"), (20, "62.5"), (4, "12.5"), (6, "18.8"), (0, "0.0")),
        "企画立案への参画": (1, (0, "0.0"), (1, "100.0"), (0, "0.0"), (0, "0.0"), (0, "0.0")),
        "情報提供・情報交換": (3, (1, "33.3"), (1, "33.3"), (1, "33.3"), (0, "0.0"), (0, "0.0")),
        "協賛": (1, (0, "0.0"), (1, "100.0"), (0, "0.0"), (0, "0.0"), (0, "0.0")),
    }


# Percent by experience, 無回答 last: all, with (n=25), without (n=28).
BY_EXPERIENCE = {
    # figure 20
    "D_GROUPS": (
        "37.7 32.1 18.9 18.9 18.9 15.1 30.2",
        "72.0 40.0 36.0 28.0 32.0 20.0 8.0",
        "7.1 25.0 3.6 10.7 7.1 10.7 50.0",
    ),
    # figure 23
    "D_CITY": (
        "28.3 26.4 20.8 18.9 17.0 11.3 9.4 9.4 17.0 45.3",
        "28.0 44.0 32.0 24.0 28.0 16.0 16.0 16.0 24.0 24.0",
        "28.6 10.7 10.7 14.3 7.1 7.1 3.6 3.6 10.7 64.3",
    ),
}


@pytest.mark.parametrize("code", BY_EXPERIENCE)
def test_figures_20_and_23_cross_with_experience(survey, code):
    table = tabulate(code, by=["experience"])
    every = [table["total"], *table["rows"]]
    assert [row["n"] for row in every] == [53, 25, 28]
    assert tuple(" ".join(line["percent"] for line in row["rows"]) for row in every) == BY_EXPERIENCE[code]
    assert [bool(row["note"]) for row in every] == [False, True, True]


def test_figure_16_counts_the_forms_that_those_who_wish_to_would_choose(survey):
    """The report prints n=4, and names three 課 in its text."""
    table = tabulate("D_FORMS")
    assert (table["n"], [row["count"] for row in table["rows"]]) == (3, [1, 1, 1, 0, 1, 1, 0, 2, 0, 0])


CHARTS = (
    *((code, ()) for code in ("group", "division", "P_FORM", *SINGLE_TABLES)),
    ("P_INITIATOR", ("form",)),
    ("P_OUTCOME", ("division",)),
    ("P_OUTCOME", ("form", "partner_kind")),
    ("D_GROUPS", ("experience",)),
    ("D_CITY", ("experience",)),
)


def test_every_figure_is_drawn_without_a_label_on_another(survey):
    made = Survey.objects.get()
    drawn = [Drawn(chart_of(tabulated(made, Wanted(code, by=by)))) for code, by in CHARTS]
    assert [(each.collisions(), each.outside()) for each in drawn] == [([], [])] * len(CHARTS)
