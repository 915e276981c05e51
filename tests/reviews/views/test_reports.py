from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kyodo.jobs import JobError
from kyodo.models import Job
from reviews.actions.reports import keep_edition
from reviews.enums import ReportState
from reviews.jobs import print_edition, print_report
from reviews.models import SurveyReport
from reviews.report_document import compose
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


@pytest.fixture
def survey():
    """公表: three 課 have said yes, one no."""
    survey = SurveyFactory(code="s", published=True, title="続ける調査")
    wish = QuestionFactory(survey=survey, code="WISH", text="続けますか。", choices=["はい", "いいえ"])
    for number in range(4):
        respondent = RespondentFactory(survey=survey, submitted=True, position=number)
        AnswerFactory(question=wish, respondent=respondent, codes="c1" if number < 3 else "c2")
    return survey


@pytest.fixture
def report(survey):
    report = SurveyReportFactory(survey=survey, title="続ける調査の報告書")
    ReportBlockFactory(report=report, heading=True, level=1, text="結果")
    ReportBlockFactory(report=report, question="WISH", text="「{top.label}」が{top.percent}%です。")
    ReportBlockFactory(report=report, figure=True, question="WISH", text="続けるか")
    return report


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True).user


def address(name, *more) -> str:
    return reverse(f"reviews:{name}", args=["s", *more])


def published(report) -> SurveyReport:
    SurveyReport.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
    report.refresh_from_db()
    return report


def test_a_report_is_made_from_a_template(client, survey, coordinator):
    client.force_login(coordinator)
    assert "報告書はまだありません" in client.get(address("survey_report")).text
    page = client.get(address("report_new"))
    assert [name for name, _ in page.context["form"].fields["template"].choices] == ["blank"]
    assert client.post(address("report_new"), {}).status_code == 422
    made = client.post(address("report_new"), {"template": "blank", "title": ""})
    assert made.url == address("report_edit")
    assert survey.report.title == "続ける調査 報告書"
    assert client.get(address("report_new")).url == address("survey_report")


def test_everybody_reads_what_is_published_and_takes_its_tables(client, report):
    published(report)
    page = client.get(address("survey_report"))
    assert "「はい」が75.0%です。" in page.text
    assert "図表1　続けるか" in page.text
    assert "PDFは準備しています" in page.text
    book = load_workbook(BytesIO(b"".join(client.get(address("report_xlsx")))))
    assert book.sheetnames == ["目次", "図表1", "図表1の図"]
    assert [cell.value for cell in book["目次"][4]][:5] == ["図表1", "続けるか", "続けますか。", None, "4"]
    assert [cell.value for cell in book["図表1"][3]] == ["c1", "はい", 3, 75, 4]


