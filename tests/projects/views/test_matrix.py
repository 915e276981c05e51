import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kyodo.models import Letter
from projects.actions.scoring import finish_scoring
from projects.actions.stages import close_stage
from projects.models import Assignment
from tests.factories.calls import CallFactory
from tests.factories.proposals import PanelMemberFactory, ProposalFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "coordinator_of_group", "administrator")]


def matrix_url(call):
    return reverse("projects:matrix", args=[call.pk])


def states(page):
    return [[cell and cell.state.value for cell in row.cells] for row in page.context["matrix"].rows]


def test_every_state_stands_in_its_place_and_no_number_of_a_score(as_, coordinator):
    round_ = screening(proposals=2, members=4)
    Assignment.objects.filter(pk=round_.assignments[0][1].pk).update(
        has_conflict=True, conflict_cause="money"
    )
    Assignment.objects.filter(pk=round_.assignments[0][2].pk).update(declared_at=None, conflict_set_by=None)
    round_.assignments[0][3].delete()
    round_.give(3, 3)
    finish_scoring(round_.assignment, by=round_.reviewer)
    round_.give(5, None, proposal=1, member=0)
    round_.give(5, None, proposal=1, member=1)
    finish_scoring(round_.assignments[1][1], by=round_.members[1].user)
    page = as_(coordinator).get(matrix_url(round_.call))
    assert states(page) == [["done", "conflict", "undeclared", None], ["partly", "gaps", "todo", "todo"]]
    assert page.context["lines"] == {}
    assert [(done, total) for _, done, total in page.context["matrix"].columns] == [
        (1, 2),
        (1, 1),
        (0, 2),
        (0, 1),
    ]


def test_closing_is_the_main_action_once_nothing_lacks(as_, coordinator):
    round_, browser = screening(), as_(coordinator)
    close = reverse("projects:stage_close", args=[round_.call.pk, 1])

    def is_main() -> bool:
        text = browser.get(matrix_url(round_.call)).text
        return re.search(rf'class="btn btn-primary"\s+href="{close}"', text) is not None

    before = is_main()
    round_.give(5, 5)
    finish_scoring(round_.assignment, by=round_.reviewer)
    assert (before, is_main()) == (False, True)


def test_a_stage_without_a_due_moment_says_so(as_, coordinator):
    round_, browser = screening(), as_(coordinator)
    where = reverse("projects:call_edit", args=[round_.call.pk, "scoring"])
    decided = browser.get(matrix_url(round_.call)).text
    round_.stage.due_at = None
    round_.stage.save()
    undecided = browser.get(matrix_url(round_.call)).text
    assert [("期限は決めていません" in text, where in text) for text in (undecided, decided)] == [
        (True, True),
        (False, False),
    ]


def test_totals_and_ranks_stand_there_once_the_stage_is_closed(as_, coordinator):
    round_ = screening(proposals=2)
    round_.give(3, 4)
    round_.give(5, 5, proposal=1)
    close_stage(round_.stage, reason="期限", by=coordinator)
    page = as_(coordinator).get(matrix_url(round_.call))
    lines = page.context["lines"]
    found = [(lines[proposal.pk].total.shown, lines[proposal.pk].rank) for proposal in round_.proposals]
    assert found == [("10.00", 2), ("15.00", 1)]
    assert "15.00" in page.content.decode()


def test_the_second_stage_shows_what_came_to_it(as_, coordinator):
    round_ = screening(proposals=2, stages=2)
    close_stage(round_.stages[0], reason="期限", by=coordinator)
    round_.proposals[1].stage_number = 2
    round_.proposals[1].save()
    browser = as_(coordinator)
    assert [row.proposal for row in browser.get(matrix_url(round_.call)).context["matrix"].rows] == [
        round_.proposals[1]
    ]
    first = browser.get(matrix_url(round_.call), {"stage": "1"}).context["matrix"]
    assert [row.proposal for row in first.rows] == round_.proposals


def test_a_reviewer_who_left_or_came_after_the_closing_is_no_gap(as_, coordinator):
    round_ = screening(members=2)
    round_.members[1].ended_at = timezone.now()
    round_.members[1].save()
    assert states(as_(coordinator).get(matrix_url(round_.call))) == [["todo", None]]


def test_a_call_without_stages_says_so(as_, coordinator):
    page = as_(coordinator).get(matrix_url(CallFactory(screening=True)))
    assert (page.status_code, page.context["stage"]) == (200, None)


def test_what_failed_the_requirements_was_never_screened(as_, coordinator):
    round_ = screening()
    ProposalFactory(rejected=True, call=round_.call)
    assert len(as_(coordinator).get(matrix_url(round_.call)).context["matrix"].rows) == 1


def test_the_matrix_costs_the_same_for_one_and_for_three(as_, coordinator, django_assert_max_num_queries):
    counts, browser = [], as_(coordinator)
    for number in (1, 3):
        round_ = screening(proposals=number, members=number)
        browser.get(matrix_url(round_.call))
        with django_assert_max_num_queries(20) as queries:
            browser.get(matrix_url(round_.call))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_reviewer_or_all_are_asked_for_what_they_owe(as_, coordinator, now):
    round_ = screening(members=3)
    nudge, browser = reverse("projects:nudge", args=[round_.call.pk]), as_(coordinator)
    browser.post(nudge, {"member": round_.members[2].pk})
    assert [letter.recipient for letter in Letter.objects.all()] == [round_.members[2].user]
    browser.post(nudge)
    assert Letter.objects.count() == 3
    assert browser.post(nudge, {"member": "x"}).url == matrix_url(round_.call)
    assert Letter.objects.count() == 3


def test_nobody_of_another_panel_is_asked(as_, coordinator):
    round_, other = screening(), PanelMemberFactory()
    as_(coordinator).post(reverse("projects:nudge", args=[round_.call.pk]), {"member": other.pk})
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("role", REFUSED)
def test_the_matrix_refuses_everybody_but_the_office(as_, role):
    round_ = screening()
    browser = as_(actor(role, round_.proposals[0]))
    found = [
        browser.get(reverse("projects:matrix", args=[round_.call.pk])).status_code,
        browser.post(reverse("projects:nudge", args=[round_.call.pk])).status_code,
    ]
    assert (found, Letter.objects.count()) == ([403, 403], 0)
