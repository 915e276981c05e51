"""WHO is in the portal that is measured: sixty 課, one person for each role, groups."""

from datetime import date

from kyodo.text import search_key
from organizations.enums import ActivityField, MembershipRole, OrganizationKind, OrganizationState, PostRole
from organizations.models import Division, Membership, Organization, OrganizationField, Post, User

from . import words
from .bulk import copy, next_key

DIVISIONS = 60
FIRST_DAY = date(2010, 4, 1)
STAFF_DIVISION = 0  # place in `divisions()`: where the staff account works, and the most projects are
KINDS = list(OrganizationKind)
KIND_WEIGHTS = (22, 30, 18, 12, 4, 4, 1, 3, 4, 0.5, 1.5)


def make_divisions() -> None:
    rows = []
    for number in range(DIVISIONS):
        name = words.division_name(number)
        rows.append(
            Division(
                code=f"{number:03}",
                department=f"{name[:2]}部",
                name=name,
                search_key=search_key(name),
                position=number,
                starts_on=FIRST_DAY,
            )
        )
    Division.objects.bulk_create(rows)


def divisions() -> list[Division]:
    return list(Division.objects.order_by("position"))


def make_accounts() -> None:
    """`<role>@bench.example`; the member belongs to the first group."""
    first, second = divisions()[:2]
    for role, division in ((PostRole.STAFF, first), (PostRole.COORDINATOR, second)):
        user = User.objects.create_user(f"{role}@bench.example", name="計測 一郎")
        Post.objects.create(user=user, division=division, role=role, starts_on=FIRST_DAY)
    member = User.objects.create_user("member@bench.example", name="計測 花子")
    group = Organization.objects.order_by("pk").first()
    Membership.objects.create(
        user=member, organization=group, role=MembershipRole.OFFICER, starts_on=FIRST_DAY
    )


def account(role: str) -> User:
    return User.objects.get(email=f"{role}@bench.example")


def make_groups(wanted: int) -> None:
    """Bring the register to this number of groups."""
    there, key, field_key = Organization.objects.count(), next_key(Organization), next_key(OrganizationField)
    groups, fields = [], []
    for number in range(there, wanted):
        group = _group(number, key + number - there)
        groups.append(group)
        fields += [OrganizationField(organization_id=group.pk, field=field) for field in group.fields]
    for pk, row in enumerate(fields, start=field_key):
        row.pk = pk
    copy(groups)
    copy(fields)


def _group(number: int, key: int) -> Organization:
    random = words.draw(number)
    _, done, field = words.theme(random)
    group = Organization(
        pk=key,
        name=words.group_name(number, random),
        kind=OrganizationKind.GOVERNMENT if number == 1 else random.choices(KINDS, KIND_WEIGHTS)[0],
        fields=sorted({field, random.choice(ActivityField.values)}),
        area=random.choice(words.PLACES),
        member_count=random.randint(3, 300),
        purpose=random.choice(words.PURPOSES),
        activities=f"{done}。",
        state=OrganizationState.REGISTERED if number % 40 else OrganizationState.APPLIED,
    )
    group.kana = f"{group.name[2:]}"
    group.refresh_keys()
    return group
