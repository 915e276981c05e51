import json
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reviews.enums import SurveyState
from reviews.models import Question
from tests.factories.organizations import PostFactory
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
)
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    """Two questions of 課 and one of rows: six 課 of ① and two of ④ have answered."""
    survey = SurveyFactory(code="s", closed=True, hide_below=3)
    wish = QuestionFactory(survey=survey, code="WISH", text="続けたいですか。", choices=["はい", "いいえ"])
    why = QuestionFactory(survey=survey, code="WHY", text="なぜですか。", multiple=True, choices=["人", "金"])
    form = QuestionFactory(
        survey=survey, code="FORM", text="どの形ですか。", of_partner=True, choices=["委託"]
    )
    for number in range(8):
        respondent = RespondentFactory(
            survey=survey,
            submitted=True,
            name=f"課{number}",
            group="1" if number < 6 else "4",
            position=number,
        )
        AnswerFactory(question=wish, respondent=respondent, codes="c1" if number < 5 else "c2")
        AnswerFactory(question=why, respondent=respondent, codes=["c1,c2", "c1", ""][number % 3])
        row = SurveyRowFactory(respondent=respondent, project_name=f"事業{number}", project_key=1)
        AnswerFactory(question=form, respondent=respondent, row=row, codes="c1")
    return survey


@pytest.fixture
def staff(client):
    client.force_login(PostFactory().user)
    return client


def address(name, *more, **query):
    path = reverse(f"reviews:{name}", args=["s", *more])
    return f"{path}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def shown(page):
    return [(line.label, line.count, line.percent) for line, _ in page.context["lines"]]


def test_all_questions_stand_at_one_glance(staff, survey):
    page = staff.get(address("survey_tables"))
    assert [
        (each.question.code, each.table.n, each.table.top.label) for each, _ in page.context["glances"]
    ] == [
        ("WISH", 8, "はい"),
        ("WHY", 8, "人"),
        ("FORM", 8, "委託"),
    ]


def test_the_overview_shows_how_the_answers_divide(staff, survey):
    QuestionFactory(survey=survey, code="N", number=True)
    minis = [mini for _, mini in staff.get(address("survey_tables")).context["glances"]]
    assert "<title>はい 62.5%、いいえ 37.5%、無回答 0.0%。</title>" in minis[0]
    assert [bool(mini) for mini in minis] == [True, True, True, False]


def test_a_table_leads_to_the_answers_behind_each_number(staff, survey):
    page = staff.get(address("survey_tables", question="WISH"))
    assert shown(page) == [("はい", 5, "62.5"), ("いいえ", 3, "37.5"), ("無回答", 0, "0.0")]
    assert "n=8（課）" in page.text
    rows = staff.get(page.context["lines"][1][1])
    assert [answer.respondent.name for answer in rows.context["listing"].page] == ["課5", "課6", "課7"]


def test_a_crossing_leads_to_the_answers_behind_each_cell(staff, survey):
    page = staff.get(address("survey_tables", question="WHY", by="experience", by2="WISH"))
    assert [(label, table.n) for label, table, _ in page.context["rows"]] == [
        ("総計", 8),
        ("実績あり・はい", 5),
        ("実績あり・いいえ", 1),
        ("実績なし・いいえ", 2),
    ]
    _, _, lines = page.context["rows"][1]
    assert [(line.label, line.count) for line, _ in lines] == [("人", 4), ("金", 2), ("無回答", 1)]
    behind = [staff.get(url).context["listing"].paginator.count for _, url in lines]
    assert behind == [4, 2, 1]


def test_rows_of_one_project_are_counted_once_where_that_is_asked_for(staff, survey):
    page = staff.get(address("survey_tables", question="FORM", count="project"))
    assert shown(page) == [("委託", 1, "100.0"), ("無回答", 0, "0.0")]
    assert "n=1（事業）" in page.text


