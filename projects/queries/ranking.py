"""The calculation of a call, as far as it is closed: its rows are taken out in a fixed number of queries."""

from ..models import Assignment, Call, Criterion, PanelMember, Score, ScreeningStage
from ..ranking import Entry, Given, Judge, Mark, Measure, Ranking, Rules, Seat, Stage, calculate
from .matrix import proposals_of


def ranking_of(call: Call) -> Ranking:
    """Means, totals and ranks of the closed stages. Of a stage that is open nothing is read."""
    stages = list(call.stages.order_by("number"))
    return calculate(given_by(call, stages))


def given_by(call: Call, stages: list[ScreeningStage]) -> Given:
    closed = [stage for stage in stages if stage.is_closed]
    if not closed:
        return Given(tuple(map(_stage, stages)), (), (), (), (), (), _rules(call))
    proposals = proposals_of(stages[0]).select_related(None)
    entries = proposals.values_list("pk", "title", "stage_number", "organization__name")
    criteria = Criterion.objects.current().filter(stage__in=closed).select_related("stage")
    criteria = sorted(criteria, key=lambda each: (each.stage.number, each.position, each.pk))
    rows = list(
        Assignment.objects.filter(proposal__in=proposals.order_by().values("pk"))
        .select_related("member")
        .defer("comment")
    )
    members = {row.member.pk: row.member for row in rows}
    # Whoever has not declared (any more) has given nothing yet.
    marks = Score.objects.filter(
        assignment__proposal__call=call,
        assignment__declared_at__isnull=False,
        criterion__in=criteria,
        value__isnull=False,
    )
    return Given(
        stages=tuple(map(_stage, stages)),
        measures=tuple(Measure(each.pk, each.label, each.weight, each.stage.number) for each in criteria),
        entries=tuple(Entry(*entry) for entry in entries),
        judges=tuple(Judge(each.pk, each.name) for each in sorted(members.values(), key=_chair_first)),
        seats=tuple(_seats(rows, closed)),
        marks=tuple(
            Mark(*mark)
            for mark in marks.values_list("assignment__member", "assignment__proposal", "criterion", "value")
        ),
        rules=_rules(call),
    )


def _seats(rows: list[Assignment], closed: list[ScreeningStage]):
    """Who was assigned in which stage; who left or has a conflict is out, and it is said why."""
    for row in rows:
        for stage in closed:
            if row.assigned_at > stage.closed_at:
                continue
            out = ""
            if row.has_conflict:
                out = f"利害関係（{row.get_conflict_cause_display()}）"
            elif not row.was_there_in(stage, row.member):
                out = "締切の前に審査委員を外れた"
            yield Seat(row.member_id, row.proposal_id, stage.number, out)


def _stage(stage: ScreeningStage) -> Stage:
    return Stage(stage.number, stage.name, stage.is_closed)


def _rules(call: Call) -> Rules:
    return Rules(call.cutoff_percent, call.lowest_majority_rejects, call.tie_rule)


def _chair_first(member: PanelMember) -> tuple:
    return (not member.is_chair, member.pk)
