import pytest

from reviews.actions.answering import submit_answers, take_back_answers
from reviews.models import Answer
from tests.factories.organizations import PostFactory
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory

pytestmark = pytest.mark.django_db


def test_answers_to_an_earlier_version_stay_with_the_old_words_and_are_not_counted_twice():
    respondent = RespondentFactory(writing=True)
    coordinator = PostFactory(coordinator=True).user
    first = QuestionFactory(survey=respondent.survey, code="KEEP", choices=["続ける"])
    AnswerFactory(question=first, respondent=respondent, codes="c1")
    submit_answers(respondent, by=coordinator)
    first.replaced_by = QuestionFactory(
        survey=respondent.survey, code="KEEP", version=2, choices=["続けたい"]
    )
    first.save()
    take_back_answers(respondent, by=coordinator, reason="設問が変わったため")
    submit_answers(respondent, by=coordinator)
    assert list(Answer.objects.values_list("question__version", "codes", "is_counted").order_by("pk")) == [
        (1, "c1", False),
        (2, "", True),
    ]
