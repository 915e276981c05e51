"""The report of the demo's 武蔵野市 survey: the chapters and 図表 of the document, published."""

from organizations.models import User

from ..actions.reports import make_report, publish_report
from ..jobs import order_edition
from ..models import Survey, SurveyReport


def make_musashino_report(survey: Survey, *, by: User) -> SurveyReport:
    """公表; its PDF is made by the job worker."""
    report = publish_report(make_report(survey=survey, template="musashino", by=by), by=by)
    order_edition(report, by=by)
    return report
