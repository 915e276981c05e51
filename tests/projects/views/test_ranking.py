import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kyodo.models import Job
from projects.actions.stages import close_stage
from projects.models import Assignment, Proposal
from projects.views import ranking as ranking_views
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "coordinator_of_group", "administrator")]


def url(name, call, *more):
    return reverse(f"projects:{name}", args=[call.pk, *more])


@pytest.fixture
def closed(coordinator):
    """Three proposals of two reviewers: 13, 10 and no total, as one criterion has no score."""
    round_ = screening(proposals=3, members=2, cutoff_percent=70)
    for member in (0, 1):
        round_.give(3, 4, member=member)
        round_.give(4, 5, proposal=1, member=member)
        round_.give(3, None, proposal=2, member=member)
    Assignment.objects.filter(pk=round_.assignments[0][1].pk).update(
        has_conflict=True, conflict_cause="money"
    )
    close_stage(round_.stage, reason="期限", by=coordinator)
    return round_


def ranks(page):
    board = page.context["board"]
    return [(line.entry.id, line.rank, line.total and line.total.shown) for line in board.lines]


def test_the_ranking_says_ranks_faults_and_what_lacks(as_, coordinator, closed):
    page = as_(coordinator).get(url("ranking", closed.call))
    first, second, third = (proposal.pk for proposal in closed.proposals)
    assert ranks(page) == [(second, 1, "13.00"), (first, 2, "10.00"), (third, None, None)]
    text = page.content.decode()
    for words in (
        "66.67％で、目安の70％に届きません。",
        "点のない観点があるので",
        "利害関係（団体と金銭の関係がある）",
    ):
        assert words in text
    assert [line.entry.id for line in page.context["incomplete"]] == [first, third]


def test_the_ranking_leads_to_the_decisions_once_all_is_scored(as_, coordinator, closed):
    half = screening(stages=2)
    close_stage(half.stage, reason="期限", by=coordinator)
    browser = as_(coordinator)
    links = {
        call: url("decisions", call) in browser.get(url("ranking", call)).text
        for call in (closed.call, half.call)
    }
    assert links == {closed.call: True, half.call: False}


def test_before_the_closing_there_is_no_ranking(as_, coordinator):
    round_ = screening()
    round_.give(5, 5)
    browser = as_(coordinator)
    assert "採点を締め切ると出ます" in browser.get(url("ranking", round_.call)).content.decode()
    assert browser.get(url("ranking_export", round_.call, "csv")).status_code == 404
    assert browser.get(url("ranking_print", round_.call)).status_code == 404
    for name in ("calculation", "calculation_print"):
        assert browser.get(reverse(f"projects:{name}", args=[round_.proposals[0].pk])).status_code == 404


def test_the_boards_of_both_stages_and_the_final_one(as_, coordinator):
    round_ = screening(proposals=2, stages=2)
    round_.give(3, 3)
    round_.give(4, 4, proposal=1)
    close_stage(round_.stages[0], reason="期限", by=coordinator)
    browser = as_(coordinator)
    assert browser.get(url("ranking", round_.call)).context["chooses"] is True
    Proposal.objects.filter(pk=round_.proposals[0].pk).update(stage_number=2)
    round_.give(None, None, 5)
    close_stage(round_.stages[1], reason="期限", by=coordinator)
    page = browser.get(url("ranking", round_.call))
    assert (page.context["board"].number, ranks(page)) == (0, [(round_.proposals[0].pk, 1, "14.00")])
    assert len(ranks(browser.get(url("ranking", round_.call), {"stage": "1"}))) == 2
    assert ranks(browser.get(url("ranking", round_.call), {"stage": "9"})) == ranks(page)


def test_the_calculation_shows_every_step(as_, coordinator, closed):
    address = reverse("projects:calculation", args=[closed.proposals[1].pk])
    text = as_(coordinator).get(address).content.decode()
    for words in ("(4＋4)÷2＝4", "4×2＋5×1＝13", "13÷15×100＝260/3（86.67）", "√((4²＋4²)÷2－4²)＝√0", "1位"):
        assert words in text


def test_the_table_is_the_pages(as_, coordinator, closed):
    browser = as_(coordinator)
    answer = browser.get(url("ranking_export", closed.call, "csv"))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    titles = [str(closed.proposals[index]) for index in (1, 0, 2)]
    assert [(row[0], row[2], row[4]) for row in rows[1:]] == [
        ("1", titles[0], "13.0"),
        ("2", titles[1], "10.0"),
        ("", titles[2], ""),
    ]
    book = load_workbook(io.BytesIO(browser.get(url("ranking_export", closed.call, "xlsx")).getvalue()))
    assert [[cell.value for cell in row[:5]] for row in book.active.iter_rows(min_row=2)] == [
        [1, None, titles[0], str(closed.proposals[1].organization), 13],
        [2, None, titles[1], str(closed.proposals[0].organization), 10],
        [None, None, titles[2], str(closed.proposals[2].organization), None],
    ]


def test_the_whole_calculation_is_printed(as_, coordinator, closed):
    browser = as_(coordinator)
    answer = browser.get(url("ranking_print", closed.call))
    assert (answer["Content-Type"], answer.getvalue()[:4]) == ("application/pdf", b"%PDF")
    one = browser.get(reverse("projects:calculation_print", args=[closed.proposals[0].pk]))
    assert one.getvalue()[:4] == b"%PDF"


def test_many_proposals_are_printed_as_a_job(as_, coordinator, closed, monkeypatch):
    monkeypatch.setattr(ranking_views, "AT_ONCE", 2)
    browser = as_(coordinator)
    assert browser.get(url("ranking_print", closed.call)).url == url("ranking", closed.call)
    answer = browser.post(url("ranking_print", closed.call))
    assert answer.url == reverse("job", args=[Job.objects.get().pk])


def test_the_ranking_costs_the_same_for_one_and_for_three(as_, coordinator, django_assert_max_num_queries):
    counts, browser = [], as_(coordinator)
    for number in (1, 3):
        round_ = screening(proposals=number, members=number)
        close_stage(round_.stage, reason="期限", by=coordinator)
        browser.get(url("ranking", round_.call))
        with django_assert_max_num_queries(20) as queries:
            browser.get(url("ranking", round_.call))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_kind_of_file_that_there_is_not_is_not_found(as_, coordinator, closed):
    address = reverse("projects:ranking_export", args=[closed.call.pk, "pdf"])
    assert as_(coordinator).get(address).status_code == 404


@pytest.mark.parametrize("role", REFUSED)
def test_the_ranking_refuses_everybody_but_the_office(as_, closed, role):
    browser = as_(actor(role, closed.proposals[0]))
    call, proposal = closed.call.pk, closed.proposals[0].pk
    addresses = [
        reverse("projects:ranking", args=[call]),
        reverse("projects:ranking_export", args=[call, "csv"]),
        reverse("projects:ranking_print", args=[call]),
        reverse("projects:calculation", args=[proposal]),
        reverse("projects:calculation_print", args=[proposal]),
    ]
    assert [browser.get(address).status_code for address in addresses] == [403] * 5
