import pytest
from django.urls import reverse

from reviews.models import Answer, Question
from tests.factories.organizations import PostFactory
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    TextCategoryFactory,
)
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db

READING = ["reviews:survey_questions", "reviews:survey_preview"]
WRITING = ["reviews:question_new"]
OF_ONE = ["reviews:question_edit", "reviews:question_rules", "reviews:question_remove"]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", READING + WRITING + OF_ONE)
@pytest.mark.parametrize("role", ["staff", "nobody", "coordinator"])
def test_the_questionnaire_is_forbidden_to_those_it_is_not_theirs_to_write(client, name, role):
    respondent = RespondentFactory()
    question = QuestionFactory(survey=respondent.survey, choices=["続ける"])
    client.force_login(person(role, respondent))
    argument = question.pk if name in OF_ONE else respondent.survey.code
    expected = {"coordinator": 200, "staff": 200 if name in READING else 403, "nobody": 404}[role]
    assert client.get(reverse(name, args=[argument])).status_code == expected


def test_moving_a_question_is_forbidden_to_the_rest_of_city_hall(client):
    question = QuestionFactory(survey__open=True)
    client.force_login(PostFactory().user)
    assert client.post(reverse("reviews:question_move", args=[question.pk])).status_code == 403


def test_an_earlier_version_is_not_found_for_other_rules_or_removal(client, coordinator):
    question = QuestionFactory(replaced_by=QuestionFactory())
    for name in OF_ONE[1:]:
        assert client.get(reverse(name, args=[question.pk])).status_code == 404


def typed(*labels: str, **changed) -> dict:
    """What the form of a question sends; a label may carry its number and marks: "特にない|9|exclusive"."""
    data = {"text": "続けたいですか。", "kind": "single", "unit": "respondent", "section": "課として"}
    data |= {"choices-TOTAL_FORMS": str(len(labels)), "choices-INITIAL_FORMS": "0"}
    for row, label in enumerate(labels):
        words, *more = label.split("|")
        data[f"choices-{row}-label"] = words
        for each in more:
            name = "place" if each.isdigit() else each if "=" not in each else each.split("=")[0]
            data[f"choices-{row}-{name}"] = each.split("=")[-1] if each.isdigit() or "=" in each else "on"
    return data | changed


def edit(client, question, sent: dict):
    """Open the question's form, and send it so."""
    address = reverse("reviews:question_edit", args=[question.pk])
    return client.post(address, sent | {"base": client.get(address).context["base"]})


def choices_of(question) -> list[tuple[str, str]]:
    return list(question.choices.values_list("code", "label"))


def test_a_question_is_added_at_the_end(client, coordinator):
    first = QuestionFactory(survey__code="s", code="Q1", position=10)
    client.post(
        reverse("reviews:question_new", args=["s"]),
        typed("特にない|9|is_exclusive", "続ける", "", "その他|3|is_other", kind="multiple"),
    )
    added = first.survey.questions.last()
    assert (added.code, added.position, added.kind) == ("Q2", 20, "multiple")
    assert choices_of(added) == [("c1", "続ける"), ("c2", "その他"), ("c3", "特にない")]
    assert list(added.choices.values_list("is_other", "is_exclusive")) == [
        (False, False),
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        (typed("続ける", text=""), {"text"}),
        (typed(kind="table", columns=""), {"columns"}),
        (typed("続ける", kind="none"), {"kind"}),
        (typed("続ける", "続ける"), set()),
        (typed("その他|is_other", "ほか|is_other"), set()),
    ],
)
def test_a_bad_question_is_said_at_its_field(client, coordinator, sent, errors):
    survey = SurveyFactory(code="s")
    page = client.post(reverse("reviews:question_new", args=["s"]), sent)
    assert (page.status_code, set(page.context["form"].errors)) == (422, errors)
    assert bool(page.context["choices"].non_form_errors()) is (not errors)
    assert survey.questions.count() == 0


def test_nobody_has_answered_so_the_question_itself_changes(client, coordinator):
    question = QuestionFactory(choices=["続ける", "やめる"])
    sent = typed("やめたい|1|code=c2", "続けたい|2|code=c1", "わからない")
    edit(client, question, sent)
    question.refresh_from_db()
    assert (question.text, question.version, question.replaced_by) == ("続けたいですか。", 1, None)
    assert choices_of(question) == [("c2", "やめたい"), ("c1", "続けたい"), ("c3", "わからない")]


