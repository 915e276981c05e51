"""Surveys, their questions, respondents, rows and answers for tests: a trait per state."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from reviews.enums import (
    BlockKind,
    ExperienceGroup,
    Fitness,
    QuestionKind,
    QuestionUnit,
    ReportState,
    RespondentState,
    SurveyAudience,
    SurveyState,
)
from reviews.models import (
    Answer,
    Choice,
    Question,
    ReportBlock,
    Respondent,
    Survey,
    SurveyReport,
    SurveyRow,
    TextCategory,
    WorkItem,
    WorkRound,
)

from .organizations import DivisionFactory, OrganizationFactory, UserFactory

DUE_ON = datetime.date(2027, 1, 31)


class SurveyFactory(DjangoModelFactory):
    """A survey of the 課 in 作成, without questions; `open`, `closed`, `published`; `of_groups` asks the groups."""

    class Meta:
        model = Survey

    code = factory.Sequence(lambda n: f"survey-{n}")
    title = factory.Sequence(lambda n: f"試験の調査{n}")
    fiscal_year = 2026
    due_on = DUE_ON

    class Params:
        open = factory.Trait(state=SurveyState.OPEN)
        closed = factory.Trait(state=SurveyState.CLOSED)
        published = factory.Trait(state=SurveyState.PUBLISHED)
        of_groups = factory.Trait(audience=SurveyAudience.GROUPS)


class QuestionFactory(DjangoModelFactory):
    """A question with one answer; `choices=["続ける", "やめる"]` gives it choices c1, c2, …

    Traits: `multiple`, `scale`, `number`, `words`,
    `table`, `of_partner`.
    """

    class Meta:
        model = Question
        skip_postgeneration_save = True

    survey = factory.SubFactory(SurveyFactory)
    code = factory.Sequence(lambda n: f"Q{n}")
    kind = QuestionKind.SINGLE
    text = factory.Sequence(lambda n: f"試験の設問{n}")
    position = factory.Sequence(lambda n: n % 30_000)

    class Params:
        multiple = factory.Trait(kind=QuestionKind.MULTIPLE)
        scale = factory.Trait(kind=QuestionKind.SCALE)
        number = factory.Trait(kind=QuestionKind.NUMBER, unit_label="人")
        words = factory.Trait(kind=QuestionKind.TEXT)
        table = factory.Trait(kind=QuestionKind.TABLE, columns=["名前", "人数"])
        of_partner = factory.Trait(unit=QuestionUnit.PARTNER)

    @factory.post_generation
    def choices(self, create, labels, **kwargs):
        for number, label in enumerate(labels or (), start=1):
            ChoiceFactory(question=self, code=f"c{number}", label=label, position=number)


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = Choice

    question = factory.SubFactory(QuestionFactory)
    code = factory.Sequence(lambda n: f"c{n}")
    label = factory.Sequence(lambda n: f"選択肢{n}")
    position = factory.Sequence(lambda n: n % 30_000)

    class Params:
        other = factory.Trait(code="other", label="その他", is_other=True)
        exclusive = factory.Trait(code="none", label="特にない", is_exclusive=True)


class RespondentFactory(DjangoModelFactory):
    """A 課 in 未着手; `writing`, `submitted`, `group_asked` (a group in place of a 課)."""

    class Meta:
        model = Respondent

    survey = factory.SubFactory(SurveyFactory, open=True)
    division = factory.SubFactory(DivisionFactory)
    name = factory.LazyAttribute(lambda each: (each.division or each.organization).name)
    position = factory.Sequence(int)
    group = ExperienceGroup.BEFORE_AND_NOW
    group_reason = "令和8年度に1件、それ以前は令和7年度まで"

    class Params:
        writing = factory.Trait(state=RespondentState.WRITING)
        submitted = factory.Trait(
            state=RespondentState.SUBMITTED,
            submitted_at=factory.LazyFunction(timezone.now),
            submitted_by=factory.SubFactory(UserFactory),
        )
        group_asked = factory.Trait(
            survey=factory.SubFactory(SurveyFactory, open=True, of_groups=True),
            division=None,
            organization=factory.SubFactory(OrganizationFactory),
            group="",
            group_reason="",
        )


class SurveyRowFactory(DjangoModelFactory):
    class Meta:
        model = SurveyRow

    respondent = factory.SubFactory(RespondentFactory)
    project_key = factory.Sequence(lambda n: n + 1)
    project_name = factory.Sequence(lambda n: f"試験の事業{n}")
    partner_name = factory.Sequence(lambda n: f"試験の会{n}")
    position = factory.Sequence(int)


class AnswerFactory(DjangoModelFactory):
    """An answer left open, or with `codes="c1,c2"`, `number`, `text`; about `row` where the question asks for it."""

    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    respondent = factory.SubFactory(RespondentFactory, survey=factory.SelfAttribute("..question.survey"))
    is_counted = factory.LazyAttribute(lambda answer: answer.respondent.state == RespondentState.SUBMITTED)


class TextCategoryFactory(DjangoModelFactory):
    class Meta:
        model = TextCategory

    question = factory.SubFactory(QuestionFactory, words=True)
    label = factory.Sequence(lambda n: f"分類{n}")


class WorkItemFactory(DjangoModelFactory):
    class Meta:
        model = WorkItem

    fiscal_year = 2026
    division = factory.SubFactory(DivisionFactory)
    name = factory.Sequence(lambda n: f"試験の業務{n}")

    class Params:
        fits = factory.Trait(fitness=Fitness.YES)
        conditional = factory.Trait(fitness=Fitness.CONDITIONAL, reason="人手が足りるとき")
        unfit = factory.Trait(fitness=Fitness.NO, reason="個人情報を扱うため")


class WorkRoundFactory(DjangoModelFactory):
    class Meta:
        model = WorkRound

    fiscal_year = 2026
    due_on = DUE_ON


class SurveyReportFactory(DjangoModelFactory):
    """In 作成, of a survey in 締切; `published` is public with its survey."""

    class Meta:
        model = SurveyReport

    survey = factory.SubFactory(SurveyFactory, closed=True)
    title = factory.LazyAttribute(lambda report: f"{report.survey.title} 報告書")

    class Params:
        published = factory.Trait(
            state=ReportState.PUBLISHED, survey=factory.SubFactory(SurveyFactory, published=True)
        )


class ReportBlockFactory(DjangoModelFactory):
    class Meta:
        model = ReportBlock

    report = factory.SubFactory(SurveyReportFactory)
    kind = BlockKind.TEXT
    text = "調査の結果です。"
    position = factory.Sequence(lambda n: n % 30_000)

    class Params:
        heading = factory.Trait(kind=BlockKind.HEADING, text="結果")
        figure = factory.Trait(kind=BlockKind.FIGURE, text="", question="Q1")
        table = factory.Trait(kind=BlockKind.TABLE, text="", question="Q1")
        quotes = factory.Trait(kind=BlockKind.QUOTES, text="", question="Q1")
