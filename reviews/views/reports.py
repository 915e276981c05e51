"""A survey's report as it is read, made, named, published and taken away as files."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on, public, require, sees
from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.files import send_file
from kyodo.workflow import StepRefused

from ..actions import reports as actions
from ..enums import ReportState, SurveyState
from ..forms.reports import NewReportForm, ReportForm, ReportStepForm
from ..jobs import order_edition, order_report
from ..models import Survey, SurveyReport
from ..queries.report_history import report_events
from ..report_document import compose
from ..report_tables import write_report_tables
from .survey_frame import sent, survey_page
from .tables import XLSX, counted_survey

TAB = "survey_report"
NOTES = {
    "publish": "だれでも読めるようになり、PDFと数字の表も受け取れます。公表しているあいだは、書きかえられません。",
    "unpublish": "市民の画面から消え、また書きかえられるようになります。公表した版のPDFは残ります。",
}


def visible_report(user, code: str):
    """The report of a survey whose numbers this person may see; public when both are published."""
    reports = SurveyReport.objects.visible_to(user).select_related("survey")
    return reports.filter(survey__in=counted_survey(user, code).values("pk"))


def survey_with_report(user, code: str):
    """A survey that has a report to be read, or whose report this person may make."""
    surveys = counted_survey(user, code)
    if user.has_perm("reviews.write_report"):
        return surveys
    return surveys.filter(report__in=SurveyReport.objects.visible_to(user).values("pk"))


@public
@require_GET
@sees(survey_with_report)
def survey_report(request, survey: Survey):
    """The whole report; before there is one, where it is made."""
    report = SurveyReport.objects.select_related("survey").filter(survey=survey).first()
    if report is None:
        return survey_page(request, survey, "reviews/report/none.html", TAB)
    return report_page(request, report, "reviews/report/report.html", document=compose(report))


def report_page(request, report: SurveyReport, template: str, *, status: int = 200, document=None, **more):
    """One page of a report; its template extends reviews/report/frame.html."""
    context = {
        "report": report,
        "document": document,
        "may_write": request.user.has_perm("reviews.write_report", report),
        "may_print": request.user.has_perm("reviews.view_report", report),
        "is_draft": report.state == ReportState.DRAFT,
        **more,
    }
    if document is not None:
        context["edition"] = _edition(document)
    return survey_page(request, report.survey, template, TAB, status=status, **context)


def _edition(document):
    """The PDF that says what the page says."""
    last = document.report.editions.first()
    return last if last is not None and last.digest == document.digest else None


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_report", counted_survey)
def report_new(request, survey: Survey):
    """From a template."""
    if SurveyReport.objects.filter(survey=survey).exists():
        return redirect("reviews:survey_report", code=survey.code)
    form = NewReportForm(sent(request), survey=survey)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_report(survey=survey, by=request.user, **form.cleaned_data)
        except ValidationError as refused:  # somebody else made one a moment ago
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "報告書を作りました。")
        return redirect("reviews:report_edit", code=survey.code)
    status = 422 if form.errors else 200
    return survey_page(request, survey, "reviews/report/new.html", TAB, status=status, form=form)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_report", visible_report)
def report_title(request, report: SurveyReport):
    """Another title."""
    if request.method != "POST":
        return _title_page(request, report, ReportForm(instance=report), report.version)
    base = version_sent(request)
    form = ReportForm(take_choices(request.POST, ReportForm, report), instance=report)
    if not form.is_valid():
        return _title_page(request, report, form, base, status=422)
    try:
        actions.change_report(report, base_version=base, by=request.user, **form.cleaned_data)
    except EditConflict as conflict:
        now = SurveyReport.objects.select_related("survey").get(pk=conflict.current.pk)
        found = differences(form, now)
        return _title_page(request, now, form, now.version, status=409, differences=found)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "題名を変えました。")
    return redirect("reviews:report_edit", code=report.survey.code)


def _title_page(request, report: SurveyReport, form, base: int, *, status: int = 200, **more):
    context = {"form": form, "base_version": base, **more}
    return report_page(request, report, "reviews/report/title.html", status=status, **context)


def version_sent(request) -> int:
    """The version that the writer started from; 0 where none was sent."""
    value = request.POST.get("base_version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


@require_GET
@acts_on("reviews.write_report", visible_report)
def report_history(request, report: SurveyReport):
    """Who wrote and published what when."""
    return report_page(request, report, "reviews/report/history.html", events=report_events(report))


@require_http_methods(["GET", "POST"])
def report_step(request, code: str, action: str):
    """A page that asks first, and shows what was typed by hand."""
    report = get_object_or_404(visible_report(request.user, code))
    if action not in NOTES:
        raise Http404
    require(request.user, "reviews.write_report", report)
    document, taken = compose(report), report.workflow.get(action)
    typed = document.typed if action == "publish" else []
    form = ReportStepForm(sent(request), has_typed=bool(typed), needs_reason=taken.reason_required)
    if request.method == "POST" and (not form.fields or form.is_valid()):
        return _take(request, report, action, form)
    context = {
        "step": taken,
        "form": form,
        "note": NOTES[action],
        "typed": typed,
        "mark": document.typed_mark,
    }
    if action == "publish":
        context["problems"] = document.problems
        context["waits_for_survey"] = report.survey.state != SurveyState.PUBLISHED
    status = 422 if form.errors else 200
    return report_page(request, report, "reviews/report/step.html", status=status, **context)


report_step.fetch = visible_report


def _take(request, report: SurveyReport, action: str, form: ReportStepForm):
    try:
        if action == "publish":
            report = actions.publish_report(report, confirmed=request.POST.get("mark", ""), by=request.user)
            order_edition(report, by=request.user)
            messages.success(request, "公表しました。PDFを作っています。できると、このページで受け取れます。")
        else:
            actions.unpublish_report(report, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "公表をやめました。また書きかえられます。")
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("reviews:survey_report", code=report.survey.code)


@public
@require_GET
@sees(visible_report)
def report_pdf(request, report: SurveyReport):
    """The published PDF, as long as it says what the page says."""
    edition = _edition(compose(report))
    if edition is None or report.state != ReportState.PUBLISHED:
        raise Http404
    return send_file(edition.file, name=f"{report.title}.pdf", inline=True)


@require_POST
@acts_on("reviews.view_report", visible_report)
def report_print(request, report: SurveyReport):
    """The PDF as it would be now, for staff; for a published report the one that everybody receives."""
    is_new_edition = report.state == ReportState.PUBLISHED and request.user.has_perm("reviews.write_report")
    order = order_edition if is_new_edition else order_report
    return redirect("job", pk=order(report, by=request.user).pk)


@public
@require_GET
@sees(visible_report)
def report_xlsx(request, report: SurveyReport):
    """Every table of the report, one sheet each."""
    file = write_report_tables(compose(report), BytesIO())
    name = f"{report.title}　数字の表.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def back_to_editing(report: SurveyReport, anchor: str = "") -> str:
    address = reverse("reviews:report_edit", args=[report.survey.code])
    return f"{address}#{anchor}" if anchor else address
