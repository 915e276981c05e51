"""Taking back a whole survey's answers out of one workbook: all of it, or nothing where anything is wrong."""

from dataclasses import asdict, dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kyodo.workflow import move_all
from organizations.models import Division

from ..bulk.layout import layout_of
from ..bulk.planning import PlannedRespondent, PlannedRow, PlannedUnit, Planner
from ..bulk.reading import Fault, read_workbook
from ..bulk.routes import answers_not_asked, asked_of_respondent, asked_of_row
from ..enums import RespondentState, SurveyState
from ..given import Given
from ..models import Answer, Question, Respondent, Survey, SurveyRow
from ..paper import as_given
from ..queries.surveys import questions_of, routed
from .answering import fill_answer

REASON = "まとめて取り込む"
GROUP_REASON = "取り込んだ用紙による"
OWN_PROJECT_KEYS = 2**40  # above every key of a project of the portal


@dataclass
class BulkReport:
    """What an import did, or would do. `left_open`: names of those that the workbook leaves unanswered."""

    survey: str
    respondents: int = 0
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    submitted: int = 0
    left_open: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    written: bool = False

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass
class _Changes:
    """Everything that is to be written, found before anything is."""

    respondents: list[PlannedRespondent] = field(default_factory=list)
    rows: list[tuple[PlannedRespondent, PlannedRow]] = field(default_factory=list)
    create: list[tuple[PlannedRespondent, PlannedRow | None, Question, Given]] = field(default_factory=list)
    update: list[tuple[Answer, Given]] = field(default_factory=list)
    delete: list[int] = field(default_factory=list)


