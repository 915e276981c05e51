"""One programme through one year, from the first announcement to the project's second year, with the clock moved.

Told in chapters, in the order of the calendar. What each verb refuses is tried in its own tests; here they have to
fit together, for every reader, on both databases.
"""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kyodo.models import Letter
from kyodo.outbox import read_batch
from kyodo.outbox.sending import send_ready
from kyodo.schedule import run_scheduled
from kyodo.workflow import StepRefused, changes_of, move
from projects.actions.adoption import confirm_proposal
from projects.actions.assignments import assign_evenly
from projects.actions.calls import end_call, publish_call, start_screening
from projects.actions.checking import check_conditions, reopen_proposal, send_to_screening, start_checking
from projects.actions.decisions import enter_decision, read_decision
from projects.actions.opinions import ask_opinions, give_opinion
from projects.actions.panel import accept_panel_invitation, invite_reviewer
from projects.actions.proposals import Basics, start_proposal
from projects.actions.questions import answer_question, ask_question
from projects.actions.release import draft_letters, release
from projects.actions.remarks import return_proposal
from projects.actions.scoring import declare
from projects.actions.slots import choose_slot, make_slots, publish_order, set_window
from projects.actions.stages import close_stage, pass_stage
from projects.actions.vote import record_vote
from projects.letters.results import batch_of
from projects.models import Assignment, CollaborationForm, Decision, PresentationSlot, Proposal
from projects.queries.programme_table import OPEN, programme_tables
from projects.queries.ranking import ranking_of
from projects.slot_plan import PlannedSlot
from projects.verdicts import DecisionEntry

from .year_cast import Cast, hand_in, judge, moment, page, prepare_call, status, whole, write

pytestmark = pytest.mark.django_db

NIGHT, MORNING = "介護する人の夜の茶話会", "朝の見守り体操"


def test_a_year_of_the_programme(at):
    at(2026, 4, 10)
    cast = Cast()
    the_office_writes_a_call_and_publishes_it(cast, at)
    a_group_asks_and_everybody_reads_the_answer(cast, at)
    two_members_write_one_proposal(cast, at)
    the_deadline_holds_to_the_second(cast, at)
    the_office_takes_one_that_was_late(cast, at)
    it_is_sent_back_mended_and_checked(cast, at)
    a_division_gives_its_opinion(cast, at)
    three_reviewers_judge_on_paper(cast, at)
    one_presents_in_the_evening(cast, at)
    two_people_decide_and_the_clock_tells_everybody(cast, at)
    the_council_votes_and_a_project_begins(cast, at)
    it_goes_on_in_its_second_year(cast, at)
    the_table_says_so(cast)


def the_office_writes_a_call_and_publishes_it(cast, at):
    prepare_call(cast, 2026)
    assert status(None, "projects:call", cast.call.pk) == 404
    publish_call(cast.call, by=cast.office)
    assert "まもなく" in page(None, "projects:call", cast.call.pk)
    at(2026, 5, 15, 9)
    cast.call.refresh_from_db()
    assert cast.call.is_open
    assert cast.programme.name in page(None, "projects:calls")


def a_group_asks_and_everybody_reads_the_answer(cast, at):
    at(2026, 5, 20)
    question = ask_question(
        cast.call, organization=cast.night, text="夜の会の者です。夜の開催でもよいですか。", by=cast.officer
    )
    answer_question(
        question,
        public_text="夜の開催でもよいですか。",
        answer="構いません。",
        base_version=1,
        by=cast.office,
    )
    text = page(None, "projects:call", cast.call.pk)
    assert ("夜の開催でもよいですか。" in text, "夜の会の者です" in text) == (True, False)


def two_members_write_one_proposal(cast, at):
    at(2026, 6, 1, 21)
    category = cast.call.categories.get(key="challenge")
    night = start_proposal(
        cast.call, organization=cast.night, basics=Basics(category), at=timezone.now(), by=cast.officer
    )
    written = whole(NIGHT)
    mine = {key: text for key, text in written.items() if not key.startswith("budget")}
    theirs = {key: text for key, text in written.items() if key.startswith("budget")}
    assert (write(night, mine, cast.officer), write(night, theirs, cast.editor)) == ([], [])
    assert dict(night.answers.values_list("key", "value")) == written
    morning = start_proposal(
        cast.call, organization=cast.morning, basics=Basics(category), at=timezone.now(), by=cast.late
    )
    write(morning, whole(MORNING), cast.late)
    assert status(cast.late, "projects:proposal", night.pk) == 404


