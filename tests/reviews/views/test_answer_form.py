import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from kyodo.models import Draft
from reviews.enums import SurveyState
from reviews.models import Answer, Survey
from tests.factories.surveys import AnswerFactory, RespondentFactory, SurveyRowFactory
from tests.reviews.answer_form.forms import put, saved
from tests.reviews.answering import PART, asked, send
from tests.reviews.survey_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client, now):
    found = asked()
    client.force_login(found.user)
    return found


def download(client, paper):
    return load_workbook(io.BytesIO(b"".join(client.get(paper.url("_form")))))


def upload(client, paper, book=None, *, content=b"", name="用紙.xlsx"):
    data = saved(book).read() if book else content
    return client.post(paper.url("_upload"), {"file": SimpleUploadedFile(name, data)}, follow=True)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("reviews:survey_answer_form", "get"),
        ("reviews:survey_answer_upload", "get"),
        ("reviews:survey_answer_apply", "post"),
    ],
)
@pytest.mark.parametrize(("role", "is_found"), [("staff", True), ("other_staff", False), ("nobody", False)])
def test_the_form_of_others_is_not_found(client, name, method, role, is_found):
    respondent = RespondentFactory()
    client.force_login(person(role, respondent))
    answer = getattr(client, method)(reverse(name, args=[respondent.pk]))
    assert (answer.status_code != 404) == is_found
    assert b"".join(answer) or answer.status_code == 302  # a file that nobody reads stays open


def test_a_filled_form_is_shown_first_and_then_taken_in(client, paper):
    book = put(download(client, paper), WISH="続けない", MERITS__c1="○")
    page = upload(client, paper, book)
    assert [(each[0].code, each[3]) for each in page.context["changes"]] == [
        ("WISH", "続けない"),
        ("MERITS", "早い"),
        ("OUTCOME", "上がっている"),
        ("CONTENT", "花を植える"),
    ]
    assert Answer.objects.count() == 0
    done = client.post(paper.url("_apply"), follow=True)
    assert "4問を取り込みました" in done.content.decode()
    row = paper.row.pk
    assert paper.answers() == {
        ("OUTCOME", row): ("achieved", ""),
        ("CONTENT", row): ("", "花を植える"),
        ("WISH", None): ("no", ""),
        ("MERITS", None): ("c1", ""),
    }
    assert Draft.objects.count() == 0


def test_a_form_with_a_fault_is_refused_whole_and_the_cell_is_named(client, paper):
    page = upload(client, paper, put(download(client, paper), WISH="続けない", OUTCOME="たぶん"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "D4" in text
    assert "「たぶん」は選択肢にありません。" in text
    assert (Answer.objects.count(), Draft.objects.count()) == (0, 0)


def test_the_preview_can_be_thrown_away(client, paper):
    upload(client, paper, put(download(client, paper), WISH="続けない"))
    client.post(paper.url("_apply"), {"discard": "yes"})
    assert (Answer.objects.count(), Draft.objects.count()) == (0, 0)


def test_what_changes_between_preview_and_button_refuses_the_whole_form(client, paper):
    upload(client, paper, put(download(client, paper), WISH="続けない"))
    send(client, paper, PART, WISH="yes", WHY="c1")
    page = client.post(paper.url("_apply"), follow=True)
    assert "何も取り込んでいません" in page.content.decode()
    assert paper.answers()["WISH", None] == ("yes", "")
    assert ("OUTCOME", paper.row.pk) not in paper.answers()


def test_a_form_that_says_nothing_new_is_told(client, paper):
    for code in ("OUTCOME", "CONTENT"):
        AnswerFactory(question=paper.question(code), respondent=paper.respondent, row=paper.row)
    assert "変わるところはありません" in upload(client, paper, download(client, paper)).content.decode()


def with_macros(data: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macros")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda form: b"%PDF-1.7\n%%EOF", "broken"),
        (lambda form: b"not a workbook at all", "unknown"),
        (lambda form: b"", "empty"),
        (with_macros, "macro"),
        (lambda form: form[: len(form) // 2], "broken"),
    ],
)
def test_a_file_that_is_no_plain_workbook_is_refused_by_its_content(client, paper, content, code):
    form = saved(download(client, paper)).read()
    page = upload(client, paper, content=content(form), name="用紙.xlsx")
    assert (page.status_code, page.context["form"].errors.as_data()["file"][0].code) == (422, code)
    assert Answer.objects.count() == 0


def test_a_closed_survey_refuses_the_form_and_says_why(client, paper):
    book = download(client, paper)
    upload(client, paper, put(book, WISH="続けない"))
    Survey.objects.update(state=SurveyState.CLOSED)
    assert "受付が終わった" in client.post(paper.url("_apply"), follow=True).content.decode()
    assert "受付が終わった" in upload(client, paper, book).content.decode()
    assert client.get(paper.url("_form")).status_code == 403
    assert Answer.objects.count() == 0


def test_what_somebody_slips_into_the_kept_form_is_refused(client, paper):
    key = f"reviews.answer_form:{paper.respondent.pk}"
    for kept in ("nonsense", '[{"question": 0}]', "[3]"):
        Draft.objects.update_or_create(user=paper.user, form_key=key, defaults={"data": {"answers": [kept]}})
        assert "読み直せません" in client.post(paper.url("_apply"), follow=True).content.decode()
        client.get(paper.url("_upload"))
        assert Draft.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_costs_the_same_with_more_projects(client, paper, number, django_assert_num_queries):
    for _ in range(number - 1):
        SurveyRowFactory(respondent=paper.respondent, partner=paper.row.partner)
    with django_assert_num_queries(9):
        download(client, paper)
