import pytest

from reviews.actions.reports import make_report
from tests.bench import reports
from tests.factories.organizations import PostFactory
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db


def test_everything_that_is_measured_of_a_report_can_be_made():
    survey = SurveyFactory(template="musashino", published=True)
    report = make_report(survey=survey, template="musashino", by=PostFactory(coordinator=True).user)
    works = reports.works(report)
    assert set(works) == set(reports.LIMITS)
    pdf, pages = works["report: PDF"]()
    assert (pdf[:5], pages > 1) == (b"%PDF-", True)
    assert works["report: workbook"]().read(2) == b"PK"
