"""The projects and programmes of the demo: made up, but for the names that the cities have published."""

import datetime

from organizations.models import User

from .calendar import Calendar
from .calls import make_calls
from .cast import Cast
from .deciding import decide
from .projects import make_projects
from .proposals import make_proposals
from .records import make_records
from .screening import make_screening

SCREENED = ("screening", "presentation", "deciding", "decided")

__all__ = ["make_programmes", "make_projects"]


def make_programmes(today: datetime.date) -> None:
    """A programme with calls and proposals in every state, and one of another city over eleven years."""
    make_records()
    calendar = Calendar(today)
    office = User.objects.get(email="coordinator@kyodo.example")
    second = User.objects.get(email="coordinator2@kyodo.example")
    cast = Cast(calendar, make_calls(calendar, office), office, second)
    made = make_proposals(cast)
    for key in SCREENED:
        of_call = [(demo, each) for demo, each in made if demo["call"] == key and each.submitted_at]
        make_screening(key, of_call, cast)
    for demo, proposal in made:
        if "decision" in demo:
            decide(proposal, demo, cast)
