from decimal import Decimal

import pytest

from projects.enums import Initiator, Origin
from reviews.given import Given
from reviews.known import known_about_respondent, known_about_row
from reviews.queries.surveys import offered
from reviews.survey_templates import read_template
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, ProjectYearFactory
from tests.factories.surveys import ChoiceFactory, QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    year = ProjectYearFactory(
        form=CollaborationFormFactory(name="共催"),
        content="花を植える",
        outcome="undecided",
        programme="花いっぱい制度",
        participants=120,
        project__origins=[Origin.OTHER, Origin.EFFECTIVE],
        project__origin_note="前からの約束",
        project__initiators=[Initiator.CITY, Initiator.GROUP],
    )
    return PartnerFactory(project_year=year, kind="voluntary")


def of_template(source: str):
    """The question of 武蔵野市's or the yearly questionnaire that has this source."""
    found = next(
        question
        for name in ("musashino", "yearly")
        for question in read_template(name).questions
        if question.source == source
    )
    question = QuestionFactory(survey=SurveyFactory(), kind=found.kind, source=source)
    for number, choice in enumerate(found.choices):
        ChoiceFactory(
            question=question, code=choice.code, label=choice.label, is_other=choice.is_other, position=number
        )
    return offered(question)


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("partner_kind", Given(codes=("other_group",))),
        ("content", Given(text="花を植える")),
        ("origins", Given(codes=("effective", "other"), text="前からの約束")),
        ("initiators", Given(codes=("city", "group"))),
        ("outcome", Given(codes=("undecided",))),
        ("programme", Given(text="花いっぱい制度")),
        ("participants", Given(number=Decimal(120))),
        ("member_count", Given()),
    ],
)
def test_what_the_records_say_of_a_partner_row(partner, source, given):
    question = of_template(source) if source != "member_count" else offered(QuestionFactory(number=True))
    assert known_about_row(source, question, partner) == given
    assert known_about_row(source, question, None) == Given()


def test_a_form_is_found_by_its_row_or_by_its_name(partner):
    form = partner.project_year.form
    by_row = QuestionFactory()
    ChoiceFactory(question=by_row, code="x", label="共催")
    ChoiceFactory(question=by_row, code=f"form_{form.pk}", label="旧・共催")
    by_name = QuestionFactory(choices=["委託", "共催"])
    assert known_about_row("form", offered(by_row), partner).codes == (f"form_{form.pk}",)
    assert known_about_row("form", offered(by_name), partner).codes == ("c2",)
    assert known_about_row("form", offered(QuestionFactory(choices=["委託"])), partner) == Given()


def test_an_npo_is_found_by_its_kind(partner):
    partner.kind = "npo"
    assert known_about_row("partner_kind", of_template("partner_kind"), partner).codes == ("npo",)


def test_several_answers_fit_no_question_that_takes_one(partner):
    question = QuestionFactory()
    for code in ("city", "group"):
        ChoiceFactory(question=question, code=code, label=code)
    assert known_about_row("initiators", offered(question), partner) == Given()


def test_how_many_members_a_group_has():
    respondent = RespondentFactory(group_asked=True, organization=OrganizationFactory(member_count=35))
    question = offered(QuestionFactory(number=True))
    assert known_about_respondent("member_count", question, respondent) == Given(number=Decimal(35))
    assert known_about_respondent("member_count", question, RespondentFactory()) == Given()
    assert known_about_respondent("member_count", offered(QuestionFactory(words=True)), respondent) == Given()
