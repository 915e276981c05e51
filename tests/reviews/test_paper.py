import pytest

from reviews.enums import ExperienceGroup
from reviews.queries.answering import paper_of, progress_of
from reviews.readiness import gaps_of
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, SurveyRowFactory
from tests.reviews.answering import asked

pytestmark = pytest.mark.django_db


def pages(paper) -> list[tuple[str, list[str], list[str]]]:
    """(key, what can come up, what is asked) of each page."""
    return [
        (page.key, [each.code for each in page.questions], sorted(page.asked))
        for page in paper_of(paper.respondent).pages
    ]


def test_each_project_has_a_page_and_so_has_each_section():
    paper = asked()
    assert pages(paper) == [
        (paper.row_page, ["OUTCOME", "CONTENT"], ["CONTENT", "OUTCOME"]),
        ("part-1", ["WISH", "WHY", "MERITS"], ["MERITS", "WISH"]),
    ]


def test_a_section_before_the_projects_comes_first():
    paper = asked()
    QuestionFactory(survey=paper.respondent.survey, code="FIRST", section="はじめに", position=0)
    assert [key for key, _, _ in pages(paper)] == ["part-1", paper.row_page, "part-2"]


def test_what_another_page_decides_comes_up_only_then():
    paper = asked()
    QuestionFactory(
        survey=paper.respondent.survey,
        code="LATER",
        section="くわしく",
        rules=[{"question": "WISH", "any_of": ["yes"]}],
        position=9,
    )
    assert [key for key, _, _ in pages(paper)] == [paper.row_page, "part-1"]
    AnswerFactory(question=paper.question("WISH"), respondent=paper.respondent, codes="yes")
    assert pages(paper)[2] == ("part-2", ["LATER"], ["LATER"])


def test_a_division_without_experience_gets_no_page_for_projects():
    paper = asked(group=ExperienceGroup.NEVER)
    paper.respondent.survey.questions.filter(unit="partner").update(rules=[{"groups": ["1", "2"]}])
    assert [key for key, _, _ in pages(paper)] == ["part-1"]


def test_the_conditions_of_a_page_are_those_it_decides_itself():
    paper = asked()
    page = paper_of(paper.respondent).page("part-1")
    assert page.conditions == {"WHY": ({"question": "WISH", "any_of": ["yes"]},)}


def test_a_questionnaire_without_questions_has_no_pages():
    assert paper_of(RespondentFactory()).pages == []


def test_progress_counts_what_was_said_and_who_said_it():
    paper = asked()
    answer = {"respondent": paper.respondent, "updated_by": paper.user}
    AnswerFactory(question=paper.question("MERITS"), codes="c1", **answer)
    AnswerFactory(question=paper.question("WISH"), codes="", **answer)
    SurveyRowFactory(respondent=paper.respondent)
    progress = progress_of(paper_of(paper.respondent))
    assert [(each.answered, each.unconfirmed, each.asked, each.who) for each in progress.pages] == [
        (0, 2, 2, ""),
        (0, 0, 2, ""),
        (1, 0, 2, str(paper.user)),
    ]
    assert (progress.next_page.number, progress.complete_count, progress.writers) == (1, 0, [str(paper.user)])


def test_gaps_tell_open_from_only_known_and_from_what_must_be_said():
    paper = asked()
    paper.respondent.survey.questions.filter(code="MERITS").update(is_required=True)
    AnswerFactory(question=paper.question("WISH"), respondent=paper.respondent, codes="yes")
    AnswerFactory(question=paper.question("WHY"), respondent=paper.respondent, codes="other")
    assert [
        (gap.question.code, gap.is_fault, gap.is_unconfirmed) for gap in gaps_of(paper_of(paper.respondent))
    ] == [
        ("OUTCOME", False, True),
        ("CONTENT", False, True),
        ("WHY", True, False),
        ("MERITS", True, False),
    ]
