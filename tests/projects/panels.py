"""One call's screening as it goes on, for the tests of panel, scoring and ranking."""

from dataclasses import dataclass

from projects.models import Assignment, Call, Criterion, PanelMember, Proposal, ScreeningStage
from tests.factories.calls import CallFactory, CriterionFactory, ScreeningStageFactory
from tests.factories.proposals import (
    AssignmentFactory,
    PanelMemberFactory,
    ProposalFactory,
    ProposalRevisionFactory,
    ScoreFactory,
)


@dataclass
class Screening:
    """`assignments[proposal][member]` in the order of `proposals` and `members`."""

    call: Call
    stages: list[ScreeningStage]
    criteria: list[Criterion]
    proposals: list[Proposal]
    members: list[PanelMember]
    assignments: list[list[Assignment]]

    @property
    def stage(self) -> ScreeningStage:
        return self.stages[0]

    @property
    def assignment(self) -> Assignment:
        return self.assignments[0][0]

    @property
    def reviewer(self):
        return self.members[0].user

    def give(self, *values, proposal=0, member=0, **more):
        """Scores on the criteria in their order; None leaves one out."""
        return [
            ScoreFactory(
                assignment=self.assignments[proposal][member], criterion=criterion, value=value, **more
            )
            for criterion, value in zip(self.criteria, values, strict=False)
            if value is not None
        ]


def screening(*, proposals=1, members=1, weights=(2, 1), stages=1, undeclared=False, **call) -> Screening:
    """A call in screening: its criteria all in the first stage, one more in the second where there are two."""
    call = CallFactory(screening=True, **call)
    made = [
        ScreeningStageFactory(call=call, presentation=bool(number), number=number + 1)
        for number in range(stages)
    ]
    criteria = [CriterionFactory(stage=made[0], weight=weight) for weight in weights]
    criteria += [CriterionFactory(stage=stage) for stage in made[1:]]
    judged = [ProposalFactory(screening=True, call=call) for _ in range(proposals)]
    for proposal in judged:
        ProposalRevisionFactory(proposal=proposal)
    panel = [PanelMemberFactory(call=call) for _ in range(members)]
    assignments = [
        [AssignmentFactory(proposal=proposal, member=member, undeclared=undeclared) for member in panel]
        for proposal in judged
    ]
    return Screening(call, made, criteria, judged, panel, assignments)
