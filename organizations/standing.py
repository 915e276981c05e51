"""Who somebody is today: the posts and memberships in force, kept for the request."""

from dataclasses import dataclass, field

from django.db.models import Value

from kyodo.registry import standing_rows

from .enums import MembershipRole, PostRole
from .lineage import before

MEMBER = "member"


@dataclass(frozen=True)
class Standing:
    """What a person is today.

    `division_roles` maps division id → roles there; `memberships` maps organization id → role; `elsewhere` what other
    apps add (`kyodo.registry.standing_rows`): kind → key → name. `places` says all in words for the name menu
    (「文化振興課 職員」).
    """

    division_roles: dict[int, frozenset[str]] = field(default_factory=dict)
    memberships: dict[int, str] = field(default_factory=dict)
    is_superuser: bool = False
    inherited: frozenset[int] = frozenset()  # 課 that came before those of `division_roles`
    places: tuple[str, ...] = ()
    elsewhere: dict[str, dict[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, user) -> "Standing":
        if not user.is_authenticated or not user.is_active:
            return cls()
        roles: dict[int, set[str]] = {}
        memberships: dict[int, str] = {}
        places = []
        for division_id, role, name in user.posts.in_force().values_list(
            "division_id", "role", "division__name"
        ):
            roles.setdefault(division_id, set()).add(role)
            places.append(f"{name} {PostRole(role).label}")
        elsewhere: dict[str, dict[int, str]] = {}
        for kind, key, role, name in _places_outside(user):
            if kind == MEMBER:
                memberships[key] = role
                places.append(f"{name} {MembershipRole(role).label}")
            else:
                elsewhere.setdefault(kind, {})[key] = name
                places.append(f"{name} {role}")
        return cls(
            {division: frozenset(held) for division, held in roles.items()},
            memberships,
            bool(user.is_superuser),
            before(division for division, held in roles.items() if held - {PostRole.ADMINISTRATOR}),
            tuple(places),
            elsewhere,
        )

    @property
    def roles(self) -> frozenset[str]:
        return frozenset().union(*self.division_roles.values()) if self.division_roles else frozenset()

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser or PostRole.ADMINISTRATOR in self.roles

    @property
    def is_coordinator(self) -> bool:
        return PostRole.COORDINATOR in self.roles

    @property
    def is_staff(self) -> bool:
        """Anybody at city hall: holds a post today, or is the portal's first administrator."""
        return bool(self.division_roles) or self.is_superuser

    @property
    def is_member(self) -> bool:
        return bool(self.memberships)

    @property
    def division_ids(self) -> frozenset[int]:
        """The 課 for which this person works (an administrator's post is no work in a 課), and those before them.

        The records of a 課 that was renamed or merged stay under its old name, and its successor's people keep them.
        """
        now = {
            division for division, roles in self.division_roles.items() if roles - {PostRole.ADMINISTRATOR}
        }
        return self.inherited | now

    def works_in(self, division_id: int | None) -> bool:
        return division_id in self.division_ids

    def organizations_as(self, *roles: MembershipRole) -> frozenset[int]:
        return frozenset(organization for organization, role in self.memberships.items() if role in roles)

    @property
    def editable_organizations(self) -> frozenset[int]:
        return self.organizations_as(MembershipRole.OFFICER, MembershipRole.EDITOR)


def _places_outside(user):
    """(kind, key, role, name) of the memberships in force and of what other apps add, in one query."""
    own = user.memberships.in_force().order_by().annotate(kind=Value(MEMBER))
    rows = own.values_list("kind", "organization_id", "role", "organization__name")
    more = list(standing_rows.gather(user))
    return rows.union(*more, all=True) if more else rows
