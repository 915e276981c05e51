"""Who may do what with surveys and the list of a 課's work. What is not named here is denied."""

import rules
from django.utils import timezone

from organizations.rules import is_coordinator, is_staff

from ..enums import RespondentState, SurveyState


@rules.predicate
def answers_for(user, respondent):
    """Of the 課, or writing for the group, that is asked – or of the one through which it answers."""
    if not user.is_authenticated or respondent is None:
        return False
    asked = respondent.answers_through or respondent
    if asked.division_id:
        return user.standing.works_in(asked.division_id)
    return asked.organization_id in user.standing.editable_organizations


@rules.predicate
def is_survey_open(user, respondent):
    return respondent is not None and respondent.survey.state == SurveyState.OPEN


@rules.predicate
def is_in_hand(user, respondent):
    return respondent is not None and respondent.state != RespondentState.SUBMITTED


@rules.predicate
def is_in_time(user, respondent):
    due_on = respondent.survey.due_on if respondent is not None else None
    return due_on is None or timezone.localdate() <= due_on


@rules.predicate
def works_for_item(user, item):
    return user.is_authenticated and item is not None and user.standing.works_in(item.division_id)


@rules.predicate
def works_in(user, division):
    return user.is_authenticated and division is not None and user.standing.works_in(division.pk)


may_answer = (answers_for | is_coordinator) & is_survey_open

rules.add_perm("reviews.run_survey", is_coordinator)
rules.add_perm("reviews.view_survey", is_staff)
rules.add_perm("reviews.answer_survey", may_answer & is_in_hand)
rules.add_perm("reviews.submit_answers", may_answer)
rules.add_perm("reviews.take_back_answers", may_answer & (is_in_time | is_coordinator))
rules.add_perm("reviews.view_tabulation", is_staff)
rules.add_perm("reviews.write_report", is_coordinator)
rules.add_perm("reviews.view_report", is_staff)
rules.add_perm("reviews.view_statistics", is_staff)
rules.add_perm("reviews.list_work", is_staff)
rules.add_perm("reviews.change_workitem", works_for_item | is_coordinator)
rules.add_perm("reviews.write_work", works_in | is_coordinator)
rules.add_perm("reviews.make_theme", is_coordinator)
rules.add_perm("reviews.ask_for_work", is_coordinator)
