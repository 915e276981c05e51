import pytest

from reviews.actions.answering import save_answer
from reviews.answer_form.layout import MARKER, PROJECTS
from reviews.given import Given
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, SurveyRowFactory
from tests.reviews.answer_form.forms import OWN, changes, empty, faults, put
from tests.reviews.answering import asked

pytestmark = pytest.mark.django_db

CONFIRMED = [("OUTCOME", "", "上がっている"), ("CONTENT", "", "花を植える")]
NOT_SEEN_YET = "この回答の用紙ではありません。「用紙をダウンロードする」で受け取った用紙に書いてください。"


@pytest.fixture
def paper():
    return asked()


def test_the_form_as_it_comes_confirms_what_the_records_say(paper):
    assert changes(paper, empty(paper.respondent)) == CONFIRMED


def test_every_kind_of_answer_comes_back(paper):
    own = {"survey": paper.respondent.survey, "section": "数と表"}
    QuestionFactory(**own, code="PEOPLE", number=True, position=8)
    QuestionFactory(**own, code="TABLE", table=True, position=9)
    book = put(
        empty(paper.respondent),
        OUTCOME="上がっていない",
        WISH="続けたい",
        WHY__c1="○",
        WHY__other="〇",
        WHY__words="前からの約束",
        MERITS__c2="○",
        PEOPLE=12.5,
        TABLE="花の会｜12\n木の会｜3",
    )
    assert changes(paper, book) == [
        ("WISH", "", "続けたい"),
        ("WHY", "", "効果が高い、その他（前からの約束）"),
        ("MERITS", "", "安い"),
        ("PEOPLE", "", "12.5"),
        ("TABLE", "", "花の会｜12\n木の会｜3"),
        ("OUTCOME", "", "上がっていない"),
        CONFIRMED[1],
    ]


def test_what_is_answered_stands_in_the_form_and_the_same_form_changes_nothing(paper):
    for code, row, codes in (
        ("OUTCOME", paper.row, "not_achieved"),
        ("CONTENT", paper.row, ""),
        ("MERITS", None, "c1,c2"),
    ):
        AnswerFactory(question=paper.question(code), respondent=paper.respondent, row=row, codes=codes)
    assert changes(paper, empty(paper.respondent)) == []
    assert changes(paper, put(empty(paper.respondent), MERITS__c1=None)) == [("MERITS", "早い、安い", "安い")]


