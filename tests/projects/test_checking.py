import datetime

import pytest
from django.utils import timezone

from projects.checking import InChecking, condition_rows, full_years
from projects.rulebook import Condition
from tests.factories.organizations import OrganizationFactory
from tests.factories.proposals import DivisionOpinionFactory, ProposalFactory, ProposalRemarkFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 7, 1)
MEMBERS = Condition("members", "構成員の数", 5, "人")
YEARS = Condition("years", "活動の年数", 1, "年")


def row(condition, answer, **group):
    answers = [{"key": condition.key, "label": condition.label, "answer": answer, "unit": condition.unit}]
    return condition_rows([condition], {"conditions": answers}, OrganizationFactory.build(**group), TODAY)[0]


@pytest.mark.parametrize(
    ("answer", "members", "shown", "known", "short"),
    [
        ("8", 8, "8人", "構成員 8人", (False, False)),
        ("1,200", 4, "1,200人", "構成員 4人", (False, True)),
        ("4", None, "4人", "", (True, False)),
        ("", 5, "", "構成員 5人", (False, False)),
        ("たくさん", 5, "たくさん人", "構成員 5人", (False, False)),
    ],
)
def test_a_number_stands_beside_what_the_register_knows(answer, members, shown, known, short):
    found = row(MEMBERS, answer, member_count=members)
    assert (found.asked, found.answer, found.known) == ("5人以上", shown, known)
    assert (found.answer_falls_short, found.known_falls_short) == short


def test_years_are_counted_from_the_day_the_group_was_founded():
    found = row(YEARS, "3", established_on=datetime.date(2025, 7, 2))
    assert (found.known, found.known_falls_short) == ("設立 令和7年7月2日（0年）", True)
    assert row(YEARS, "3", established_on=datetime.date(2025, 7, 1)).known_falls_short is False


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (datetime.date(2025, 7, 1), 1),
        (datetime.date(2025, 7, 2), 0),
        (datetime.date(2024, 2, 29), 2),
        (datetime.date(2027, 1, 1), 0),
    ],
)
def test_only_full_years_count(since, years):
    assert full_years(since, TODAY) == years


def test_a_yes_or_no_is_not_in_the_register():
    condition = Condition("open", "だれでも参加できる")
    assert [row(condition, answer).answer_falls_short for answer in ("はい", "いいえ", "")] == [
        False,
        True,
        False,
    ]
    assert row(condition, "はい", member_count=3).known == ""


def test_a_condition_that_came_later_has_no_answer():
    (found,) = condition_rows([MEMBERS], {"conditions": []}, OrganizationFactory.build(), TODAY)
    assert (found.answer, found.answer_falls_short) == ("", False)


def state(proposal, *, remarks=(), opinions=(), handed_in_at=None):
    return InChecking(proposal, tuple(remarks), tuple(opinions), handed_in_at, "協働担当課", timezone.now())


def step(*args, **more):
    found = state(*args, **more).next_step()
    return found and (found.who, found.what, found.until, found.is_late)


def checked(now, met=True):
    return ProposalFactory.build(state="checking", conditions_met=met, conditions_checked_at=now)


def test_what_is_next_for_each_state(now):
    group = OrganizationFactory.build(name="みほんの会")
    assert step(ProposalFactory.build(state="submitted")) == (
        "協働担当課",
        "要件の確認を始めます。",
        None,
        False,
    )
    returned = ProposalFactory.build(state="returned", organization=group, open_until=now + DAY)
    assert step(returned) == ("みほんの会", "指摘を直して、出し直します。", now + DAY, False)
    returned.open_until = now
    assert step(returned)[2:] == (now, True)
    assert step(returned)[0] == "協働担当課"
    assert [state(returned).may_end_unscreened, state(checked(now)).may_end_unscreened] == [True, False]
    for other in ("draft", "screening", "rejected", "withdrawn"):
        assert step(ProposalFactory.build(state=other)) is None


def test_what_is_next_while_the_office_checks(now):
    proposal = ProposalFactory.build(state="checking", organization__name="みほんの会")
    assert step(proposal)[1] == "応募の条件を確かめて、結果を書きます。"
    assert step(checked(now, met=False))[1].startswith("条件を満たしていません。")
    assert state(checked(now, met=False)).may_end_unscreened
    assert step(checked(now))[1] == "審査に進めます。"
    assert step(checked(now), handed_in_at=now + DAY)[1] == "応募の条件を確かめて、結果を書きます。"


def test_a_question_waits_for_the_group_and_its_answer_for_the_office(now):
    proposal = checked(now)
    proposal.organization.name = "みほんの会"
    asked = ProposalRemarkFactory.build(question=True, proposal=proposal, due_at=now + DAY)
    assert step(proposal, remarks=[asked]) == ("みほんの会", "照会に答えます。", now + DAY, False)
    asked.due_at = now
    assert step(proposal, remarks=[asked])[3] is True
    asked.answered_at = now
    assert step(proposal, remarks=[asked])[:2] == ("協働担当課", "団体の答えを読んで、済みにします。")
    asked.settled_at = now
    assert step(proposal, remarks=[asked])[1] == "審査に進めます。"


def test_an_opinion_is_waited_for_but_holds_nothing_up(now):
    waiting = DivisionOpinionFactory.build(division__name="公園課", due_on=TODAY - DAY)
    proposal = checked(now)
    found = state(proposal, opinions=[waiting])
    assert found.is_ready
    assert found.next_step().who == "公園課"
    assert found.next_step().is_late is True
    answered = DivisionOpinionFactory.build(answered_at=now)
    assert step(proposal, opinions=[answered])[1] == "審査に進めます。"
