"""Random surveys, stored and settled by the portal, tabulated by the database, and counted again one by one here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.actions.answering import settle
from reviews.enums import RespondentState, SurveyState
from reviews.models import Answer, Question
from reviews.queries.measuring import CannotCross
from reviews.queries.tables import attribute_table, crossing_of, figures_by, figures_of, table_of
from reviews.tabulation import NO_ANSWER
from tests.factories.surveys import (
    AnswerFactory,
    ChoiceFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
    TextCategoryFactory,
)

pytestmark = pytest.mark.django_db

one = st.sampled_from(["", "a", "b"])
several = st.lists(st.sampled_from(["a", "b"]), unique=True).map(lambda codes: ",".join(sorted(codes)))
rows = st.fixed_dictionaries(
    {"runs": st.booleans(), "project": st.integers(1, 3), "P_A": one, "P_B": several, "P_C": one}
)
respondents = st.lists(
    st.fixed_dictionaries(
        {
            "group": st.sampled_from("1234"),
            "counted": st.booleans() | st.just(True),
            "D_A": one,
            "D_B": several | st.just("none"),
            "D_N": st.none() | st.integers(0, 9),
            "rows": st.lists(rows, max_size=3),
        }
    ),
    max_size=5,
)
RULES = {
    "P_A": [{"groups": ["1", "2", "3"]}],
    "P_B": [{"question": "P_A", "any_of": ["a"]}],
    "P_C": [{"groups": ["1", "2"], "or_row": "running"}],
    "D_A": [],
    "D_B": [{"question": "D_A", "none_of": ["a"]}],
    "D_N": [{"groups": ["1", "4"]}],
}


def is_asked(code, respondent, row):
    return {
        "P_A": lambda: respondent["group"] != "4",
        "P_B": lambda: respondent["group"] != "4" and row["P_A"] == "a",
        "P_C": lambda: respondent["group"] in "12" or row["runs"],
        "D_A": lambda: True,
        "D_B": lambda: respondent["D_A"] != "a",
        "D_N": lambda: respondent["group"] in "14",
    }[code]()


def said(code, respondent, row):
    """Codes, or the number; None where it was not asked."""
    if not is_asked(code, respondent, row):
        return None
    value = (row if code.startswith("P") else respondent)[code]
    return value if code == "D_N" else tuple(filter(None, value.split(",")))


def store(answers):
    """The survey of these respondents, with whatever they typed: also what nobody asked them."""
    survey = SurveyFactory()
    questions = {
        code: QuestionFactory(
            survey=survey,
            code=code,
            rules=rules,
            position=number,
            of_partner=code.startswith("P"),
            multiple=code.endswith("_B"),
            number=code == "D_N",
        )
        for number, (code, rules) in enumerate(RULES.items())
    }
    for code, question in questions.items():
        for choice in "ab" if code != "D_N" else "":
            ChoiceFactory(question=question, code=choice, label=choice)
    ChoiceFactory(question=questions["D_B"], code="none", label="特にない", is_exclusive=True)
    for typed in answers:
        state = RespondentState.SUBMITTED if typed["counted"] else RespondentState.WRITING
        respondent = RespondentFactory(survey=survey, group=typed["group"], state=state)
        for code in ("D_A", "D_B"):
            put(respondent, questions[code], None, codes=typed[code])
        put(respondent, questions["D_N"], None, number=typed["D_N"])
        for line in typed["rows"]:
            row = SurveyRowFactory(
                respondent=respondent, runs=line["runs"], project_key=respondent.pk * 10 + line["project"]
            )
            typed_row = {code: line[code] for code in ("P_A", "P_B", "P_C")}
            for code, value in typed_row.items():
                put(respondent, questions[code], row, codes=value)
        if typed["counted"]:
            settle(respondent)
    return survey, questions


def put(respondent, question, row, **value):
    if any(each not in ("", None) for each in value.values()):
        AnswerFactory(respondent=respondent, question=question, row=row, is_counted=False, **value)


def units(answers, code):
    """(respondent, its number, row) of everything that such a question is about, of those who handed in."""
    for number, respondent in enumerate(answers):
        if respondent["counted"]:
            for row in respondent["rows"] if code.startswith("P") else [None]:
                yield respondent, number, row


def counted(values):
    """n, and how often each code came, out of what each said."""
    there = [value for value in values if value is not None]
    codes = ["a", "b", "none", NO_ANSWER]
    lines = {code: len([1 for value in there if code in (value or (NO_ANSWER,))]) for code in codes}
    return len(there), lines


def shown(table):
    return table.n, dict.fromkeys(("a", "b", "none"), 0) | {line.code: line.count for line in table.lines}


@settings(max_examples=25, deadline=None)
@given(respondents)
def test_every_table_agrees_with_counting_one_by_one(answers):
    survey, questions = store(answers)
    for code in ("P_A", "P_B", "P_C", "D_A", "D_B"):
        table = table_of(questions[code])
        assert shown(table) == counted(said(code, one, row) for one, _, row in units(answers, code))
        if not code.endswith("_B"):
            assert sum(line.count for line in table.lines) == table.n
    numbers = [said("D_N", one, None) for one, _, _ in units(answers, "D_N") if one["group"] in "14"]
    there = [number for number in numbers if number is not None]
    figures = figures_of(questions["D_N"])
    assert (figures.n, figures.answered, figures.total) == (len(numbers), len(there), sum(there))
    assert attribute_table(survey, "division").n == len(list(units(answers, "P_A")))


@settings(max_examples=25, deadline=None)
@given(respondents)
def test_every_crossing_agrees_with_counting_one_by_one(answers):
    _, questions = store(answers)
    for code, by in (("P_B", "P_A"), ("P_C", "D_A"), ("D_A", "D_B"), ("D_B", "P_B")):
        crossing = crossing_of(questions[code], questions[by])
        found = {option.code: shown(table) for option, table in crossing.rows}
        for value in ("a", "b", NO_ANSWER):
            expected = counted(
                said(code, respondent, row)
                for respondent, _, row in units(answers, code)
                if any(
                    value in (other or (NO_ANSWER,))
                    for other in others(by, respondent, row)
                    if other is not None
                )
            )
            assert found.get(value, (0, counted([])[1])) == expected
    by_group = {option.code: shown(table) for option, table in crossing_of(questions["P_C"], "group").rows}
    for group in "1234":
        of_group = [said("P_C", one, row) for one, _, row in units(answers, "P_C") if one["group"] == group]
        assert by_group.get(group, (0, counted([])[1])) == counted(of_group)


def others(by, respondent, row):
    """What stands against an answer: of its row, of its respondent, or of any row of the respondent."""
    if by.startswith("P") and row is None:
        return [said(by, respondent, each) for each in respondent["rows"]]
    return [said(by, respondent, row)]


@settings(max_examples=25, deadline=None)
@given(respondents)
def test_projects_counted_once_agree_with_looking_at_each(answers):
    _, questions = store(answers)
    projects = {}
    for respondent, number, row in units(answers, "P_B"):
        value = said("P_B", respondent, row)
        if value is not None:
            projects.setdefault((number, row["project"]), set()).update(value)
    assert shown(table_of(questions["P_B"], once=True)) == counted(tuple(each) for each in projects.values())


def test_crossing_by_two_things_has_a_row_for_each_pair():
    _, questions = store(
        [
            {"group": group, "counted": True, "D_A": said_a, "D_B": "", "D_N": number, "rows": []}
            for group, said_a, number in (("1", "a", 1), ("1", "b", 2), ("4", "a", None), ("4", "", 6))
        ]
    )
    crossing = crossing_of(questions["D_B"], "experience", questions["D_A"])
    assert [(option.label, table.n) for option, table in crossing.rows] == [
        ("実績あり・b", 1),
        ("実績なし・無回答", 1),
    ]
    parts = [
        (option.label, each.n, each.total) for option, each in figures_by(questions["D_N"], "experience")
    ]
    assert parts == [("実績あり", 2, 3), ("実績なし", 2, 6)]
    for by in (["year", "group"], ["group", "experience", "division"]):
        with pytest.raises(CannotCross):
            crossing_of(questions["D_A"], *by)
    with pytest.raises(CannotCross, match="この調査には、協働の形態を聞く設問がありません。"):
        crossing_of(questions["D_A"], "form")


def test_the_same_question_stands_beside_itself_over_the_years():
    tables = {}
    for year, codes in ((2024, ["a"]), (2025, ["a", "b"]), (2026, ["b", ""])):
        survey = SurveyFactory(fiscal_year=year, template="yearly")
        question = QuestionFactory(survey=survey, code="Q")
        for code in "ab":
            ChoiceFactory(question=question, code=code, label=code)
        for each in codes:
            respondent = RespondentFactory(survey=survey, state=RespondentState.SUBMITTED)
            AnswerFactory(respondent=respondent, question=question, codes=each, is_counted=True)
        tables[year] = question
    crossing = crossing_of(tables[2026], "year")
    assert [(option.label, table.n, table.line("a").count) for option, table in crossing.rows] == [
        ("令和6年度", 1, 1),
        ("令和7年度", 2, 1),
        ("令和8年度", 2, 0),
    ]


def test_answers_to_an_older_version_stand_under_the_choices_of_their_time():
    survey = SurveyFactory(state=SurveyState.OPEN)
    old, new = (QuestionFactory(survey=survey, code="Q", version=number) for number in (1, 2))
    old.replaced_by = new
    old.save()
    ChoiceFactory(question=old, code="a", label="まえの言い方")
    ChoiceFactory(question=new, code="b", label="いまの言い方")
    for question, code in ((old, "a"), (new, "b"), (new, "")):
        AnswerFactory(respondent__survey=survey, question=question, codes=code, is_counted=True)
    assert [(line.label, line.count) for line in table_of(new).lines] == [
        ("いまの言い方", 1),
        ("まえの言い方（前の版）", 1),
        ("無回答", 1),
    ]


def test_words_are_counted_by_the_headings_that_they_were_put_under():
    question = QuestionFactory(words=True)
    heading = TextCategoryFactory(question=question, label="人手")
    for text, category in (("人が足りない", heading), ("お金", None), ("", None)):
        AnswerFactory(
            respondent__survey=question.survey,
            question=question,
            text=text,
            category=category,
            is_counted=True,
        )
    assert [(line.label, line.count) for line in table_of(question).lines] == [
        ("人手", 1),
        ("未分類", 1),
        ("無回答", 1),
    ]


def test_a_table_of_any_size_takes_as_many_queries(django_assert_num_queries):
    question = QuestionFactory()
    ChoiceFactory(question=question, code="a", label="a")
    for number in (1, 3):
        for _ in range(number):
            AnswerFactory(respondent__survey=question.survey, question=question, codes="a", is_counted=True)
        with django_assert_num_queries(5):  # the question with its survey, the questionnaire (3), the counts
            read = Question.objects.select_related("survey").get(pk=question.pk)
            table_of(read)
        with django_assert_num_queries(1):  # a survey's questionnaire is read once
            table_of(read)
    assert Answer.objects.count() == 4
