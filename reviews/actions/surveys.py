"""A survey as such: made from a template or from the last wave, with its respondents and rows out of the records."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division, Organization
from projects.enums import YearState
from projects.models import CollaborationForm, Partner

from ..enums import ExperienceGroup, SurveyAudience
from ..grouping import Experience, experiences
from ..models import Choice, Question, Respondent, Survey, SurveyRow
from ..survey_templates import BLANK, FORMS, QuestionTemplate, read_template


@transaction.atomic
def make_survey(
    *,
    template: str,
    year: FiscalYear,
    code: str = "",
    title: str = "",
    audience: SurveyAudience | None = None,
    by,
) -> Survey:
    """A survey in 作成 about the 年度, with everybody whom it asks. `ValidationError` where the code is taken.

    `audience`: other than the template's own, for one that is blank.
    """
    found = read_template(template)
    code = code or f"{template}-{year.year}"
    if Survey.objects.filter(code=code).exists():
        raise ValidationError(f"「{code}」という記号の調査は、もうあります。", code="taken")
    survey = Survey(
        code=code,
        title=title or f"{found.title}（{year.short_label}）",
        fiscal_year=year.year,
        audience=audience or found.audience,
        template=template,
        introduction=found.introduction,
        previous=_last_wave(template, year),
    )
    survey._history_user = by
    survey.save()
    for position, question in enumerate(found.questions, start=1):
        add_question(survey, question, position=position * 10, by=by)
    add_respondents(survey, by=by)
    return survey


def _last_wave(template: str, year: FiscalYear) -> Survey | None:
    if template == BLANK:
        return None
    return Survey.objects.filter(template=template, fiscal_year__lt=year.year).first()


def add_question(survey: Survey, template: QuestionTemplate, *, position: int, by) -> Question:
    """One question of a template with its choices."""
    question = Question(
        survey=survey,
        code=template.code,
        section=template.section,
        unit=template.unit,
        kind=template.kind,
        text=template.text,
        note=template.note,
        unit_label=template.unit_label,
        columns=list(template.columns),
        is_required=template.is_required,
        rules=list(template.rules),
        source=template.source,
        position=position,
    )
    question._history_user = by
    question.save()
    choices = template.choices or _listed(template.choices_from)
    Choice.objects.bulk_create(
        Choice(
            question=question,
            code=choice.code,
            label=choice.label,
            is_other=choice.is_other,
            is_exclusive=choice.is_exclusive,
            position=number,
        )
        for number, choice in enumerate(choices, start=1)
    )
    return question


def _listed(name: str) -> list[Choice]:
    if name != FORMS:
        return []
    return [Choice(code=f"form_{form.pk}", label=form.name) for form in CollaborationForm.objects.current()]


def add_respondents(survey: Survey, *, by) -> int:
    """Everybody who is asked and is not in yet; gives how many came in."""
    if survey.audience == SurveyAudience.GROUPS:
        return _add_groups(survey)
    return _add_divisions(survey)


def _add_groups(survey: Survey) -> int:
    there = survey.respondents.values("organization")
    groups = Organization.objects.registered().exclude(pk__in=there).order_by("kana_key", "pk")
    made = [
        Respondent(survey=survey, organization=group, name=group.name, position=number)
        for number, group in enumerate(groups, start=survey.respondents.count() + 1)
    ]
    Respondent.objects.bulk_create(made)
    return len(made)


def _add_divisions(survey: Survey) -> int:
    """Each 課 of the year; one that has ended answers through the one that followed it."""
    divisions = list(Division.objects.in_fiscal_year(survey.year))
    made = add_divisions(survey, divisions)
    _answer_through_successors(survey, divisions)
    return len(made)


def add_divisions(survey: Survey, divisions: Iterable[Division]) -> list[Respondent]:
    """These 課, in 属性 and with their rows; those that are in already are left alone."""
    known = {each.division_id for each in survey.respondents.all()}
    did = experiences(divisions, survey.year)
    made = {
        division.pk: Respondent(
            survey=survey,
            division=division,
            name=division.name,
            position=division.position,
            group=did[division.pk].group,
            group_reason=did[division.pk].reason(survey.year),
        )
        for division in divisions
        if division.pk not in known
    }
    Respondent.objects.bulk_create(made.values())
    add_rows(survey, made.values(), did)
    return list(made.values())


def _answer_through_successors(survey: Survey, divisions: Iterable[Division]) -> None:
    respondents = {each.division_id: each for each in survey.respondents.all()}
    today, changed = timezone.localdate(), []
    for division in divisions:
        over = division.ends_on is not None and division.ends_on < today
        through = respondents.get(division.successor_id)
        if over and through is not None and through.pk != respondents[division.pk].pk:
            respondents[division.pk].answers_through = through
            changed.append(respondents[division.pk])
    Respondent.objects.bulk_update(changed, ["answers_through"])


def add_rows(survey: Survey, respondents: Iterable[Respondent], did: dict[int, Experience]) -> int:
    """The partner rows of these 課: of the year asked about, or of the last year before for those in ③."""
    by_division = {each.division_id: each for each in respondents}
    partners = (
        Partner.objects.filter(project_year__division__in=list(by_division))
        .exclude(project_year__state=YearState.CANCELLED)
        .select_related("project_year")
        .order_by("project_year__division__position", "project_year_id", "position")
    )
    rows = []
    for partner in partners.filter(project_year__fiscal_year__lte=survey.fiscal_year):
        respondent = by_division[partner.project_year.division_id]
        past = (
            did[respondent.division_id].last_before
            if respondent.group == ExperienceGroup.BEFORE_ONLY
            else None
        )
        if partner.project_year.fiscal_year not in (survey.fiscal_year, past):
            continue
        rows.append(
            SurveyRow(
                respondent=respondent,
                partner=partner,
                project_key=partner.project_year.project_id,
                project_name=partner.project_year.name,
                partner_name=partner.name,
                runs=partner.project_year.fiscal_year == survey.fiscal_year,
                position=len(rows) + 1,
            )
        )
    SurveyRow.objects.bulk_create(rows)
    return len(rows)
