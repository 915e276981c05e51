"""How far a survey is: how many have answered, who writes, who has not begun, and when each last changed something."""

import datetime
from collections.abc import Collection

from django.db.models import Count, Max

from ..enums import RespondentState
from ..models import Answer, Respondent, Survey


def counts_of(survey: Survey) -> dict[RespondentState, int]:
    """Every state with its number, in one query."""
    found = dict(survey.respondents.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state.value, 0) for state in RespondentState}


def last_changes(respondents: Collection[Respondent]) -> dict[int, datetime.datetime]:
    """Respondent id → when an answer last changed, of those that have any: one query."""
    changed = Answer.objects.filter(respondent__in=[each.pk for each in respondents]).order_by()
    return dict(changed.values_list("respondent").annotate(at=Max("updated_at")))