@transaction.atomic
def import_answers(
    survey: Survey, file: BinaryIO, filename: str, *, by=None, dry_run: bool = False
) -> BulkReport:
    """Keep what the workbook says and count it, as entered by the office. The same workbook twice changes nothing."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    report = BulkReport(survey.code)
    layout = layout_of(survey)
    planner = Planner(survey, layout)
    if survey.state == SurveyState.PUBLISHED:
        report.errors.append(
            Fault("", "", "", survey.code, "公表した調査です。公表をやめてから取り込んでください。")
        )
        return report
    planner.plan(read_workbook(file, filename, layout))
    changes = _Changes()
    _find_changes(survey, planner, changes, report)
    report.errors += planner.faults
    if not report.errors and not dry_run:
        _write(survey, changes, by)
        report.written = True
    return report


def _find_changes(survey: Survey, planner: Planner, changes: _Changes, report: BulkReport) -> None:
    questions = {question.code: question for question in questions_of(survey)}
    asked_in_order = [routed(question) for question in questions.values()]
    there: dict[tuple[int, int | None], dict[str, Answer]] = {}
    for answer in Answer.objects.filter(respondent__survey=survey).select_related("question"):
        there.setdefault((answer.respondent_id, answer.row_id), {})[answer.question.code] = answer
    for planned in planner.respondents.values():
        if planned.is_left_open:
            report.left_open.append(planned.name)
            continue
        own = there.get((planned.respondent.pk, None), {}) if planned.respondent else {}
        kept = {code: answer.chosen for code, answer in own.items()}
        units = [(None, planned, asked_of_respondent(planned, asked_in_order, kept), own)]
        for row in planned.rows:
            known = there.get((planned.respondent.pk, row.row.pk), {}) if row.row else {}
            units.append((row, row, asked_of_row(planned, row, asked_in_order, kept), known))
        changes.respondents.append(planned)
        for row, unit, asked, known in units:
            if planned.group or not planner.has_groups:
                planner.faults += answers_not_asked(unit, asked, asked_in_order)
            if row is not None and row.row is None:
                changes.rows.append((planned, row))
            _compare(planned, row, {code: questions[code] for code in asked}, known, changes, report)
    _count(changes, report)


def _compare(
    planned: PlannedRespondent,
    row: PlannedRow | None,
    asked: dict[str, Question],
    known: dict[str, Answer],
    changes: _Changes,
    report: BulkReport,
) -> None:
    unit: PlannedUnit = planned if row is None else row
    for code, question in asked.items():
        if code not in known:
            changes.create.append((planned, row, question, unit.given.get(code, Given())))
        elif unit.line is not None and as_given(known[code]) != unit.given.get(code):
            changes.update.append((known[code], unit.given.get(code, Given())))
        else:
            report.unchanged += 1
    changes.delete += [answer.pk for code, answer in known.items() if code not in asked]


def _count(changes: _Changes, report: BulkReport) -> None:
    new = [each for each in changes.respondents if each.respondent is None]
    report.respondents, report.rows = len(new), len(changes.rows)
    report.created, report.updated, report.deleted = (
        len(changes.create),
        len(changes.update),
        len(changes.delete),
    )
    report.submitted = sum(_is_to_submit(each) for each in changes.respondents)
    regrouped = [
        each.name for each in changes.respondents if each.respondent and each.respondent.group != each.group
    ]
    if regrouped:
        report.notes.append(f"属性を用紙に合わせて変える課: {'、'.join(regrouped)}")
    nameless = sum(not row.project_name for _, row in changes.rows)
    if nameless:
        report.notes.append(f"事業名のない行が{nameless}行あります。")


def _is_to_submit(planned: PlannedRespondent) -> bool:
    return planned.respondent is None or planned.respondent.state != RespondentState.SUBMITTED


def _write(survey: Survey, changes: _Changes, by) -> None:
    _make_respondents(survey, [each for each in changes.respondents if each.respondent is None], by)
    _regroup(changes, by)
    _make_rows(survey, changes)
    made = []
    for planned, row, question, given in changes.create:
        place = {"respondent": planned.respondent, "row": row.row if row else None, "question": question}
        answer = Answer(**place, version=0, is_counted=True)
        fill_answer(answer, given, by)
        made.append(answer)
    bulk_create_with_history(made, Answer, batch_size=1000, default_user=by, default_change_reason=REASON)
    for answer, given in changes.update:
        fill_answer(answer, given, by)
        answer.is_counted = True
    bulk_update_with_history(
        [answer for answer, _ in changes.update],
        Answer,
        ["codes", "number", "text", "cells", "category", "version", "updated_by", "is_counted"],
        batch_size=500,
        default_user=by,
        default_change_reason=REASON,
    )
    Answer.objects.filter(pk__in=changes.delete).delete()
    _hand_in(changes, by)


def _make_respondents(survey: Survey, new: list[PlannedRespondent], by) -> None:
    taken = set(survey.respondents.filter(division__isnull=False).values_list("division", flat=True))
    divisions: dict[str, list[Division]] = {}
    for division in Division.objects.in_fiscal_year(survey.year).exclude(pk__in=taken):
        divisions.setdefault(division.name, []).append(division)
    made = []
    for position, planned in enumerate(new, start=survey.respondents.count() + 1):
        named = divisions.get(planned.name, [])
        made.append(
            Respondent(
                survey=survey,
                division=named[0] if len(named) == 1 else None,
                name=planned.name,
                position=position,
                group=planned.group,
                group_reason=GROUP_REASON if planned.group else "",
            )
        )
    made = bulk_create_with_history(made, Respondent, default_user=by, default_change_reason=REASON)
    for planned, respondent in zip(new, made, strict=True):
        planned.respondent = respondent


def _regroup(changes: _Changes, by) -> None:
    changed = [each for each in changes.respondents if each.respondent.group != each.group]
    for planned in changed:
        planned.respondent.group, planned.respondent.group_reason = planned.group, GROUP_REASON
        planned.respondent.group_set_by = by
    bulk_update_with_history(
        [each.respondent for each in changed],
        Respondent,
        ["group", "group_reason", "group_set_by"],
        default_user=by,
        default_change_reason=REASON,
    )


def _make_rows(survey: Survey, changes: _Changes) -> None:
    known = [row for each in changes.respondents for row in each.rows if row.row and row.row.runs != row.runs]
    for row in known:
        row.row.runs = row.runs
    SurveyRow.objects.bulk_update([row.row for row in known], ["runs"], batch_size=500)
    keys: dict[tuple, int] = {}
    for row in SurveyRow.objects.filter(respondent__survey=survey):
        keys.setdefault((row.respondent_id, row.project_name), row.project_key)
    key = max([OWN_PROJECT_KEYS, *keys.values()])
    last, made = SurveyRow.objects.filter(respondent__survey=survey).count(), []
    for position, (planned, row) in enumerate(changes.rows, start=last + 1):
        project = (planned.respondent.pk, row.project_name)
        if project not in keys or not row.project_name:
            key += 1
            keys[project] = key
        row.row = SurveyRow(
            respondent=planned.respondent,
            project_key=keys[project],
            project_name=row.project_name,
            partner_name=row.partner_name,
            runs=row.runs,
            position=position,
        )
        made.append(row.row)
    SurveyRow.objects.bulk_create(made)


def _hand_in(changes: _Changes, by) -> None:
    waiting = [each.respondent.pk for each in changes.respondents if _is_to_submit(each)]
    respondents = Respondent.objects.filter(pk__in=waiting)
    move_all(respondents, "import", by=by)
    respondents.update(submitted_at=timezone.now(), submitted_by=by, is_proxy=True)
    Answer.objects.filter(respondent__in=waiting, is_counted=False).update(is_counted=True)
