"""Reports for the pages that show them: the demo's is published, another one is being written."""

from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from reviews.actions.reports import make_report
from reviews.actions.surveys import make_survey
from reviews.models import ReportBlock, Survey, SurveyReport
from tests.factories.surveys import AnswerFactory, ReportBlockFactory

WRITTEN, WITHOUT = "report-written", "report-none"


def published(demo) -> SurveyReport:
    """The demo's own, with its PDF."""
    return demo.first("reviews.SurveyReport", survey__code="musashino")


def written(demo) -> SurveyReport:
    """作成, of a survey that two 課 have answered; with a name that cannot be read and a percentage typed by hand."""
    if found := SurveyReport.objects.filter(survey__code=WRITTEN).first():
        return found
    survey = without(demo, code=WRITTEN)
    question = survey.questions.get(code="D_GROUPS")
    for respondent in survey.respondents.all()[:2]:
        AnswerFactory(question=question, respondent=respondent, codes="people", is_counted=True)
    report = make_report(survey=survey, template="musashino", by=demo.user("coordinator"))
    ReportBlockFactory(report=report, question="D_GROUPS", text="{tpo.label}と、手で打った37.7%です。")
    return report


def without(demo, *, code: str = WITHOUT) -> Survey:
    """A survey that has no report."""
    if found := Survey.objects.filter(code=code).first():
        return found
    by, year = demo.user("coordinator"), FiscalYear.current().previous
    survey = make_survey(template="musashino", year=year, code=code, title="報告書を書く調査", by=by)
    Survey.objects.filter(pk=survey.pk).update(state="closed", due_on=timezone.localdate())
    return survey


def block(demo, kind: str) -> ReportBlock:
    """One block of the report that is being written: the last of its kind."""
    return written(demo).blocks.filter(kind=kind).last()