def the_deadline_holds_to_the_second(cast, at):
    at(2026, 7, 10, 16, 59, 59)
    revision = hand_in(cast.proposal_of(cast.night), cast.officer)
    assert revision.content["title"] == NIGHT
    assert revision.receipt_number in page(cast.officer, "projects:receipt", revision.pk)
    at(2026, 7, 10, 17)
    with pytest.raises(StepRefused) as late:
        hand_in(cast.proposal_of(cast.morning), cast.late)
    assert late.value.code == "late"
    assert MORNING in page(cast.late, "projects:proposal", cast.proposal_of(cast.morning).pk)


def the_office_takes_one_that_was_late(cast, at):
    at(2026, 7, 11, 10)
    morning = cast.proposal_of(cast.morning)
    reopen_proposal(
        proposal=morning, until=moment(2026, 7, 13, 17), reason="停電で送れなかったため", by=cast.office
    )
    at(2026, 7, 13, 16, 59)
    hand_in(cast.proposal_of(cast.morning), cast.late)


def it_is_sent_back_mended_and_checked(cast, at):
    at(2026, 7, 15)
    night = start_checking(proposal=cast.proposal_of(cast.night), by=cast.office)
    remarks = {"purpose": "だれの困りごとかを書いてください。"}
    return_proposal(proposal=night, remarks=remarks, due_at=moment(2026, 7, 25, 17), by=cast.office)
    assert remarks["purpose"] in page(cast.officer, "projects:proposal", night.pk)
    assert remarks["purpose"] not in page(cast.late, "projects:proposal", cast.proposal_of(cast.morning).pk)
    at(2026, 7, 20, 22)
    write(night, {"purpose": "家族を介護する人が、夜に話せる場をつくる。"}, cast.editor)
    hand_in(cast.proposal_of(cast.night), cast.officer)
    at(2026, 7, 22)
    for group in (cast.night, cast.morning):
        proposal = start_checking(proposal=cast.proposal_of(group), by=cast.office)
        check_conditions(proposal=proposal, met=True, note="", base_version=proposal.version, by=cast.office)
    assert night.revisions.count() == 2
    assert "家族を介護する人が" in page(cast.office, "projects:compare_revisions", night.pk)


def a_division_gives_its_opinion(cast, at):
    (opinion,) = ask_opinions(
        proposal=cast.proposal_of(cast.night),
        divisions=[cast.division],
        request="一緒にできますか。",
        due_on=datetime.date(2026, 8, 5),
        by=cast.office,
    )
    at(2026, 8, 1)
    give_opinion(
        opinion=opinion,
        answer="yes",
        text="夜は課も出られます。",
        base_version=opinion.version,
        by=cast.clerk,
    )
    for group in (cast.night, cast.morning):
        send_to_screening(proposal=cast.proposal_of(group), by=cast.office)
    start_screening(cast.call, by=cast.office)


def three_reviewers_judge_on_paper(cast, at):
    at(2026, 8, 10)
    for user in cast.reviewers:
        member = invite_reviewer(cast.call, email=user.email, name=user.name, by=cast.office)
        accept_panel_invitation(member, by=user)
    assign_evenly(cast.call, each=3, by=cast.office)
    first, second, third = cast.reviewers
    night = cast.proposal_of(cast.night)
    torn = Assignment.objects.get(proposal=night, member__user=third)
    assert status(third, "projects:score", torn.pk) != 200
    declare(torn, cause="member", note="昨年まで監事でした。", by=third)
    for user, marks in ((first, (5, 3)), (second, (4, 2))):
        for group, value in zip((cast.night, cast.morning), marks, strict=True):
            judge(cast.proposal_of(group), user, value, stage=1)
    judge(cast.proposal_of(cast.morning), third, 3, stage=1)
    assert status(third, "projects:score", torn.pk) != 200
    assert status(first, "projects:ranking", cast.call.pk) in (403, 404)
    close_stage(cast.call.stages.get(number=1), by=cast.office)
    ranked = [line.entry.title for line in ranking_of(cast.call).result.lines]
    assert ranked == [NIGHT, MORNING]
    pass_stage(cast.call, proposals=[night.pk], by=cast.office)


def one_presents_in_the_evening(cast, at):
    at(2026, 9, 1)
    set_window(
        cast.call,
        opens_at=moment(2026, 9, 2, 9),
        closes_at=moment(2026, 9, 9, 17),
        presentation=10,
        question=10,
        by=cast.office,
    )
    evening = PlannedSlot(moment(2026, 10, 1, 18, 30), moment(2026, 10, 1, 18, 50))
    saturday = PlannedSlot(moment(2026, 10, 3, 10), moment(2026, 10, 3, 10, 20))
    make_slots(cast.call, [evening, saturday], place_kind="either", place="公民館", by=cast.office)
    at(2026, 9, 2, 21)
    slot = PresentationSlot.objects.earliest("starts_at")
    choose_slot(cast.proposal_of(cast.night), slot, wants_online=True, by=cast.officer)
    publish_order(cast.call, by=cast.office)
    assert NIGHT in page(None, "projects:slot_order", cast.call.pk)
    at(2026, 10, 2)
    for user, value in zip(cast.reviewers[:2], (5, 4), strict=True):
        judge(cast.proposal_of(cast.night), user, value, stage=2)
    close_stage(cast.call.stages.get(number=2), by=cast.office)
    # On paper 5 and 4 on weights of 7 in all, before the public 5 and 4 on weights of 6.
    total = ranking_of(cast.call).result.line_of(cast.proposal_of(cast.night).pk).total
    assert total.value == Fraction(9, 2) * (7 + 6)
    assert total.shown in page(cast.office, "projects:ranking", cast.call.pk)


