from io import BytesIO

import pytest

from kyodo.models import Job
from kyodo.pdf import many
from projects.actions.release import release
from projects.jobs import order_letters
from projects.printed_letters import compose_letter, file_name, write_pdf
from projects.queries.deciding import printable_decisions
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import DecisionFactory
from tests.kyodo.pdf.reading import open_pdf, text_of
from tests.projects.deciding import SECRET_REASON, coordinator, decided, decision_of, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def letters_of(call):
    return [compose_letter(call, decision) for decision in printable_decisions(call, coordinator())]


def printed(letters, **options):
    out = BytesIO()
    return write_pdf(letters, title="通知書", out=out, **options), out.getvalue()


def test_each_verdict_has_its_own_words_in_one_file():
    _, data = printed(letters_of(decided("adopted", "reserve", "rejected", needs_vote=False)))
    pages = [page.extract_text().replace("\n", "") for page in open_pdf(data).pages]
    titles = ("採択通知書 案", "補欠通知書 案", "不採択通知書 案")
    assert [title in page for title, page in zip(titles, pages, strict=True)] == [True, True, True]
    assert ["市の負担額 300,000円" in page for page in pages] == [True, False, False]
    assert ["第2位" in page for page in pages] == [False, True, False]
    assert all(SECRET_REASON in page for page in pages)


def test_the_day_is_that_of_the_release_or_of_its_order(now):
    call = ready("adopted")
    assert letters_of(call)[0].date == ""
    call.release_at = now
    assert (letters_of(call)[0].date, letters_of(call)[0].is_draft) == ("令和8年（2026年）7月1日", True)
    call = release(ready("adopted"), by=coordinator())
    assert (letters_of(call)[0].date, letters_of(call)[0].is_draft) == ("令和8年（2026年）7月1日", False)


def test_only_what_changed_is_rendered_again():
    call = decided("adopted", "rejected")
    assert printed(letters_of(call))[0] == 2
    decision = decision_of(call, "rejected")
    decision.reason = "直した理由。"
    decision.save()
    steps = []
    assert printed(letters_of(call), progress=lambda done, total: steps.append((done, total)))[0] == 1
    assert steps == [(2, 2)]


def test_several_processes_give_the_same_file(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)
    letters = letters_of(decided("adopted", "reserve", "rejected", "adopted"))
    one = printed(letters)[1]
    settings.KYODO_CACHE_DIR = tmp_path
    monkeypatch.setattr(many, "WORKERS_FROM", 2)
    assert printed(letters)[1] == one


def test_long_texts_and_rare_characters_are_printed():
    call = decided("adopted")
    decision = decision_of(call, "adopted")
    decision.reason, decision.comment = "𠮷野家の髙橋。" + "あ" * 900, "😀" + "い" * 1900
    decision.save()
    text = text_of(printed(letters_of(call))[1])
    assert "𠮷野家の髙橋" in text
    assert text.count("い") >= 1900


def test_without_letters_there_is_no_file():
    with pytest.raises(ValueError, match="nothing to merge"):
        printed([])


def test_the_file_says_what_it_is():
    assert file_name('上/下:"中"') == "通知書_上 下 中.pdf"
    assert file_name("長" * 90) == f"通知書_{'長' * 60}.pdf"


def run(call, by, capture):
    with capture(execute=True):
        job = order_letters(call, by=by)
    return Job.objects.get(pk=job.pk)


def test_the_job_leaves_out_a_group_of_ones_own_before_the_release(django_capture_on_commit_callbacks):
    call, office = ready("adopted", "rejected"), coordinator()
    group = decision_of(call, "adopted").proposal.organization
    MembershipFactory(organization=group, user=office)
    assert run(call, office, django_capture_on_commit_callbacks).result["letters"] == 1
    release(call, by=coordinator())
    assert run(call, office, django_capture_on_commit_callbacks).result["letters"] == 2


def test_the_job_is_refused_in_words(django_capture_on_commit_callbacks):
    call = decided("adopted")
    stranger = DecisionFactory().entered_by
    answers = [
        run(call, stranger, django_capture_on_commit_callbacks),
        run(decided(), coordinator(), django_capture_on_commit_callbacks),
    ]
    assert [job.error for job in answers] == [
        "通知書を印刷する権限がありません。",
        "印刷する通知書がありません。先に決定を入れてください。",
    ]
