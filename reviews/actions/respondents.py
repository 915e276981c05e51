"""Who is asked: 課 that come later, another 属性 than the records say, and who answers in whose place."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import Division

from ..enums import ExperienceGroup, RespondentState, SurveyAudience, SurveyState
from ..grouping import experiences
from ..letters import tell_sent
from ..models import Respondent, Survey
from .surveys import add_divisions, add_respondents, add_rows


@transaction.atomic
def add_later(survey: Survey, divisions: Collection[Division] = (), *, by) -> int:
    """These 課 – or, in a survey of the groups, every group that has registered since. Says how many came in.

    In an open survey they are asked at once.
    """
    before = set(survey.respondents.values_list("pk", flat=True))
    if survey.audience == SurveyAudience.GROUPS:
        add_respondents(survey, by=by)
    else:
        add_divisions(survey, divisions)
    added = survey.respondents.exclude(pk__in=before)
    if survey.state == SurveyState.OPEN:
        tell_sent(survey, added, by=by)
    return added.count()


@transaction.atomic
def set_group(respondent: Respondent, *, group: ExperienceGroup, reason: str, by) -> Respondent:
    """Put a 課 into another 属性 than its records say; the reason stays readable.

    Not while its answers are in: they were asked for the old 属性. Rows that nobody wrote about are made anew.
    """
    if not reason.strip():
        raise ValidationError("理由を書いてください。", code="reason")
    respondent = (
        Respondent.objects.select_for_update(of=("self",)).select_related("survey").get(pk=respondent.pk)
    )
    _refuse_submitted(respondent)
    respondent.group, respondent.group_reason, respondent.group_set_by = group, reason.strip()[:200], by
    respondent._history_user = by
    respondent.save(update_fields=["group", "group_reason", "group_set_by", "updated_at"])
    if respondent.division_id and not respondent.answers.filter(row__isnull=False).exists():
        respondent.rows.all().delete()
        add_rows(respondent.survey, [respondent], experiences([respondent.division], respondent.survey.year))
    return respondent


@transaction.atomic
def set_through(respondent: Respondent, *, through: Respondent | None, by) -> Respondent:
    """Another 課 answers in this one's place, or (None) it answers itself again. What is written stays.

    Those that answered through this one answer through the other as well. In an open survey the other is told.
    """
    if through is not None and (through.survey_id != respondent.survey_id or through.pk == respondent.pk):
        raise ValidationError("同じ調査の、別の課を選んでください。", code="through")
    if through is not None and through.answers_through_id is not None:
        raise ValidationError(
            f"{through.name}も、別の課が代わりに答えています。その課を選んでください。", code="chain"
        )
    respondent.answers_through = through
    respondent._history_user = by
    respondent.save(update_fields=["answers_through", "updated_at"])
    if through is not None:
        for each in respondent.answers_for.all():
            set_through(each, through=through, by=by)
    is_asked = respondent.survey.state == SurveyState.OPEN and respondent.state != RespondentState.SUBMITTED
    if is_asked and through is not None:
        tell_sent(respondent.survey, Respondent.objects.filter(pk=respondent.pk), by=by)
    return respondent


def _refuse_submitted(respondent: Respondent) -> None:
    if respondent.state == RespondentState.SUBMITTED:
        raise ValidationError(
            "もう回答が出ています。属性を変える前に、回答に戻してください。", code="submitted"
        )