def test_headings_go_with_the_next_version_and_keep_what_stands_under_them(client, coordinator):
    heading = TextCategoryFactory(question=QuestionFactory(words=True))
    answer = AnswerFactory(question=heading.question, text="人が足りない", category=heading)
    edit(client, heading.question, typed(kind="text"))
    for each in (heading, answer, answer.question):
        each.refresh_from_db()
    assert (heading.question, answer.category) == (answer.question.replaced_by, heading)


def test_a_new_choice_never_takes_the_code_of_one_that_was_answered(client, coordinator):
    """Else those who gave the old answer would be counted as having given the new one."""
    old = QuestionFactory(choices=["続ける", "やめる"])
    AnswerFactory(question=old, codes="c2")
    edit(client, old, typed("続ける|code=c1", "わからない"))
    old.refresh_from_db()
    assert choices_of(old.replaced_by) == [("c1", "続ける"), ("c3", "わからない")]


def test_an_answered_question_gets_a_next_version_and_the_answers_keep_the_old_words(client, coordinator):
    answer = AnswerFactory(question=QuestionFactory(choices=["続ける"], text="続けますか。"), codes="c1")
    old = answer.question
    edit(client, old, typed("続けたい|code=c1", "やめたい"))
    old.refresh_from_db()
    newer = old.replaced_by
    assert (old.text, choices_of(old), old.version) == ("続けますか。", [("c1", "続ける")], 1)
    assert (newer.text, newer.code, newer.version) == ("続けたいですか。", old.code, 2)
    assert choices_of(newer) == [("c1", "続けたい"), ("c2", "やめたい")]
    assert Answer.objects.get().question == old
    page = client.get(reverse("reviews:survey_questions", args=[old.survey.code]))
    assert [(each.pk, each.earlier) for each in page.context["questions"]] == [(newer.pk, [old])]
    edit(client, newer, typed("続けたい", text="これからは。"))
    assert Question.objects.filter(code=old.code).count() == 2


def test_whoever_saves_second_is_told_and_keeps_what_was_typed(client, coordinator):
    question = QuestionFactory(choices=["続ける"])
    address = reverse("reviews:question_edit", args=[question.pk])
    base = client.get(address).context["base"]
    edit(client, question, typed("続けたい", text="先の人の文。"))
    late = client.post(address, typed("やめたい", text="あとの人の文。") | {"base": base})
    assert (late.status_code, late.context["form"]["text"].value()) == (422, "あとの人の文。")
    question.refresh_from_db()
    assert question.text == "先の人の文。"


def test_whoever_has_an_earlier_version_open_goes_on_with_the_present_one(client, coordinator):
    old = AnswerFactory(question=QuestionFactory(choices=["続ける"])).question
    address = reverse("reviews:question_edit", args=[old.pk])
    base = client.get(address).context["base"]
    edit(client, old, typed("続けたい"))
    late = client.post(address, typed("やめたい", text="あとの人の文。") | {"base": base})
    assert (late.status_code, late.context["question"].version) == (422, 2)
    client.post(address, typed("やめたい", text="あとの人の文。") | {"base": late.context["base"]})
    old.refresh_from_db()
    assert (old.replaced_by.text, old.replaced_by.version) == ("あとの人の文。", 2)


def test_a_draft_is_opened_again_and_goes_with_the_saving(client, coordinator):
    question = QuestionFactory(text="続けますか。")
    address = reverse("reviews:question_edit", args=[question.pk])
    key = client.get(address).context["draft_key"]
    typed_so_far = typed("続けたい", text="") | {"draft_key": key, "base": "1"}
    client.post(reverse("draft_save"), typed_so_far)
    page = client.get(address)
    assert (page.status_code, page.context["form"]["text"].value(), page.context["base"]) == (200, "", "1")
    client.post(address, {"discard_draft": "yes"})
    assert client.get(address).context["form"]["text"].value() == "続けますか。"


@pytest.mark.parametrize("trait", ["closed", "published"])
def test_the_questions_of_a_closed_survey_cannot_change(client, coordinator, trait):
    question = QuestionFactory(survey=SurveyFactory(**{trait: True}), text="続けますか。", choices=["続ける"])
    assert edit(client, question, typed("やめる")).status_code == 422
    client.post(reverse("reviews:question_rules", args=[question.pk]), {"verb": "groups", "groups": ["1"]})
    client.post(reverse("reviews:question_remove", args=[question.pk]))
    question.refresh_from_db()
    assert (question.text, question.rules, choices_of(question)) == ("続けますか。", [], [("c1", "続ける")])


