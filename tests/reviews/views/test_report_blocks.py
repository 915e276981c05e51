import pytest
from django.urls import reverse

from kyodo.drafts import find_draft
from kyodo.models import Draft
from reviews.enums import BlockKind, ReportState
from reviews.models import ReportBlock, SurveyReport
from tests.factories.organizations import PostFactory, UserFactory
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    ReportBlockFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyReportFactory,
)

pytestmark = pytest.mark.django_db
OF_BLOCKS = ("reviews:block_edit", "reviews:block_move", "reviews:block_remove")
QUERIES = 10


@pytest.fixture
def report():
    """In 作成, of a survey with one question; a heading, a sentence, a figure."""
    survey = SurveyFactory(code="s", closed=True)
    wish = QuestionFactory(survey=survey, code="WISH", text="続けますか。", choices=["はい", "いいえ"])
    QuestionFactory(survey=survey, code="WHY", text="なぜですか。", words=True)
    for number in range(4):
        respondent = RespondentFactory(survey=survey, submitted=True, position=number)
        AnswerFactory(question=wish, respondent=respondent, codes="c1" if number < 3 else "c2")
    report = SurveyReportFactory(survey=survey)
    ReportBlockFactory(report=report, heading=True, level=1, text="結果")
    ReportBlockFactory(report=report, question="WISH", text="「{top.label}」が多い。")
    ReportBlockFactory(report=report, figure=True, question="WISH", text="続けるか")
    return report


@pytest.fixture
def writer(client):
    client.force_login(PostFactory(coordinator=True).user)
    return client


def block_of(report, kind) -> ReportBlock:
    return report.blocks.get(kind=kind)


def address(name, block) -> str:
    return reverse(f"reviews:{name}", args=[block.pk])


def new(kind, **more) -> str:
    query = "&".join(f"{key}={value}" for key, value in {"kind": kind, **more}.items())
    return f"{reverse('reviews:block_new', args=['s'])}?{query}"


def test_the_page_of_all_blocks_shows_them_as_they_will_be_read(writer, report):
    ReportBlockFactory(report=report, text="{tpo.n}と30%")
    page = writer.get(reverse("reviews:report_edit", args=["s"]))
    assert "「はい」が多い。" in page.text
    assert "直すところが1件あります" in page.text
    assert "手で打った割合が1か所あります" in page.text
    assert page.text.count(">直す<") == 4


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("heading", {"text": "まとめ", "level": "3"}, ("まとめ", "", "", 3)),
        (
            "text",
            {"text": "文です。", "question": "WISH", "by": "experience"},
            ("文です。", "WISH", "experience", 2),
        ),
        (
            "figure",
            {"question": "WISH", "by": "group", "by2": "WISH", "order": "size"},
            ("", "WISH", "group/WISH", 2),
        ),
        ("table", {"question": "division", "order": "size", "text": "課"}, ("課", "division", "", 2)),
        ("quotes", {"question": "WHY", "most": "3", "text": "理由"}, ("理由", "WHY", "", 2)),
    ],
)
def test_every_kind_of_block_can_be_added_in_its_place(writer, report, kind, given, kept):
    first = report.blocks.first()
    page = writer.get(new(kind, after=first.pk))
    assert page.status_code == 200
    done = writer.post(new(kind, after=first.pk), {"base_version": "1", **given})
    block = report.blocks.all()[1]
    assert done.url == f"{reverse('reviews:report_edit', args=['s'])}#block-{block.pk}"
    assert (block.kind, block.text, block.question, block.by, block.level) == (kind, *kept)


def test_what_is_missing_is_asked_for(writer, report):
    assert writer.post(new("figure"), {"text": "図"}).context["form"].errors == {
        "question": ["設問を選んでください。"],
        "order": ["このフィールドは必須です。"],
    }
    assert writer.post(new("text"), {"text": ""}).status_code == 422
    assert writer.post(new("quotes"), {"question": "WISH", "most": "3"}).status_code == 422
    assert report.blocks.count() == 3


def test_a_preview_fills_in_the_numbers_and_keeps_nothing(writer, report):
    block = block_of(report, "text")
    given = {
        "text": "{top.percent}%と{ZZZ.n}と40%",
        "question": "WISH",
        "base_version": "1",
        "preview": "yes",
    }
    page = writer.post(address("block_edit", block), given)
    assert "75.0%と{ZZZ.n}と40%" in page.text
    assert page.context["piece"].problems == ("「ZZZ.n」：「ZZZ」という名前も設問もありません。",)
    assert [each.text for each in page.context["piece"].typed] == ["40%"]
    assert [(name.placeholder, name.value) for name in page.context["names"]][1] == ("{top.label}", "はい")
    block.refresh_from_db()
    assert block.text == "「{top.label}」が多い。"


