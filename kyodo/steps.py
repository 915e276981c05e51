"""The tables of allowed steps, apart from the function that takes them: a model of `kyodo` itself may carry one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError


class StepRefused(ValidationError):
    """The step is not allowed from where the thing stands now; the message says so to the person."""


@dataclass(frozen=True)
class Step:
    """One allowed step: its key and label, from which states to which, who may, and whether a reason is asked for.

    `permission` is asked with the thing as its object. A step with `automatic=True` may also be taken with `by=None`,
    by the clock or by another verb.
    """

    action: str
    label: str
    from_states: frozenset[str]
    to_state: str
    permission: str
    reason_required: bool = False
    automatic: bool = False


def step(
    action: str, label: str, from_states: str | Iterable[str], to_state: str, permission: str, **options
) -> Step:
    """A readable row of a workflow table."""
    states = [from_states] if isinstance(from_states, str) else from_states
    return Step(action, label, frozenset(map(str, states)), str(to_state), permission, **options)


class Workflow:
    """The whole table of one kind of thing."""

    def __init__(self, *steps: Step):
        self.steps = {each.action: each for each in steps}
        if len(self.steps) != len(steps):
            raise ValueError("two steps share an action key")

    def get(self, action: str) -> Step:
        return self.steps[action]

    def open_to(self, user, thing) -> list[Step]:
        """The steps that this person may take with this thing now, in the table's order."""
        return [
            each
            for each in self.steps.values()
            if thing.state in each.from_states and user.has_perm(each.permission, thing)
        ]
