"""The groups that a ledger names: those on the register, and those to be put on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kyodo.text import clean, organization_key, search_key
from organizations.enums import OrganizationKind, OrganizationSource, OrganizationState
from organizations.models import Organization
from projects.ledger import LedgerPartner, kind_in_name

BATCH = 500


class GroupBook:
    """Finds each partner's group by its name without the legal form; what it lacks is made (`made`, unsaved).

    Groups of a ledger never agreed to be published: they are registered, but not listed.
    """

    def __init__(self, names: Iterable[str]):
        self.made: list[Organization] = []
        self.without_kind: list[str] = []  # names of those made as その他, because nothing told their kind
        self.by_key: dict[str, list[Organization]] = defaultdict(list)
        for keys in batches(sorted({_key(name) for name in names}), BATCH):
            for group in Organization.objects.filter(name_key__in=keys).order_by("pk"):
                self.by_key[group.name_key].append(group)

    def find(self, partner: LedgerPartner) -> Organization | None:
        """The group that this most probably is: same legal form where both have one, then same spelling and kind."""
        likely = [group for group in self.by_key[_key(partner.name)] if may_be_same(group.name, partner.name)]
        return min(likely, key=lambda group: _unlikeness(group, partner), default=None)

    def is_known(self, name: str) -> bool:
        """Whether a group has exactly this name."""
        wanted = search_key(name)
        return any(search_key(group.name) == wanted for group in self.by_key[_key(name)])

    def find_or_make(self, partner: LedgerPartner) -> Organization:
        group = self.find(partner)
        if group is None:
            group = Organization(
                name=clean(partner.name),
                kind=partner.kind or OrganizationKind.OTHER,
                source=OrganizationSource.LEDGER,
                state=OrganizationState.REGISTERED,
                is_listed=False,
            )
            group.refresh_keys()
            if not partner.kind:
                self.without_kind.append(group.name)
            self.made.append(group)
            self.by_key[group.name_key].append(group)
        return group


def may_be_same(name: str, other: str) -> bool:
    """「NPO法人みどり」 and 「株式会社みどり」 are two groups; 「みどり」 may be either."""
    forms = {kind_in_name(name), kind_in_name(other)} - {""}
    return _key(name) == _key(other) and len(forms) < 2


def batches(things: list, size: int) -> Iterator[list]:
    """A list in pieces: databases limit how many values one question may hold."""
    return (things[start : start + size] for start in range(0, len(things), size))


def _key(name: str) -> str:
    return organization_key(name)[:120]


def _unlikeness(group: Organization, partner: LedgerPartner) -> tuple:
    return (
        search_key(group.name) != search_key(partner.name),
        bool(partner.kind) and group.kind != partner.kind,
        group.state != OrganizationState.REGISTERED,
        group.pk or 0,
    )