def test_the_pdf_is_offered_while_it_says_what_the_page_says(client, report):
    keep_edition(compose(published(report)), b"%PDF-1.7", pages=7)
    assert "PDF（7ページ）" in client.get(address("survey_report")).text
    answer = client.get(address("report_pdf"))
    assert (b"".join(answer), answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    RespondentFactory(survey=report.survey)
    respondent = RespondentFactory(survey=report.survey, submitted=True)
    AnswerFactory(question=report.survey.questions.get(), respondent=respondent, codes="c2")
    assert "PDFは準備しています" in client.get(address("survey_report")).text
    assert client.get(address("report_pdf")).status_code == 404


@pytest.mark.parametrize("name", ["reviews:survey_report", "reviews:report_xlsx", "reviews:report_pdf"])
def test_a_draft_is_not_found_by_citizens(client, report, name):
    assert client.get(reverse(name, args=["s"])).status_code == 404
    published(report)
    report.survey.__class__.objects.update(state="closed")
    assert client.get(reverse(name, args=["s"])).status_code == 404


def test_staff_read_a_draft_and_print_it_but_cannot_write_it(client, report):
    client.force_login(PostFactory().user)
    page = client.get(address("survey_report"))
    assert "作成中の報告書です" in page.text
    assert address("report_edit") not in page.text
    ordered = client.post(address("report_print"))
    assert ordered.url == reverse("job", args=[Job.objects.get().pk])
    for name in (
        "reviews:report_edit",
        "reviews:report_title",
        "reviews:report_new",
        "reviews:report_history",
        "reviews:block_new",
    ):
        assert client.get(reverse(name, args=["s"])).status_code == 403
    assert client.get(reverse("reviews:report_step", args=["s", "publish"])).status_code == 403


def test_others_cannot_print_and_do_not_find_what_is_not_there(client, report, coordinator):
    published(report)
    client.force_login(UserFactory())
    assert client.post(reverse("reviews:report_print", args=["s"])).status_code == 403
    client.force_login(coordinator)
    assert client.get(reverse("reviews:report_step", args=["s", "zzz"])).status_code == 404
    assert client.get(reverse("reviews:survey_report", args=["zzz"])).status_code == 404


def test_publishing_asks_to_confirm_what_was_typed_by_hand(client, report, coordinator):
    ReportBlockFactory(report=report, text="およそ8割でした。")
    client.force_login(coordinator)
    assert "手で打った割合が1か所あります" in client.get(address("survey_report")).text
    step = address("report_step", "publish")
    page = client.get(step)
    assert "手で打った割合が1か所あります" in page.text
    mark = page.context["mark"]
    assert client.post(step, {"mark": mark}).status_code == 422
    client.post(step, {"mark": "other", "is_confirmed": "on"})
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    done = client.post(step, {"mark": mark, "is_confirmed": "on"})
    report.refresh_from_db()
    assert (done.url, report.state) == (address("survey_report"), ReportState.PUBLISHED)
    assert Job.objects.get().kind == "reviews.keep_edition"
    back = address("report_step", "unpublish")
    assert client.post(back, {"reason": ""}).status_code == 422
    client.post(back, {"reason": "直すため"})
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_before_the_survey_and_with_a_fault_nothing_is_offered_to_press(client, report, coordinator):
    ReportBlockFactory(report=report, text="{tpo}")
    report.survey.__class__.objects.update(state="closed")
    client.force_login(coordinator)
    page = client.get(address("report_step", "publish"))
    assert "先に調査を公表してください" in page.text
    assert "直すところが1件あります" in page.text
    assert '<button type="submit" class="btn btn-primary">公表する' not in page.text
    client.post(address("report_step", "publish"), {"mark": ""})
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_the_title_is_changed_and_a_second_writer_sees_both(client, report, coordinator):
    client.force_login(coordinator)
    given = {"title": "新しい題", "base_version": "1"}
    assert client.post(address("report_title"), given).url == address("report_edit")
    late = client.post(address("report_title"), {"title": "後の題", "base_version": "1"})
    assert late.status_code == 409
    assert [(each.theirs, each.mine) for each in late.context["differences"]] == [("新しい題", "後の題")]
    assert client.post(address("report_title"), {"title": "", "base_version": "2"}).status_code == 422
    published(report)
    client.post(address("report_title"), {"title": "公表のあと", "base_version": "2"})
    report.refresh_from_db()
    assert report.title == "新しい題"


def test_the_history_tells_the_template_in_one_line_and_every_change(client, survey, coordinator):
    client.force_login(coordinator)
    client.post(address("report_new"), {"template": "blank", "title": ""})
    block = survey.report.blocks.get(kind="text")
    client.post(reverse("reviews:block_edit", args=[block.pk]), {"text": "新しい文", "base_version": "1"})
    client.post(reverse("reviews:block_remove", args=[block.pk]))
    events = client.get(address("report_history")).context["events"]
    assert [(event.what, event.changes and event.changes[0].after) for event in events][:2] == [
        ("文章「新しい文」を削除しました", []),
        ("文章「新しい文」を変更しました", "新しい文"),
    ]
    assert sorted(event.what for event in events[2:]) == [
        "ひな形から3個を入れました",
        "調査の報告書を登録しました",
    ]


class RunOf:
    """What a job is given, as far as these two use it."""

    def __init__(self, owner):
        self.owner, self.result, self.file = owner, {}, None

    def progress(self, done, total, **kwargs):
        pass

    def save_file(self, name, file):
        self.file = (name, file.read(5))

    def save_result(self, **result):
        self.result |= result


def test_the_jobs_print_and_keep_an_edition(report, coordinator):
    run = RunOf(coordinator)
    print_report(run, report=report.pk)
    assert run.file == ("続ける調査の報告書.pdf", b"%PDF-")
    print_edition(run, report=report.pk)
    assert report.editions.count() == 0
    print_edition(run, report=published(report).pk)
    assert (report.editions.get().number, run.result["url"]) == (1, address("survey_report"))


def test_a_job_cannot_print_what_its_owner_may_no_longer_see(report):
    with pytest.raises(JobError, match="もう印刷できません"):
        print_report(RunOf(UserFactory()), report=published(report).pk)
    with pytest.raises(JobError, match="もう印刷できません"):
        print_edition(RunOf(PostFactory().user), report=report.pk)
