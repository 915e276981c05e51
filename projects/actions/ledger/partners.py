"""A year's partners as the ledger has them: added, renamed, taken out."""

from dataclasses import dataclass, field

from kyodo.text import clean, search_key
from organizations.models import Organization
from projects.ledger import Field, LedgerPartner

from ...enums import PartnerRole
from ...models import Partner, ProjectYear
from .entries import Entry
from .groups import GroupBook, may_be_same
from .plan import Plan


@dataclass
class PartnerChanges:
    """What becomes of a year's partners; false where nothing does."""

    stay: list[tuple[Partner, LedgerPartner]] = field(default_factory=list)
    come: list[tuple[LedgerPartner, Organization]] = field(default_factory=list)
    leave: list[Partner] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.come or self.leave or any(differs(*pair) for pair in self.stay))


class PartnerPlanner:
    """The partners of a ledger are the year's partners; a ledger that names none leaves them as they are."""

    def __init__(self, plan: Plan, groups: GroupBook):
        self.plan, self.groups = plan, groups
        self.leaving: list[tuple[Entry, Partner]] = []

    def add_all(self, entry: Entry, year: ProjectYear) -> None:
        """The partners of a year that is new."""
        come = [(partner, self.groups.find_or_make(partner)) for partner in entry.partners]
        if self._are_different(entry, [group for _, group in come]):
            self._add(year, come, position=0)

    def compare(self, entry: Entry, year: ProjectYear) -> PartnerChanges:
        """What changes on a year that is there."""
        changes = PartnerChanges()
        there = list(year.partners.all())
        for partner in entry.partners:
            group = self.groups.find(partner)
            stays = _matching(partner, group, there)
            if stays is None:
                changes.come.append((partner, group or self.groups.find_or_make(partner)))
            else:
                there.remove(stays)
                changes.stay.append((stays, partner))
        if entry.partners:
            changes.leave = there
        return changes

    def change(self, entry: Entry, year: ProjectYear, changes: PartnerChanges) -> None:
        """Put the changes into the plan."""
        groups = [group for _, group in changes.come]
        if not self._are_different(entry, groups, {stays.organization_id for stays, _ in changes.stay}):
            return
        for stays, partner in changes.stay:
            if differs(stays, partner):
                wanted = {"name": partner.name, "kind": partner.kind or stays.kind}
                self.plan.change_of(stays).set_all(wanted)
        self.leaving += [(entry, partner) for partner in changes.leave]
        last = max((partner.position for partner in year.partners.all()), default=-1)
        self._add(year, changes.come, position=last + 1)

    def _add(self, year: ProjectYear, come: list, *, position: int) -> None:
        for place, (partner, group) in enumerate(come, position):
            self.plan.partners.append(
                Partner(
                    project_year=year,
                    organization=group,
                    name=partner.name,
                    kind=partner.kind or group.kind,
                    role=PartnerRole.MEMBER if place else PartnerRole.LEAD,
                    position=place,
                )
            )

    def _are_different(
        self, entry: Entry, groups: list[Organization], staying: set[int] = frozenset()
    ) -> bool:
        seen: set[int] = set()
        for group in groups:
            if id(group) in seen or group.pk in staying:
                entry.fault(
                    Field.PARTNER_NAME,
                    f"「{group.name}」が相手に二回出てきます。同じ団体なら一つに、別の団体なら名前を書き分けてください。",
                )
                return False
            seen.add(id(group))
        return True


def differs(partner: Partner, given: LedgerPartner) -> bool:
    """Whether the ledger has another name or kind for that year."""
    return clean(partner.name) != given.name or bool(given.kind and given.kind != partner.kind)


def _matching(partner: LedgerPartner, group: Organization | None, there: list[Partner]) -> Partner | None:
    """Which of the year's partners is meant: same spelling, else same group, else the same but for the legal form."""
    wanted = search_key(partner.name)
    tests = (
        lambda each: search_key(each.name) == wanted,
        lambda each: group is not None and each.organization_id == group.pk,
        lambda each: may_be_same(each.name, partner.name),
    )
    return next((each for test in tests for each in there if test(each)), None)
