import pytest

from reviews.enums import BlockKind
from reviews.report_document import compose
from reviews.report_templates import TemplateError, read_report_template, report_template_names
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    ReportBlockFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyReportFactory,
    TextCategoryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """Of a survey that hides cells below 2: three 課 say yes, one no; two of them say why."""
    survey = SurveyFactory(code="s", closed=True, hide_below=2)
    wish = QuestionFactory(
        survey=survey, code="WISH", text="続けますか。", choices=["はい", "いいえ", "未定"]
    )
    why = QuestionFactory(survey=survey, code="WHY", text="なぜですか。", words=True)
    heading = TextCategoryFactory(question=why, label="人")
    for number in range(4):
        respondent = RespondentFactory(survey=survey, submitted=True, position=number)
        AnswerFactory(question=wish, respondent=respondent, codes="c1" if number < 3 else "c2")
        kept = {"text": f"理由{number}", "category": heading if number < 3 else None}
        AnswerFactory(question=why, respondent=respondent, **kept)
    return SurveyReportFactory(survey=survey)


def shown(report) -> list[tuple]:
    return [(piece.place or piece.label, piece.text) for piece in compose(report).pieces]


def test_chapters_and_figures_are_numbered_in_order(report):
    for level, text in [
        (1, "章"),
        (2, "節"),
        (3, "項"),
        (3, "項"),
        (2, "節"),
        (3, "項"),
        (1, "章"),
        (2, "節"),
    ]:
        ReportBlockFactory(report=report, heading=True, level=level, text=text)
    ReportBlockFactory(report=report, figure=True, question="WISH")
    ReportBlockFactory(report=report, table=True, question="WISH", by="experience")
    ReportBlockFactory(report=report, quotes=True, question="WHY", text="理由")
    assert shown(report) == [
        ("1", "章"),
        ("1-1", "節"),
        ("（1）", "項"),
        ("（2）", "項"),
        ("1-2", "節"),
        ("（1）", "項"),
        ("2", "章"),
        ("2-1", "節"),
        ("図表1", "続けますか。"),
        ("図表2", "続けますか。（分け方：協働の実績）"),
        ("図表3", "理由"),
    ]


def test_sentences_tell_the_numbers_that_may_be_published(report):
    ReportBlockFactory(
        report=report, question="WISH", text="{n}課、{choice.c2.percent}%、{WHY.n}課\n\n次の段落"
    )
    piece = compose(report).pieces[0]
    assert (piece.paragraphs, piece.problems) == (["4課、－（非公表）、4課", "次の段落"], ())


def test_quotes_stand_under_their_headings_and_no_more_than_asked_for(report):
    ReportBlockFactory(report=report, quotes=True, question="WHY", most=2)
    (quotes,) = compose(report).pieces[0].quotes
    assert (quotes.label, quotes.said, quotes.more) == ("人", ("理由0", "理由1"), 1)


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"figure": True, "question": "ZZZ"}, "「ZZZ」という設問はありません。設問の記号: WISH、WHY"),
        ({"figure": True, "question": ""}, "設問を選んでください。"),
        ({"quotes": True, "question": "WISH"}, "主な意見をのせるには、文章で答える設問を選んでください。"),
        ({"text": "{ZZZ.n}"}, "「ZZZ.n」：「ZZZ」という名前も設問もありません。"),
    ],
)
def test_what_cannot_be_shown_is_told(report, block, problem):
    ReportBlockFactory(report=report, **block)
    assert [words for _, words in compose(report).problems] == [problem]


def test_numbers_typed_by_hand_are_found_and_marked(report):
    document = compose(report)
    assert (document.typed, document.typed_mark) == ([], "")
    block = ReportBlockFactory(report=report, text="75.0%が続けます。")
    document = compose(report)
    assert [(piece.block, each.text) for piece, each in document.typed] == [(block, "75.0%")]
    assert document.typed_mark != ""


def test_the_digest_changes_with_words_and_with_numbers(report):
    ReportBlockFactory(report=report, figure=True, question="WISH")
    digests = [compose(report).digest, compose(report).digest]
    respondent = RespondentFactory(survey=report.survey, submitted=True)
    AnswerFactory(question=report.survey.questions.get(code="WISH"), respondent=respondent, codes="c1")
    digests.append(compose(report).digest)
    ReportBlockFactory(report=report, text="足した文")
    digests.append(compose(report).digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_survey_without_answers_has_no_chart_and_no_number():
    survey = SurveyFactory(closed=True)
    QuestionFactory(survey=survey, code="Q", choices=["はい"])
    report = SurveyReportFactory(survey=survey)
    ReportBlockFactory(report=report, figure=True, question="Q")
    ReportBlockFactory(report=report, question="Q", text="{top.label}（{top.percent}%）")
    figure, text = compose(report).pieces
    assert (figure.chart, figure.has_numbers, text.text) == (None, False, "－（－）")


def test_templates_can_be_read_and_that_of_musashino_has_its_figures():
    assert report_template_names() == ["blank", "musashino"]
    found = read_report_template("musashino")
    tables = [block for block in found.blocks if block.kind in (BlockKind.FIGURE, BlockKind.TABLE)]
    quotes = [block for block in found.blocks if block.kind == BlockKind.QUOTES]
    # Seventeen figures, the table of 属性, that of criteria; and the free texts of figures 11, 13, 18, 21, 24, 25.
    assert (len(tables), len(quotes)) == (19, 6)
    with pytest.raises(TemplateError, match="あるもの: blank、musashino"):
        read_report_template("zzz")