def two_people_decide_and_the_clock_tells_everybody(cast, at):
    at(2026, 11, 1)
    for group, entry in (
        (
            cast.night,
            DecisionEntry("adopted", "必要とする人に届く。", "夜の開催に期待します。", granted=90_000),
        ),
        (cast.morning, DecisionEntry("rejected", "協働で行う理由がはっきりしない。")),
    ):
        enter_decision(cast.proposal_of(group), entry, base_version=0, by=cast.office)
    for decision in Decision.objects.all():
        with pytest.raises(ValidationError):
            read_decision(decision, base_version=decision.version, by=cast.office)
        read_decision(decision, base_version=decision.version, by=cast.second)
    draft_letters(cast.call, by=cast.office)
    read_batch(batch_of(cast.call), by=cast.second)
    release(cast.call, at=moment(2026, 11, 20, 10), by=cast.office)
    at(2026, 11, 20, 9, 59)
    run_scheduled()
    night = cast.proposal_of(cast.night)
    assert "審査中" in page(cast.officer, "projects:proposal", night.pk)
    assert status(None, "projects:results", cast.call.pk) == 404
    at(2026, 11, 20, 10)
    run_scheduled()
    assert NIGHT in page(None, "projects:results", cast.call.pk)
    assert MORNING not in page(None, "projects:results", cast.call.pk)
    assert cast.proposal_of(cast.night).state == "awaiting_vote"
    assert cast.proposal_of(cast.morning).state == "rejected"
    send_ready.call()
    results = Letter.objects.filter(batch=batch_of(cast.call))
    told = {(letter.kind, letter.recipient, letter.state) for letter in results}
    assert told >= {("result_adopted", cast.officer, "sent"), ("result_rejected", cast.late, "sent")}


def the_council_votes_and_a_project_begins(cast, at):
    at(2027, 3, 25)
    night = cast.proposal_of(cast.night)
    form = CollaborationForm.objects.get(name="補助・助成")
    with pytest.raises(StepRefused):
        confirm_proposal(night, division=cast.division, form=form, by=cast.office)
    record_vote(cast.call, voted_on=datetime.date(2027, 3, 25), passed=[night], by=cast.office)
    year = confirm_proposal(night, division=cast.division, form=form, by=cast.office)
    assert confirm_proposal(night, division=cast.division, form=form, by=cast.second) == year
    assert (year.fiscal_year, year.name, year.city_cost) == (2027, NIGHT, 90_000)
    assert [each.organization for each in year.partners.all()] == [cast.night]
    assert [goal.title for goal in year.goals.all()] == ["茶話会を開いた回数", "介護する人の気持ち"]
    assert (year.role_shares.count(), year.budget_lines.count()) == (1, 3)
    steps = [step.action for step in changes_of(night)]
    assert steps == [
        "confirm", "await_vote", "adopt", "screen", "check", "resubmit", "return", "check", "submit",
    ]  # fmt: skip
    at(2027, 4, 1)
    move(year, "start", by=cast.clerk)


def it_goes_on_in_its_second_year(cast, at):
    end_call(cast.call, by=cast.office)
    first_call = cast.call
    prepare_call(cast, 2027)
    publish_call(cast.call, by=cast.office)
    at(2027, 5, 20, 20)
    project = Proposal.objects.get(call=first_call, organization=cast.night).project.project
    basics = Basics(cast.call.categories.get(key="step-up"), continues=project, years=2)
    again = start_proposal(
        cast.call, organization=cast.night, basics=basics, at=timezone.now(), by=cast.officer
    )
    assert (again.year_number, again.title) == (2, NIGHT)


def the_table_says_so(cast):
    (table,) = programme_tables([cast.programme])
    rows = [(row.year.year, row.applied, [each.title for each in row.all_adopted]) for row in table.rows]
    assert rows == [(2026, (2, 0), [NIGHT]), (2027, (0, 0), [])]
    assert (table.rows[0].running, table.rows[1].note) == (1, OPEN)
    assert f"{NIGHT}" in page(None, "projects:programme_table", cast.programme.pk)
