import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.enums import QuestionUnit
from reviews.routing import Routed, RoutingError, Rule, asked_in, in_words, problems

GROUPS = ("1", "2", "3", "4")
NEVER = "どの回答者にも聞かれません。決まりどうしが食いちがっています。"


def groups(*marks, **also):
    return Rule.read({"groups": marks, **also})


def chose(question, *codes):
    return Rule.read({"question": question, "any_of": codes})


def chose_none(question, *codes):
    return Rule.read({"question": question, "none_of": codes})


def question(code, *rules, choices="ab", **more):
    return Routed(code, f"設問{code}", choices={each: each for each in choices}, rules=rules, **more)


WISH = [question("WISH", groups("4")), question("WHY", chose("WISH", "b"))]


def codes(found):
    return [each.code for each in found]


def test_a_question_is_asked_where_all_its_rules_hold():
    assert codes(asked_in(WISH, "4", {"WISH": ["b"]})) == ["WISH", "WHY"]
    assert codes(asked_in(WISH, "4", {"WISH": ["a"]})) == ["WISH"]
    assert codes(asked_in(WISH, "4", {})) == ["WISH"]


def test_an_answer_to_what_is_not_asked_opens_nothing():
    assert codes(asked_in(WISH, "1", {"WISH": ["b"]})) == []


def test_none_of_asks_those_who_left_it_open_too():
    asked = [question("KEEP", groups("1")), question("WHY", chose_none("KEEP", "a"))]
    assert [codes(asked_in(asked, "1", {"KEEP": said})) for said in (["a"], ["b"], [])] == [
        ["KEEP"],
        ["KEEP", "WHY"],
        ["KEEP", "WHY"],
    ]


def test_a_row_that_ran_in_the_year_is_asked_whatever_its_division_did():
    outcome = [question("OUTCOME", groups("1", "2", or_row="running"), unit=QuestionUnit.PARTNER)]
    assert [codes(asked_in(outcome, "3", {}, runs=runs)) for runs in (True, False)] == [["OUTCOME"], []]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"groups": []},
        {"groups": ["1"], "or_row": "x"},
        {"question": "Q"},
        {"question": "Q", "any_of": []},
        {"groups": ["1"], "question": "Q", "any_of": ["a"]},
        {"python": "1"},
    ],
)
def test_a_rule_of_no_known_form_is_refused(data):
    with pytest.raises(RoutingError):
        Rule.read(data)


def test_rules_are_told_in_words():
    asked = [question("WISH", groups("3", "4")), question("WHY", groups("4"), chose("WISH", "b", "a"))]
    assert in_words(asked[0], asked) == "属性③・④の課"
    assert in_words(asked[1], asked) == "属性④の課、「設問WISH」に「a」か「b」と答えたとき"
    assert in_words(question("FREE"), asked) == "すべての回答者"


def texts(*questions):
    return [(each.code, each.text) for each in problems(questions, GROUPS)]


def test_what_points_nowhere_or_forward_is_named():
    assert texts(question("A", chose("Z", "a"))) == [("A", "決まりが指す設問「Z」がありません。")]
    assert texts(question("A", chose("B", "a")), question("B")) == [
        ("A", "決まりが、あとで聞く設問「B」を指しています。")
    ]
    assert texts(question("A"), question("B", chose("A", "z"))) == [
        ("B", "「設問A」に、選択肢「z」がありません。")
    ]


def test_a_question_about_the_respondent_cannot_hang_on_one_about_a_partner():
    partner = question("P", unit=QuestionUnit.PARTNER)
    assert texts(partner, question("D", chose("P", "a"))) == [
        ("D", "「設問P」は相手ごとの設問なので、回答者ごとの設問の決まりに使えません。")
    ]


def test_contradictions_are_found_through_other_questions_too():
    first = question("A", groups("1"))
    assert texts(first, question("B", groups("2"), chose("A", "a"))) == [("B", NEVER)]
    assert texts(first, question("B", chose("A", "a"), chose_none("A", "a"))) == [("B", NEVER)]
    assert texts(first, question("B", chose("A", "a")), question("C", chose("A", "b"), chose("B", "a"))) == [
        ("C", NEVER)
    ]


def test_two_choices_at_once_contradict_each_other_only_where_one_is_allowed():
    rules = chose("A", "a"), chose("A", "b")
    assert texts(question("A"), question("B", *rules)) == [("B", NEVER)]
    assert texts(question("A", is_single=False), question("B", *rules)) == []
    assert texts(question("A", is_single=False, exclusive=frozenset("b")), question("B", *rules)) == [
        ("B", NEVER)
    ]


def test_a_running_row_reaches_a_question_that_its_group_would_not():
    row = question("P", groups("1", or_row="running"), groups("3"), unit=QuestionUnit.PARTNER)
    assert texts(row) == []


@st.composite
def questionnaires(draw):
    """Three questions of two choices, their rules about those before."""
    found = []
    for code in "ABC":
        rules = draw(
            st.lists(
                st.lists(st.sampled_from(GROUPS[:3]), min_size=1, unique=True).map(lambda each: groups(*each))
                | st.builds(
                    lambda make, code, chosen: make(code, *chosen),
                    st.sampled_from([chose, chose_none]),
                    st.sampled_from([each.code for each in found]),
                    st.lists(st.sampled_from("ab"), min_size=1, unique=True),
                )
                if found
                else st.just(groups("1", "2")),
                max_size=3,
            )
        )
        found.append(
            question(
                code,
                *rules,
                is_single=draw(st.booleans()),
                exclusive=frozenset(draw(st.sampled_from(["", "b"]))),
            )
        )
    return found


def answers_to(asked):
    return [(), ("a",), ("b",)] + ([] if asked.is_single or asked.exclusive else [("a", "b")])


@given(questionnaires())
def test_a_dead_end_is_what_no_answers_at_all_lead_to(asked):
    reached = set()
    for group in GROUPS:
        for given_answers in itertools.product(*map(answers_to, asked)):
            answers = dict(zip("ABC", given_answers, strict=True))
            reached |= set(codes(asked_in(asked, group, answers)))
    assert {each.code for each in problems(asked, GROUPS) if each.text == NEVER} == set("ABC") - reached
