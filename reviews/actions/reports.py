"""A survey's report: made from a template, written block by block, published. Published, nothing in it changes."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused, move

from ..enums import ReportState, SurveyState
from ..models import ReportBlock, ReportEdition, Survey, SurveyReport
from ..queries.measuring import ATTRIBUTES
from ..report_document import ReportDocument, compose
from ..report_templates import BlockTemplate, read_report_template
from ..sentences import codes_in
from ..survey_tables import codes_of

STEP = 10
PUBLISHED = "公表した報告書は変えられません。先に公表をやめてください。"
UNPUBLISHED_SURVEY = "報告書を公表できるのは、調査の公表のあとです。先に調査を公表してください。"
UNCONFIRMED = "手で打った割合があります。確かめてから公表してください。"


@transaction.atomic
def make_report(*, survey: Survey, template: str, title: str = "", by) -> SurveyReport:
    """A report in 作成. Blocks of the template about questions that the survey does not have are left out.

    `ValidationError` where the survey has a report already; `TemplateError` for an unknown template.
    """
    found = read_report_template(template)
    Survey.objects.select_for_update().get(pk=survey.pk)
    if SurveyReport.objects.filter(survey=survey).exists():
        raise ValidationError("この調査には、もう報告書があります。", code="taken")
    name = title or found.title.replace("{survey}", survey.title)
    report = SurveyReport(survey=survey, title=name[:150])
    report._history_user = by
    report.save()
    known = {*codes_of(survey), *ATTRIBUTES}
    for block in found.blocks:
        if _names(block) <= known:
            _append(report, fields=vars(block), by=by)
    return report


def _names(block: BlockTemplate) -> set[str]:
    """The codes of all questions and attributes that a block of a template is about."""
    named = (
        block.question,
        *block.by.split("/"),
        *(part for code in codes_in(block.text) for part in code.split("/")),
    )
    return set(filter(None, named))


def _append(report: SurveyReport, *, fields: Mapping, by) -> ReportBlock:
    last = report.blocks.aggregate(last=Max("position"))["last"] or 0
    block = ReportBlock(report=report, position=last + STEP, **fields)
    block._history_user = by
    block.save()
    return block


@transaction.atomic
def change_report(report: SurveyReport, *, title: str, base_version: int, by) -> SurveyReport:
    """Another title. `EditConflict` where somebody else saved in between."""
    _lock(report)
    claim_version(report, base_version)
    report.title = title
    report._history_user = by
    report.save(update_fields=["title", "version", "updated_at"])
    return report


@transaction.atomic
def add_block(report: SurveyReport, *, fields: Mapping, after: ReportBlock | None = None, by) -> ReportBlock:
    """A block under another one, or at the end. `fields`: its kind, words, figure."""
    _lock(report)
    block = _append(report, fields=fields, by=by)
    if after is not None:
        order = [each for each in report.blocks.all() if each.pk != block.pk]
        order.insert(order.index(after) + 1, block)
        _number(order)
    return block


@transaction.atomic
def change_block(block: ReportBlock, *, fields: Mapping, base_version: int, by) -> ReportBlock:
    """Other words or another figure. `EditConflict` where somebody else saved in between."""
    _lock(block.report)
    claim_version(block, base_version)
    for name, value in fields.items():
        setattr(block, name, value)
    block._history_user = by
    block.save(update_fields=[*fields, "version"])
    return block


@transaction.atomic
def move_block(block: ReportBlock, *, by_places: int) -> None:
    """Put it so many places up (negative) or down; at either end it stays."""
    _lock(block.report)
    order = list(block.report.blocks.all())
    here = order.index(block)
    order.insert(max(0, min(len(order) - 1, here + by_places)), order.pop(here))
    _number(order)


def _number(order: Iterable[ReportBlock]) -> None:
    order = list(order)
    for number, each in enumerate(order, start=1):
        each.position = number * STEP
    ReportBlock.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_block(block: ReportBlock, *, by) -> None:
    """Take it out; the history keeps it."""
    _lock(block.report)
    block._history_user = by
    block.delete()


@transaction.atomic
def publish_report(report: SurveyReport, *, confirmed: str = "", by) -> SurveyReport:
    """公表する. `confirmed`: the `typed_mark` of the percentages typed by hand that the person has confirmed.

    `StepRefused` before the survey is published, while a sentence cannot be read, and where other percentages were
    typed than were confirmed.
    """
    report = _lock(report)
    if report.survey.state != SurveyState.PUBLISHED:
        raise StepRefused(UNPUBLISHED_SURVEY, code="survey")
    document = compose(report)
    if document.problems:
        raise StepRefused(f"直すところが{len(document.problems)}件あります。", code="problems")
    if document.typed_mark != confirmed:
        raise StepRefused(UNCONFIRMED, code="typed")
    return move(report, "publish", by=by)


@transaction.atomic
def unpublish_report(report: SurveyReport, *, reason: str, by) -> SurveyReport:
    """公表をやめる: written on; the editions that were published are kept."""
    return move(report, "unpublish", by=by, reason=reason)


@transaction.atomic
def keep_edition(document: ReportDocument, pdf: bytes, *, pages: int) -> ReportEdition:
    """Keep the PDF of a published report. The same content is kept once."""
    report = SurveyReport.objects.select_for_update().get(pk=document.report.pk)
    if report.state != ReportState.PUBLISHED:
        raise StepRefused("公表していない報告書の版は残せません。", code="state")
    digest, last = document.digest, report.editions.first()
    if last is not None and last.digest == digest:
        return last
    number = last.number + 1 if last else 1
    edition = ReportEdition(report=report, number=number, digest=digest, pages=pages)
    edition.file.save(f"report-{report.pk}-{number}.pdf", ContentFile(pdf), save=False)
    edition.save()
    return edition


def _lock(report: SurveyReport) -> SurveyReport:
    report = SurveyReport.objects.select_for_update(of=("self",)).select_related("survey").get(pk=report.pk)
    if report.state != ReportState.DRAFT:
        raise StepRefused(PUBLISHED, code="state")
    return report
