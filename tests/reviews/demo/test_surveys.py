import datetime

import pytest

from kyodo.cities import load_city
from organizations.demo import make_people
from projects.demo import make_projects
from reviews.demo import make_surveys
from reviews.models import Answer, Respondent, Survey, SurveyReport, SurveyRow
from reviews.queries.tables import crossing_of, table_of
from reviews.report_document import compose

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def surveys(at):
    at(2026, 11, 22)
    load_city("nishitokyo")
    make_people(TODAY)
    make_projects(2026)
    make_surveys(TODAY)


def counts(code, question):
    table = table_of(Survey.objects.get(code=code).questions.get(code=question))
    return [line.count for line in table.lines]


def test_musashino_is_published_with_the_counts_of_its_report(surveys):
    survey = Survey.objects.get(code="musashino")
    rows = SurveyRow.objects.filter(respondent__survey=survey)
    assert (survey.state, survey.fiscal_year, survey.due_on) == (
        "published",
        2010,
        datetime.date(2011, 7, 29),
    )
    assert (rows.count(), rows.values("project_key").distinct().count()) == (122, 105)
    assert counts("musashino", "P_FORM") == [50, 14, 4, 4, 13, 32, 1, 3, 1, 0]
    assert counts("musashino", "P_ORIGIN") == [65, 37, 24, 17, 25, 2]
    assert counts("musashino", "P_OUTCOME") == [87, 0, 32, 3]
    assert counts("musashino", "D_WISH") == [3, 22, 2, 0]
    city = crossing_of(survey.questions.get(code="D_CITY"), "experience")
    assert [[line.count for line in table.lines] for _, table in city.rows] == [
        [7, 11, 8, 6, 7, 4, 4, 4, 6, 6],
        [8, 3, 3, 4, 2, 2, 1, 1, 3, 18],
    ]


def test_words_stand_under_headings(surveys):
    words = Answer.objects.filter(question__survey__code="musashino", question__categories__isnull=False)
    assert words.filter(category__isnull=True).exclude(text="").count() == 0
    assert counts("musashino", "D_GROUPS_TEXT") == [2, 2, 1, 0, 48]


def test_the_steps_of_a_past_wave_stand_on_their_days(surveys):
    survey = Survey.objects.get(code="musashino")
    recorded = survey.history.order_by("history_date").values_list("history_date__date", flat=True)
    assert [f"{day:%Y-%m-%d}" for day in recorded] == ["2011-06-20", "2011-07-01", "2011-08-05", "2012-03-15"]
    given = Respondent.history.filter(survey=survey).values_list("history_date__date", flat=True)
    assert set(given) == {datetime.date(2011, 7, 26)}


def test_the_newest_yearly_wave_is_open_and_half_answered(surveys):
    waves = Survey.objects.filter(template="yearly").values_list("code", "state", "previous__code")
    assert list(waves) == [
        ("yearly-2025", "open", "yearly-2024"),
        ("yearly-2024", "published", "yearly-2023"),
        ("yearly-2023", "published", None),
    ]
    asked = Respondent.objects.filter(survey__code="yearly-2025").values_list("name", "state")
    assert dict(asked) == {
        "協働コミュニティ課": "waiting",
        "文化振興課": "writing",
        "児童青少年課": "submitted",
        "みどり公園課": "waiting",
        "高齢者支援課": "submitted",
        "見本防災課": "submitted",
        "見本情報課": "waiting",
        "見本共生課": "waiting",
    }
    through = Respondent.objects.filter(answers_through__isnull=False).values_list(
        "name", "answers_through__name"
    )
    assert set(through) == {
        ("武蔵野プレイス開設準備室", "生涯学習スポーツ課"),
        ("見本共生課", "協働コミュニティ課"),
    }
    assert Respondent.objects.filter(survey__code="yearly-2024").submitted().count() == 8


def test_a_question_is_set_beside_its_earlier_waves(surveys):
    question = Survey.objects.get(code="yearly-2025").questions.get(code="D_CONTINUE")
    assert [(option.label, table.n) for option, table in crossing_of(question, "year").rows] == [
        ("令和5年度", 4),
        ("令和6年度", 4),
        ("令和7年度", 2),
    ]


def test_the_report_of_musashino_is_published_with_the_numbers_of_its_document(surveys):
    document = compose(SurveyReport.objects.get(survey__code="musashino"))
    assert (document.report.state, document.problems, document.typed) == ("published", [], [])
    # 図表 1 to 25 as the document counts them; 11, 13, 18, 21, 24 and 25 are what was said in words.
    assert [piece.label for piece in document.numbered if piece.quotes] == [
        f"図表{number}" for number in (11, 13, 18, 21, 24, 25)
    ]
    found = {piece.number: piece.counted.total for piece in document.numbered}
    assert {number: table.n for number, table in found.items()} == {
        **dict.fromkeys((1, 18, 19, 20, 21, 22, 23, 24, 25), 53),
        **dict.fromkeys((2, 3, 4, 5, 6, 7, 8), 122),
        **dict.fromkeys((9, 10, 11, 12, 13), 25),
        14: 24,
        15: 27,
        16: 3,
        17: 22,
        18: 22,
    }
    said = " ".join(piece.text for piece in document.pieces)
    assert "「委託」が41.0%を占め" in said
    assert "「取り組みたい」が11.1%（3課）" in said  # the document prints 10.3 and 13.8
    assert "無回答は30.2%でした" in said  # its figure 19 prints 28.3