def test_attributes_are_tables_of_their_own(staff, survey):
    page = staff.get(address("survey_tables", question="group"))
    assert shown(page)[0] == ("①以前も、その年度も", 6, "75.0")


def test_what_cannot_be_crossed_says_why(staff, survey):
    page = staff.get(address("survey_tables", question="WISH", by="year", by2="group"))
    assert page.status_code == 422
    assert page.context["form"].errors == {"by": ["年度は、ほかの分け方と一緒には使えません。"]}
    assert staff.get(address("survey_tables", question="ZZZ")).status_code == 422


def test_a_survey_without_answers_has_empty_tables(staff):
    QuestionFactory(survey=SurveyFactory(code="s", open=True), code="Q", choices=["はい"])
    QuestionFactory(survey__code="s2", number=True)
    assert staff.get(address("survey_tables")).status_code == 200
    for by in ("", "group", "division", "year"):
        page = staff.get(address("survey_tables", question="Q", by=by))
        assert "まだ数えられる答えがありません" in page.text


def test_numbers_show_their_mean_and_spread(staff, survey):
    people = QuestionFactory(survey=survey, code="N", number=True)
    for number, respondent in enumerate(survey.respondents.all()[:3]):
        AnswerFactory(question=people, respondent=respondent, number=number + 1)
    page = staff.get(address("survey_tables", question="N", by="group"))
    spread = [3, 3, 0, *map(Decimal, ("6.00", "2.00", "0.82", "1.00", "3.00"))]
    assert page.context["counted"].figure_rows()[1] == [["総計", *spread], ["①以前も、その年度も", *spread]]
    assert "0.82" in page.text


def test_a_table_comes_as_csv_xlsx_and_json(staff, survey):
    csv = b"".join(staff.get(address("survey_table_file", "csv", question="WISH"))).decode("utf-8-sig")
    assert csv.splitlines()[:2] == ["記号,回答,件数,%,n", "c1,はい,5,62.5,8"]
    file = BytesIO(b"".join(staff.get(address("survey_table_file", "xlsx", question="WISH"))))
    assert [cell.value for cell in load_workbook(file)["集計"][2]] == ["c1", "はい", 5, 62.5, 8]
    data = json.loads(staff.get(address("survey_table_file", "json", question="WISH", by="group")).content)
    assert (data["question"], data["n"], [row["n"] for row in data["rows"]]) == ("WISH", 8, [6, 2])


def test_a_file_of_no_table_is_not_found(staff, survey):
    for more, query in ((["pdf"], {"question": "WISH"}), (["csv"], {}), (["csv"], {"question": "Z"})):
        assert staff.get(address("survey_table_file", *more, **query)).status_code == 404


def test_a_visitor_reads_published_tables_without_small_cells(client, survey):
    assert client.get(address("survey_tables")).status_code == 404
    survey.__class__.objects.update(state=SurveyState.PUBLISHED)
    page = client.get(address("survey_tables", question="WISH", by="group"))
    tables = [
        (label, table.is_n_hidden, [line.is_hidden for line in table.lines])
        for label, table, _ in page.context["rows"]
    ]
    assert tables[2] == ("④一度もない", True, [True, True, True])
    assert [url for _, _, lines in page.context["rows"] for _, url in lines if url] == []
    assert client.get(address("survey_tables")).status_code == 200
    data = json.loads(client.get(address("survey_table_file", "json", question="WISH", by="group")).content)
    assert data["rows"][1]["n"] is None


def test_a_glance_at_published_words_hides_how_few_were_asked(client, survey):
    why = QuestionFactory(survey=survey, code="T", words=True)
    AnswerFactory(question=why, respondent=survey.respondents.first(), text="人が足りない")
    survey.__class__.objects.update(state=SurveyState.PUBLISHED)
    glances = {
        glance.question.code: glance for glance, _ in client.get(address("survey_tables")).context["glances"]
    }
    assert (glances["T"].n, glances["T"].answered) == (None, None)


