"""A small survey that a 課 answers: two questions about each project, and on one page three about itself."""

from dataclasses import dataclass

from django.urls import reverse

from organizations.models import User
from reviews.models import Question, Respondent, SurveyRow
from tests.factories.organizations import PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.surveys import (
    ChoiceFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
)

PART = "part-1"  # the page about the 課


@dataclass
class Asked:
    """`row` is of a project of which the records know the outcome (achieved) and the content."""

    respondent: Respondent
    row: SurveyRow
    user: User

    def question(self, code: str) -> Question:
        return self.respondent.survey.questions.current().get(code=code)

    @property
    def row_page(self) -> str:
        return f"row-{self.row.pk}"

    def url(self, name: str = "", *more) -> str:
        return reverse(f"reviews:survey_answer{name}", args=[self.respondent.pk, *more])

    def answers(self) -> dict[tuple[str, int | None], tuple[str, str]]:
        """(question, row) → (codes, words) of all that is stored."""
        rows = self.respondent.answers.select_related("question")
        return {(each.question.code, each.row_id): (each.codes, each.text) for each in rows}


def asked(**respondent) -> Asked:
    """OUTCOME and CONTENT about the project; WISH, of which yes asks for WHY (with その他); MERITS (with 特にない)."""
    survey = respondent.pop("survey", None) or SurveyFactory(open=True)
    _about_the_project(survey)
    _about_the_division(survey)
    found = RespondentFactory(survey=survey, **respondent)
    year = ProjectYearFactory(
        division=found.division, fiscal_year=2026, outcome="achieved", content="花を植える", partners=0
    )
    partner = PartnerFactory(project_year=year)
    row = SurveyRowFactory(respondent=found, partner=partner, project_name="花だん", partner_name="花の会")
    return Asked(found, row, PostFactory(division=found.division).user)


def _about_the_project(survey) -> None:
    of_row = {"survey": survey, "of_partner": True}
    outcome = QuestionFactory(
        **of_row, code="OUTCOME", text="成果は上がっていますか。", source="outcome", position=1
    )
    for number, (code, label) in enumerate(
        (("achieved", "上がっている"), ("not_achieved", "上がっていない"))
    ):
        ChoiceFactory(question=outcome, code=code, label=label, position=number)
    QuestionFactory(**of_row, code="CONTENT", words=True, text="内容は。", source="content", position=2)


def _about_the_division(survey) -> None:
    own = {"survey": survey, "section": "これから"}
    wish = QuestionFactory(**own, code="WISH", text="続けたいですか。", position=3)
    ChoiceFactory(question=wish, code="yes", label="続けたい")
    ChoiceFactory(question=wish, code="no", label="続けない")
    rules = [{"question": "WISH", "any_of": ["yes"]}]
    why = QuestionFactory(
        **own,
        code="WHY",
        multiple=True,
        text="なぜですか。",
        rules=rules,
        position=4,
        choices=["効果が高い"],
    )
    ChoiceFactory(question=why, other=True, position=9)
    merits = QuestionFactory(
        **own, code="MERITS", multiple=True, text="よかったことは。", position=5, choices=["早い", "安い"]
    )
    ChoiceFactory(question=merits, exclusive=True, position=9)


def open_page(client, paper: Asked, page: str):
    return client.get(paper.url("_page", page))


def send(client, paper: Asked, page: str, *, shown=None, then="next", **fields):
    """What a browser sends of a page as it was shown; `shown`: an earlier answer of `open_page`."""
    shown = shown or open_page(client, paper, page)
    given = {"bases": shown.context["bases"], "seen": shown.context["seen"], "then": then}
    for code, value in fields.items():
        given[code if code.startswith("choice_") else f"field-{code}"] = value
    return client.post(paper.url("_page", page), given)
