import pytest
from django.urls import reverse

from reviews.models import Answer
from tests.factories.organizations import PostFactory
from tests.factories.surveys import QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(client):
    """`preview(survey, group="4", …)` as a coordinator: the codes that are asked, and those left out."""
    client.force_login(PostFactory(coordinator=True).user)

    def look(survey, **seen):
        page = client.get(reverse("reviews:survey_preview", args=[survey.code]), seen).context
        return [each.code for each in page["asked"]], [each.code for each in page["left_out"]]

    return look


def test_each_group_sees_its_own_questions_and_nothing_is_kept(preview):
    survey = SurveyFactory()
    QuestionFactory(
        survey=survey, code="WISH", choices=["はい", "いいえ"], rules=[{"groups": ["4"]}], position=1
    )
    QuestionFactory(survey=survey, code="WHY", rules=[{"question": "WISH", "any_of": ["c2"]}], position=2)
    running = [{"groups": ["1"], "or_row": "running"}]
    QuestionFactory(survey=survey, code="ROW", of_partner=True, rules=running, position=3)
    assert preview(survey) == (["ROW"], ["WISH", "WHY"])
    assert preview(survey, group="4", runs="0") == (["WISH"], ["WHY", "ROW"])
    assert preview(survey, group="4", runs="0", **{"q-WISH": "c2"}) == (["WISH", "WHY"], ["ROW"])
    assert preview(survey, group="4", **{"q-WISH": "c1"}) == (["WISH", "ROW"], ["WHY"])
    assert Answer.objects.count() == 0


def test_groups_are_asked_without_a_group_of_experience(preview):
    survey = RespondentFactory(group_asked=True).survey
    QuestionFactory(survey=survey, code="NEEDS", multiple=True, choices=["人手"])
    assert preview(survey) == (["NEEDS"], [])
