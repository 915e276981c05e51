import pytest

from organizations.enums import MembershipRole
from reviews.models import Respondent, Survey
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory, UserFactory
from tests.factories.surveys import RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("coordinator", ["preparing", "open", "closed", "published"]),
        ("staff", ["open", "closed", "published"]),
        ("asked member", ["open", "published"]),
        ("member", ["published"]),
        ("nobody", ["published"]),
    ],
)
def test_who_sees_a_survey_in_which_state(role, seen):
    surveys = {state: SurveyFactory(state=state) for state in ("preparing", "open", "closed", "published")}
    people = {
        "coordinator": lambda: PostFactory(coordinator=True).user,
        "staff": lambda: PostFactory().user,
        "asked member": lambda: asked_member(surveys["preparing"], surveys["open"]),
        "member": lambda: MembershipFactory().user,
        "nobody": UserFactory,
    }
    found = Survey.objects.visible_to(people[role]()).values_list("state", flat=True)
    assert sorted(found, key=list(surveys).index) == seen


def asked_member(*surveys):
    member = MembershipFactory(role=MembershipRole.VIEWER)
    for survey in surveys:
        RespondentFactory(group_asked=True, survey=survey, organization=member.organization)
    return member.user


def test_a_division_answers_for_those_that_answer_through_it():
    post = PostFactory()
    own = RespondentFactory(division=post.division)
    late = RespondentFactory(survey=own.survey, answers_through=own)
    handed_on = RespondentFactory(survey=own.survey, division=DivisionFactory(), answers_through=late)
    assert list(Respondent.objects.answered_by(post.user)) == [own, late]
    assert handed_on not in Respondent.objects.answered_by(PostFactory(division=handed_on.division).user)