def test_names_of_another_figure_are_listed_with_its_code(writer, report):
    ReportBlockFactory(report=report, table=True, question="WISH", by="experience")
    page = writer.get(address("block_edit", block_of(report, "heading")) + "?names=WISH/experience")
    assert page.context["names"] == []
    names = {each.name: each.value for each in page.context["other_names"]}
    assert names["WISH/experience.row.yes.top.label"] == "はい"
    assert (
        writer.get(address("block_edit", block_of(report, "heading")) + "?names=ZZZ").context["other"] == ""
    )


def test_whoever_saves_second_sees_both_and_chooses(writer, report):
    block = block_of(report, "text")
    given = {"text": "先の文", "question": "", "base_version": "1"}
    writer.post(address("block_edit", block), given)
    late = writer.post(address("block_edit", block), {**given, "text": "後の文"})
    assert late.status_code == 409
    assert [(each.theirs, each.mine) for each in late.context["differences"]] == [("先の文", "後の文")]
    assert late.context["base"] == 2
    chosen = {**given, "text": "後の文", "base_version": "2", "choice_text": "theirs"}
    writer.post(address("block_edit", block), chosen)
    block.refresh_from_db()
    assert (block.text, block.version) == ("先の文", 3)


def test_what_was_typed_comes_back_as_a_draft(writer, report):
    block, user = block_of(report, "text"), PostFactory(coordinator=True).user
    writer.force_login(user)
    key = f"reviews.block:{block.pk}"
    typed = {"draft_key": key, "text": "書きかけ{n}", "question": "WISH", "base_version": "1"}
    writer.post(reverse("draft_save"), typed)
    page = writer.get(address("block_edit", block))
    assert "書きかけを開きました" in page.text
    assert (page.context["form"]["text"].value(), page.context["piece"].text) == ("書きかけ{n}", "書きかけ4")
    writer.post(address("block_edit", block), {"text": "書いた", "base_version": "1"})
    assert find_draft(user, key) is None
    writer.post(reverse("draft_save"), typed)
    writer.post(address("block_edit", block), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_blocks_are_moved_and_removed(writer, report):
    heading = block_of(report, "heading")
    moved = writer.post(address("block_move", heading), {"to": "down"})
    assert moved.url.endswith(f"#block-{heading.pk}")
    assert [block.kind for block in report.blocks.all()] == ["text", "heading", "figure"]
    assert "この" not in writer.get(address("block_remove", heading)).context["piece"].text
    writer.post(address("block_remove", heading))
    assert [block.kind for block in report.blocks.all()] == ["text", "figure"]


def test_a_published_report_cannot_be_written_any_more(writer, report):
    block = block_of(report, "text")
    SurveyReport.objects.update(state=ReportState.PUBLISHED)
    for name, given in (
        ("reviews:block_edit", {"text": "後", "base_version": "1"}),
        ("reviews:block_move", {"to": "down"}),
        ("reviews:block_remove", {}),
    ):
        writer.post(reverse(name, args=[block.pk]), given)
    writer.post(new("text"), {"text": "足す"})
    assert [each.text for each in report.blocks.all()] == ["結果", "「{top.label}」が多い。", "続けるか"]
    assert "公表しています" in writer.get(reverse("reviews:report_edit", args=["s"])).text


@pytest.mark.parametrize("name", OF_BLOCKS)
def test_others_cannot_write_blocks(client, report, name):
    block = block_of(report, "text")
    client.force_login(PostFactory().user)
    assert client.post(reverse(name, args=[block.pk])).status_code == 403
    client.force_login(UserFactory())
    assert client.post(reverse(name, args=[block.pk])).status_code == 404
    client.force_login(PostFactory(coordinator=True).user)
    assert client.post(reverse(name, args=[block.pk + 999])).status_code == 404


def test_a_kind_that_does_not_exist_is_not_found(writer, report):
    assert writer.get(new("zzz")).status_code == 404
    for name in ("reviews:block_new", "reviews:report_edit"):
        writer.force_login(PostFactory().user)
        assert writer.get(reverse(name, args=["s"])).status_code == 403


def test_the_page_asks_no_more_of_the_database_for_more_sentences(writer, report, django_assert_num_queries):
    def ask():
        return writer.get(reverse("reviews:report_edit", args=["s"]))

    ask()
    with django_assert_num_queries(QUERIES):
        ask()
    for _ in range(3):
        ReportBlockFactory(report=report, kind=BlockKind.TEXT, question="WISH", text="{WISH.top.label}")
    with django_assert_num_queries(QUERIES):
        ask()
