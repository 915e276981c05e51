from io import BytesIO

import pypdf
import pytest

from reviews.printing.report import print_report
from reviews.report_document import compose
from tests.factories.surveys import (
    AnswerFactory,
    QuestionFactory,
    ReportBlockFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyReportFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A chapter with a sentence, a figure and a crossing of one question, and a chapter without anything."""
    survey = SurveyFactory(title="続ける調査", closed=True)
    wish = QuestionFactory(survey=survey, code="WISH", text="続けますか。", choices=["はい", "いいえ"])
    for number in range(4):
        respondent = RespondentFactory(survey=survey, submitted=True, position=number)
        AnswerFactory(question=wish, respondent=respondent, codes="c1" if number < 3 else "c2")
    report = SurveyReportFactory(survey=survey, title="調査の報告書")
    ReportBlockFactory(report=report, heading=True, level=1, text="はじめの章")
    ReportBlockFactory(report=report, question="WISH", text="「{top.label}」は{top.percent}%です。")
    ReportBlockFactory(report=report, figure=True, question="WISH", text="続けるか")
    ReportBlockFactory(report=report, table=True, question="WISH", by="experience", text="実績ごと")
    ReportBlockFactory(report=report, heading=True, level=1, text="次の章")
    return report


def test_the_pdf_is_tagged_and_leads_from_its_contents_to_every_figure(report):
    data, pages = print_report(compose(report))
    read = pypdf.PdfReader(BytesIO(data))
    root = read.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], read.metadata.title) == (True, "ja", "調査の報告書")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    words = [page.extract_text().replace(" ", "") for page in read.pages]
    assert len(words) == pages
    contents, body = words[0], "".join(words[1:])
    for line in ("1　はじめの章", "2　次の章", "図表1　続けるか", "図表2　実績ごと"):
        assert line in contents
        assert line in body
    assert "「はい」は75.0%です。" in body
    assert "75.0（3）" in body
    assert "案" in contents


def test_the_contents_lead_on_and_every_picture_is_told_in_words(report):
    data, _ = print_report(compose(report))
    read = pypdf.PdfReader(BytesIO(data))
    links = {each.get_object()["/Dest"] for page in read.pages for each in page.get("/Annots", ())}
    anchors = {f"block-{block.pk}" for block in report.blocks.exclude(kind="text")}
    assert (links, links - set(read.named_destinations)) == (anchors, set())
    everything = map(read.get_object, range(1, read.trailer["/Size"]))
    pictures = [each for each in everything if isinstance(each, dict) and each.get("/S") == "/Figure"]
    assert len(pictures) == 1
    assert "続けるか" in pictures[0]["/Alt"]
