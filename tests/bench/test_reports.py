import pytest

from reviews.actions.reports import make_report, publish_report
from reviews.actions.surveys import add_question
from reviews.report_document import compose
from reviews.survey_templates import read_template
from tests.bench import reports
from tests.factories.organizations import PostFactory
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db


def test_everything_that_is_measured_of_a_report_can_be_made():
    by = PostFactory(coordinator=True).user
    survey = SurveyFactory(template="musashino", published=True)
    for position, question in enumerate(read_template("musashino").questions):
        add_question(survey, question, position=position, by=by)
    report = make_report(survey=survey, template="musashino", by=by)
    publish_report(report, confirmed=compose(report).typed_mark, by=by)
    works = reports.works(report)
    assert set(works) == set(reports.LIMITS)
    pages = [work() for name, work in works.items() if name.startswith("page ")]
    assert [survey.title in text for text in pages] == [True] * 4
    pdf, sheets = works["report: PDF"]()
    assert (pdf[:5], sheets > 1) == (b"%PDF-", True)
    assert works["report: workbook"]().read(2) == b"PK"
