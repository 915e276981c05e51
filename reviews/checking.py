"""What is wrong with a questionnaire before it is sent: errors keep it from opening, the rest is good to know.

`routing.problems` looks at the rules; here comes what the questions lack, and what today's respondents make of it.
"""

from collections.abc import Iterator, Sequence

from .enums import ExperienceGroup, QuestionKind, SurveyAudience
from .models import Question, Survey
from .queries.surveys import questions_of, routed
from .routing import Problem, problems

LEAST_CHOICES = 2


def problems_of(survey: Survey, questions: Sequence[Question] | None = None) -> list[Problem]:
    """Errors first, each in the questionnaire's order. `questions`: where they are read already."""
    questions = questions_of(survey) if questions is None else questions
    ways = [routed(question) for question in questions]
    if survey.audience == SurveyAudience.GROUPS:
        everybody = present = frozenset({""})
    else:
        everybody = frozenset(ExperienceGroup.values)
        present = frozenset(survey.respondents.order_by().values_list("group", flat=True).distinct())
    found = [*_of_the_whole(questions), *_of_questions(questions), *problems(ways, everybody)]
    known = {(each.code, each.text) for each in found}
    today = [each for each in problems(ways, present) if (each.code, each.text) not in known]
    found += [
        Problem(each.code, "今回の回答者には、聞かれる人がいません。", is_error=False) for each in today
    ]
    if not present:
        found.append(Problem("", "回答者がいません。"))
    return sorted(found, key=lambda each: not each.is_error)


def _of_the_whole(questions: Sequence[Question]) -> Iterator[Problem]:
    if not questions:
        yield Problem("", "設問が一つもありません。")


def _of_questions(questions: Sequence[Question]) -> Iterator[Problem]:
    for question in questions:
        choices = question.choices.all()
        if question.has_choices and len(choices) < LEAST_CHOICES:
            yield Problem(question.code, f"選択肢が{LEAST_CHOICES}つ以上必要です。")
        if question.kind == QuestionKind.TABLE and not question.columns:
            yield Problem(question.code, "表の列がありません。")
        if question.kind == QuestionKind.SCALE and any(choice.is_exclusive for choice in choices):
            yield Problem(
                question.code, "段階の設問に、ほかと一緒に選べない選択肢は要りません。", is_error=False
            )
