import pytest
from django.urls import reverse

from reviews.models import Answer, TextCategory
from tests.factories.organizations import PostFactory
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, TextCategoryFactory
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    question = QuestionFactory(words=True, code="WHY", survey__open=True)
    for text in ("人が足りない", "お金が足りない", ""):
        respondent = RespondentFactory(survey=question.survey, submitted=True)
        AnswerFactory(question=question, respondent=respondent, text=text)
    return question


@pytest.fixture
def office(client):
    client.force_login(PostFactory(coordinator=True).user)
    return client


def page_of(question):
    return reverse("reviews:text_headings", args=[question.pk])


def test_headings_are_made_and_answers_put_under_them(office, question):
    assert office.post(page_of(question), {"label": "人手"}).status_code == 302
    heading = TextCategory.objects.get()
    first, second = Answer.objects.exclude(text="").order_by("pk")
    office.post(page_of(question), {f"heading-{first.pk}": heading.pk, f"heading-{second.pk}": ""})
    assert [answer.category for answer in Answer.objects.exclude(text="").order_by("pk")] == [heading, None]
    assert first.history.first().history_change_reason == "自由記述の分類"
    page = office.get(page_of(question) + "?only=none")
    assert [answer.pk for answer in page.context["listing"].page] == [second.pk]


def test_a_heading_that_is_taken_away_leaves_its_answers(office, question):
    heading = TextCategoryFactory(question=question)
    Answer.objects.exclude(text="").update(category=heading)
    remove = reverse("reviews:text_heading_remove", args=[question.pk])
    assert office.post(remove, {"heading": heading.pk}).status_code == 302
    assert list(Answer.objects.values_list("category", flat=True)) == [None] * 3


def test_the_same_heading_twice_is_refused_with_a_reason(office, question):
    TextCategoryFactory(question=question, label="人手")
    page = office.post(page_of(question), {"label": "人手"})
    assert (page.status_code, page.context["form"].errors) == (422, {"label": ["同じ名前の分類があります。"]})


def test_headings_of_other_questions_cannot_be_used(office, question):
    foreign, answer = TextCategoryFactory(), Answer.objects.exclude(text="").first()
    office.post(page_of(question), {f"heading-{answer.pk}": foreign.pk, "heading-x": "1", "heading-9": "y"})
    answer.refresh_from_db()
    assert answer.category is None
    remove = reverse("reviews:text_heading_remove", args=[question.pk])
    for value in (foreign.pk, "x", ""):
        assert office.post(remove, {"heading": value}).status_code == 404


@pytest.mark.parametrize("name", ["reviews:text_headings", "reviews:text_heading_remove"])
def test_grouping_is_forbidden_to_all_but_coordinators(client, question, name):
    client.force_login(person("staff", question.survey.respondents.first()))
    assert client.post(reverse(name, args=[question.pk])).status_code == 403


def test_the_page_takes_as_many_queries_with_more_answers(office, question, django_assert_max_num_queries):
    counts = []
    for _ in range(2):
        office.get(page_of(question))
        with django_assert_max_num_queries(20) as captured:
            office.get(page_of(question))
        counts.append(len(captured))
        respondent = RespondentFactory(survey=question.survey, submitted=True)
        AnswerFactory(question=question, respondent=respondent, text="ほか")
    assert counts[0] == counts[1]
