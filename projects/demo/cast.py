"""Who and what the demo's proposals are about, looked up once."""

from dataclasses import dataclass

from organizations.enums import MembershipRole
from organizations.models import Division, Membership, Organization, User

from ..models import Call, Theme
from .calendar import Calendar


@dataclass
class Cast:
    """課 and groups by name, a group's officer by its id, published themes by title, the office's two people."""

    calendar: Calendar
    calls: dict[str, Call]
    office: User
    second: User

    def __post_init__(self):
        self.divisions = {each.name: each for each in Division.objects.filter(ends_on__isnull=True)}
        self.groups = {each.name.removeprefix("NPO法人"): each for each in Organization.objects.all()}
        officers = Membership.objects.filter(role=MembershipRole.OFFICER).select_related("user")
        self.officers = {each.organization_id: each.user for each in officers}
        self.themes = {each.title: each for each in Theme.objects.published()}
