"""A table as it was asked for: counted how, and what of it is published."""

from fractions import Fraction
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook

from reviews.report_tables import grid_of
from reviews.survey_tables import Wanted, tabulated
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
)

pytestmark = pytest.mark.django_db


def answered(survey, code, answers, **question):
    """A question, answered by one respondent each; `answers`: (group, fields of the answer)."""
    made = QuestionFactory(survey=survey, code=code, **question)
    for group, given in answers:
        respondent = RespondentFactory(survey=survey, submitted=True, group=group)
        AnswerFactory(question=made, respondent=respondent, **given)


def test_projects_of_each_division_are_counted_once_where_that_is_asked_for():
    """Two 課, one of which has a project with two partners and another."""
    survey = SurveyFactory()
    first, second = RespondentFactory.create_batch(2, survey=survey, submitted=True)
    for respondent, key in ((first, 1), (first, 1), (first, 2), (second, 3)):
        SurveyRowFactory(respondent=respondent, project_key=key)
    found = [tabulated(survey, Wanted("division", once=once)).total for once in (False, True)]
    assert [(table.question.counted, table.n) for table in found] == [("協働の相手", 4), ("事業", 3)]
    assert [[line.count for line in table.lines] for table in found] == [[3, 1, 0], [2, 1, 0]]


def test_numbers_are_of_partners_however_projects_count():
    """n of the table is n of the mean; a scale says whose mean it is."""
    survey = SurveyFactory()
    people = QuestionFactory(survey=survey, code="N", number=True, of_partner=True)
    scale = QuestionFactory(survey=survey, code="S", scale=True, of_partner=True, choices=["1", "2"])
    respondent = RespondentFactory(survey=survey, submitted=True)
    for row in SurveyRowFactory.create_batch(2, respondent=respondent, project_key=1):
        AnswerFactory(question=people, respondent=respondent, row=row, number=2)
        AnswerFactory(question=scale, respondent=respondent, row=row, codes="c2")
    counted = tabulated(survey, Wanted("N", once=True))
    assert (counted.total.n, counted.figures.n, counted.total.question.counted) == (2, 2, "協働の相手")
    counted = tabulated(survey, Wanted("S", once=True))
    assert (counted.total.n, counted.figures.n) == (1, 2)
    assert counted.as_dict()["notes"][-1] == "平均とばらつきは、協働の相手ごとの答えから求めています。"


def test_a_mean_is_published_only_where_no_answer_is_hidden():
    """Mean and n are two more sums: two hidden steps of a scale would follow from them."""
    survey = SurveyFactory(hide_below=3)
    steps = [("1", "c1")] * 5 + [("1", "c2")] + [("4", "c2")] * 2
    answered(survey, "S", [(group, {"codes": code}) for group, code in steps], scale=True, choices=["1", "2"])
    answered(survey, "N", [("1", {"number": each}) for each in (None, 4, 5, 6)], number=True)
    found = {
        (code, by): tabulated(survey, Wanted(code, by, is_published=True))
        for code in "SN"
        for by in ((), ("group",))
    }
    assert [(key, each.figures_by) for key, each in found.items() if each.figures] == [
        (("S", ()), []),
        (("S", ("group",)), []),
    ]


def test_the_years_show_only_what_is_published_of_them():
    """A wave that nobody may read yet stays out of what visitors see, and each keeps its own limit."""
    waves = [
        SurveyFactory(fiscal_year=2024, template="yearly", published=True, hide_below=3),
        SurveyFactory(fiscal_year=2025, template="yearly", closed=True),
        SurveyFactory(fiscal_year=2026, template="yearly", published=True),
    ]
    for wave in waves:
        codes = ("c1", "c1", "c1", "c1", "c2")
        answered(wave, "Q", [("1", {"codes": code}) for code in codes], choices=["はい", "いいえ"])
    found = tabulated(waves[-1], Wanted("Q", ("year",), is_published=True)).as_dict()
    rows = {row["label"]: [line["count"] for line in row["rows"]] for row in found["rows"]}
    assert rows == {"令和6年度": [None, None, 0], "令和8年度": [4, 1, 0]}
    assert (found["n"], [line["count"] for line in found["total"]["rows"]]) == (10, [None, None, 0])
    assert len(tabulated(waves[-1], Wanted("Q", ("year",))).result.rows) == 3


def test_numbers_have_a_mean_for_each_year_and_for_each_pair_of_values():
    """Their figures are about the same answers as their table, and their rows are the same."""
    waves = [SurveyFactory(fiscal_year=year, template="yearly") for year in (2025, 2026)]
    for wave, numbers in zip(waves, ((1, 2), (4, None, 6)), strict=True):
        answered(wave, "N", [("1", {"number": each}) for each in numbers], number=True)
    for by in (("year",), ("group", "experience")):
        counted = tabulated(waves[-1], Wanted("N", by))
        assert counted.figures.n == counted.total.n
        rows = [(option.label, table.n) for option, table in counted.result.rows]
        assert [(option.label, each.n) for option, each in counted.figures_by] == rows
    by_year = tabulated(waves[-1], Wanted("N", ("year",)))
    assert [each.mean for _, each in by_year.figures_by] == [Fraction(3, 2), 5]


def test_the_workbook_of_a_scale_has_its_mean_beside_its_table():
    survey = SurveyFactory()
    answered(survey, "S", [("1", {"codes": "c1"}), ("1", {"codes": "c2"})], scale=True, choices=["1", "2"])
    book = load_workbook(tabulated(survey, Wanted("S")).write_xlsx(BytesIO()))
    assert book.sheetnames[:2] == ["集計", "平均とばらつき"]
    assert [cell.value for cell in book["平均とばらつき"][2]] == ["総計", 2, 2, 0, 3, 1.5, 0.5, 1, 2]


def test_numbers_leave_the_portal_as_numbers():
    """With a comma in it, neither Excel nor a program would take 1,200.50 for one."""
    survey = SurveyFactory()
    answered(survey, "N", [("1", {"number": "1200.5"})], number=True)
    counted = tabulated(survey, Wanted("N"))
    assert counted.as_dict()["figures"]["sum"] == "1200.50"
    book = load_workbook(counted.write_xlsx(BytesIO()))
    assert [cell.value for cell in book["集計"][2]] == ["総計", 1, 1, 0, 1200.5, 1200.5, 0, 1200.5, 1200.5]
    assert grid_of(counted).rows[0][1][3] == "1,200.50"
    page = render_to_string("reviews/tables/_figures.html", {"counted": counted})
    assert page.count("1,200.50") == 4