def test_questions_change_places_until_somebody_has_answered(client, coordinator):
    survey = SurveyFactory()
    first, second, third = (QuestionFactory(survey=survey, position=10) for _ in range(3))
    client.post(reverse("reviews:question_move", args=[third.pk]), {"to": "up"})
    client.post(reverse("reviews:question_move", args=[first.pk]), {"to": "up"})
    assert list(survey.questions.all()) == [first, third, second]
    AnswerFactory(question=first)
    client.post(reverse("reviews:question_move", args=[first.pk]), {"to": "down"})
    assert list(survey.questions.all()) == [first, third, second]


def test_a_question_is_removed_unless_somebody_has_answered_it(client, coordinator):
    survey = SurveyFactory()
    empty, answered = QuestionFactory(survey=survey), QuestionFactory(survey=survey)
    AnswerFactory(question=answered)
    for question in (empty, answered):
        client.post(reverse("reviews:question_remove", args=[question.pk]))
    assert list(survey.questions.all()) == [answered]


@pytest.fixture
def rules_of(client, coordinator):
    """`rules_of(question, verb=…, …)` sends the form and gives the rules that stand afterwards."""

    def send(question, /, **given):
        client.post(reverse("reviews:question_rules", args=[question.pk]), given)
        question.refresh_from_db()
        return question.rules

    return send


def test_rules_are_written_as_fields_and_told_back_in_words(client, rules_of):
    survey = SurveyFactory()
    wish = QuestionFactory(survey=survey, code="WISH", text="取り組みたいですか", choices=["はい", "いいえ"])
    why = QuestionFactory(survey=survey, code="WHY", words=True)
    assert rules_of(why, verb="groups", groups=["4", "3"]) == [{"groups": ["3", "4"]}]
    added = rules_of(why, verb="add", question="WISH", how="any_of", codes=["c1"])
    assert added[1:] == [{"question": "WISH", "any_of": ["c1"]}]
    page = client.get(reverse("reviews:question_rules", args=[why.pk]), {"question": "WISH"}).context
    assert page["asked_of"] == "属性③・④の課、「取り組みたいですか」に「はい」と答えたとき"
    assert page["conditions"] == [(1, "「取り組みたいですか」に「はい」と答えたとき")]
    assert [way.code for way in page["earlier"]] == [wish.code]
    assert rules_of(why, verb="groups", groups=[]) == [{"question": "WISH", "any_of": ["c1"]}]
    assert rules_of(why, verb="remove", place="0") == []


def test_a_row_that_ran_is_asked_besides_the_groups(rules_of):
    question = QuestionFactory(of_partner=True)
    found = rules_of(question, verb="groups", groups=["1", "2"], or_row="on")
    assert found == [{"groups": ["1", "2"], "or_row": "running"}]


def test_a_rule_about_a_later_question_or_without_an_answer_is_not_taken(client, rules_of):
    survey = SurveyFactory()
    first = QuestionFactory(survey=survey, code="A", choices=["はい"], position=1)
    second = QuestionFactory(survey=survey, code="B", choices=["はい"], position=2)
    assert rules_of(first, verb="add", question="B", how="any_of", codes=["c1"]) == []
    assert rules_of(second, verb="add", question="A", how="any_of") == []
    assert rules_of(second, verb="groups", groups=["9"]) == []


def test_whom_an_answered_question_is_asked_changes_in_its_next_version(rules_of):
    question = AnswerFactory().question
    assert rules_of(question, verb="groups", groups=["1"]) == []
    assert question.replaced_by.rules == [{"groups": ["1"]}]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("survey_questions", 11), ("survey_preview", 8)])
def test_the_questionnaire_costs_the_same_with_more_questions(
    client, coordinator, name, queries, rows, django_assert_num_queries
):
    survey = RespondentFactory().survey
    for _ in range(rows):
        QuestionFactory(survey=survey, choices=["続ける", "やめる"])
    with django_assert_num_queries(queries):
        client.get(reverse(f"reviews:{name}", args=[survey.code]))