@pytest.mark.parametrize(
    ("answers", "place", "reason"),
    [
        ({"OUTCOME": "たぶん"}, (PROJECTS, "D4"), "「たぶん」は選択肢にありません。"),
        ({"OUTCOME": "=1+1"}, (PROJECTS, "D4"), "式が入っています。式でなく、答えそのものを入れてください。"),
        ({"CONTENT": "=HYPERLINK(1)"}, (PROJECTS, "E4"), "式が入っています。式でなく、答えそのものを入れてください。"),
        ({"PEOPLE": "たくさん"}, (OWN, "E10"), "数字で答えてください。"),
        ({"PEOPLE": -1}, (OWN, "E10"), "0以上の数で答えてください。"),
        ({"MERITS__c1": "○", "MERITS__none": "○"}, (OWN, "E9"), "「特にない」は、ほかの答えと一緒に選べません。"),
        ({"MERITS__c1": "早いから"}, (OWN, "E7"), "「○」を入れるか、空けてください。"),
        ({"WISH": "続けたい", "WHY__other": "○"}, (OWN, "E6"), "「その他」に○があります。その内容を書いてください。"),
        ({"WISH": "続けたい", "WHY__words": "約束"}, (OWN, "E6"), "「その他」を選んだときだけ、内容を書けます。"),
        ({"WISH": "続けない", "WHY__c1": "○"}, (OWN, "E4"),
         "聞いていない設問です（聞くのは、「続けたいですか。」に「続けたい」と答えたとき）。答えを消してください。"),
        ({"CONTENT": "あ" * 3001}, (PROJECTS, "E4"), "3,000字以内で書いてください。いまは3,001字です。"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_cell(paper, answers, place, reason):
    QuestionFactory(
        survey=paper.respondent.survey, code="PEOPLE", number=True, section="これから", position=9
    )
    assert faults(paper, put(empty(paper.respondent), **answers)) == [(*place, reason)]


def test_all_faults_are_told_at_once(paper):
    book = put(empty(paper.respondent), OUTCOME="たぶん", WISH="さあ")
    assert [cell for _, cell, _ in faults(paper, book)] == ["D4", "E3"]


def test_an_inserted_column_is_refused(paper):
    book = empty(paper.respondent)
    book[PROJECTS].insert_cols(5)
    assert faults(paper, book) == [
        (PROJECTS, "E1", "用紙にない列です。列を足したり、動かしたりしないでください。")
    ]


def test_a_column_taken_out_is_refused(paper):
    book = empty(paper.respondent)
    book[PROJECTS].delete_cols(4)
    assert faults(paper, book) == [(PROJECTS, "D1", "列が足りません。列を消さないでください。")]


def test_lines_that_came_in_or_went_are_refused(paper):
    SurveyRowFactory(respondent=paper.respondent, project_name="見守り", partner_name="夜の会")
    book = empty(paper.respondent)
    book[PROJECTS].delete_rows(5)
    book[PROJECTS]["B5"] = "書き足した事業"
    book[OWN].insert_rows(4)
    book[OWN]["E4"] = "書き足した答え"
    assert faults(paper, book) == [
        (PROJECTS, "", "「見守り／夜の会」の行がありません。行を消さないでください。"),
        (PROJECTS, "B5", "用紙にない行です。行を足さないでください。"),
        (OWN, "E4", "用紙にない行です。行を足さないでください。"),
    ]


def test_the_lines_may_be_sorted_another_way(paper):
    SurveyRowFactory(respondent=paper.respondent, project_name="見守り", partner_name="夜の会")
    book = put(empty(paper.respondent), OUTCOME="上がっていない")
    for column in range(1, 6):
        first, second = book[PROJECTS].cell(4, column), book[PROJECTS].cell(5, column)
        first.value, second.value = second.value, first.value
    assert changes(paper, book) == [("OUTCOME", "", "上がっていない"), CONFIRMED[1]]


def test_the_form_of_another_division_is_refused(paper):
    other = asked(survey=RespondentFactory(name="会計課").survey, name="会計課")
    assert faults(paper, empty(other.respondent))[0][2].startswith("別の調査（")
    third = RespondentFactory(survey=paper.respondent.survey, name="納税課")
    assert faults(paper, empty(third))[0][2].startswith("納税課の用紙です。")


def test_the_form_of_another_year_is_refused(paper):
    last = asked(division=paper.respondent.division, name=paper.respondent.name)
    title = last.respondent.survey.title
    assert faults(paper, empty(last.respondent)) == [
        ("", "", f"別の調査（{title}）の用紙です。この調査の用紙に書いてください。")
    ]


def test_a_form_from_before_a_question_changed_is_refused(paper):
    book = empty(paper.respondent)
    old = paper.question("MERITS")
    old.replaced_by = QuestionFactory(survey=old.survey, code="MERITS", version=2, position=5)
    old.save()
    assert faults(paper, book)[0][2].startswith("用紙を作ったあとに、設問か事業の一覧が変わりました。")


def test_a_workbook_that_is_no_form_is_refused(paper):
    book = empty(paper.respondent)
    del book[MARKER]
    assert faults(paper, book) == [("", "", NOT_SEEN_YET)]


def test_a_sheet_that_is_gone_is_told(paper):
    book = empty(paper.respondent)
    del book[OWN]
    assert faults(paper, book) == [(OWN, "", "「課として」というシートがありません。")]


def test_what_somebody_changed_on_the_page_meanwhile_is_not_written_over(paper):
    AnswerFactory(question=paper.question("WISH"), respondent=paper.respondent, codes="yes")
    book, untouched = put(empty(paper.respondent), WISH=None), empty(paper.respondent)
    said = Given(codes=("no",))
    save_answer(paper.respondent, paper.question("WISH"), None, said, base_version=1, by=paper.user)
    assert faults(paper, book) == [
        (
            OWN,
            "E3",
            "用紙を作ったあとに、この答えが変わっています（いま：続けない）。新しい用紙に書いてください。",
        )
    ]
    assert changes(paper, untouched) == CONFIRMED