@pytest.mark.parametrize(
    "name", ["reviews:survey_tables", "reviews:survey_table_file", "reviews:survey_table_rows"]
)
@pytest.mark.parametrize("role", ["nobody", "editor"])
def test_tables_are_not_found_before_they_are_published(client, survey, name, role):
    respondent = survey.respondents.first() if role == "nobody" else RespondentFactory(group_asked=True)
    client.force_login(person(role, respondent))
    more = ["csv"] if name.endswith("file") else []
    path = reverse(name, args=[respondent.survey.code, *more])
    assert client.get(f"{path}?question=WISH").status_code == 404


def test_rows_behind_a_published_number_are_forbidden_to_citizens(client, survey):
    survey.__class__.objects.update(state=SurveyState.PUBLISHED)
    client.force_login(person("nobody", survey.respondents.first()))
    path = reverse("reviews:survey_table_rows", args=["s"])
    assert client.get(f"{path}?question=WISH").status_code == 403


def test_rows_behind_no_question_are_not_found(staff, survey):
    for query in (
        {},
        {"question": "Z"},
        {"question": "group"},
        {"question": "WISH", "by": "zzz", "value": "1"},
    ):
        assert staff.get(address("survey_table_rows", **query)).status_code == 404


@pytest.mark.parametrize("query", [{}, {"question": "WHY"}, {"question": "FORM", "by": "division"}])
def test_a_page_takes_as_many_queries_whatever_it_counts(staff, query, django_assert_max_num_queries):
    counts = []
    survey = SurveyFactory(code="s", open=True)
    QuestionFactory(survey=survey, code="FORM", of_partner=True, choices=["委託"])
    QuestionFactory(survey=survey, code="WHY", multiple=True, choices=["人"])
    for rows in (1, 3):
        for _ in range(rows):
            respondent = RespondentFactory(survey=survey, submitted=True)
            row = SurveyRowFactory(respondent=respondent)
            for question in Question.objects.filter(survey=survey):
                AnswerFactory(
                    question=question,
                    respondent=respondent,
                    row=row if question.code == "FORM" else None,
                    codes="c1",
                )
        staff.get(address("survey_tables", **query))
        with django_assert_max_num_queries(30) as captured:
            staff.get(address("survey_tables", **query))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_chart_stands_with_its_table_and_comes_as_a_file(staff, survey):
    page = staff.get(address("survey_tables", question="WISH"))
    assert "はい 62.5%、いいえ 37.5%、無回答 0.0%。" in page.text
    assert [label for label, _ in page.context["files"]] == ["CSV", "Excel", "JSON", "図（SVG）", "図（PNG）"]
    svg = staff.get(address("survey_table_file", "svg", question="WISH"))
    assert (svg["Content-Type"], svg.content[:4]) == ("image/svg+xml; charset=utf-8", b"<svg")
    png = staff.get(address("survey_table_file", "png", question="WISH", by="group"))
    assert (png["Content-Type"], png.content[:4]) == ("image/png", b"\x89PNG")
    assert png["Content-Disposition"].startswith("attachment")


def test_a_table_without_answers_has_no_chart(staff):
    QuestionFactory(survey=SurveyFactory(code="s", open=True), code="Q", choices=["はい"])
    page = staff.get(address("survey_tables", question="Q"))
    assert page.context["chart"] is None
    assert len(page.context["files"]) == 3


def test_a_chart_of_no_answers_is_not_found(staff):
    QuestionFactory(survey=SurveyFactory(code="s", open=True), code="Q", choices=["はい"])
    for kind in ("svg", "png"):
        assert staff.get(address("survey_table_file", kind, question="Q")).status_code == 404


def test_a_published_chart_hides_what_its_table_hides(client, survey):
    survey.__class__.objects.update(state=SurveyState.PUBLISHED)
    svg = client.get(address("survey_table_file", "svg", question="WISH", by="group")).content.decode()
    assert "④一度もない（n=－）：はい 数が少ないため非表示、いいえ 数が少ないため非表示" in svg
