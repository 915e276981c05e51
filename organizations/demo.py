"""The people of the demo: 課, staff, groups, members. Only the 課 of the published projects are real."""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from kyodo.text import search_key

from .actions.organizations import save_organization
from .demo_groups import APPLICANTS, GROUPS
from .enums import (
    ActivityField,
    MembershipRole,
    OrganizationKind,
    OrganizationSource,
    OrganizationState,
    PostRole,
)
from .models import Division, Membership, Organization, Post, ReturnedField, User

PASSWORD = "kyodo-demo-2026"  # noqa: S105 – the demo's accounts are public by purpose


@dataclass(frozen=True)
class Account:
    """One demo account: what it stands for, and where it works or belongs."""

    role: str
    email: str
    name: str
    kana: str
    place: str
    held: str
    key: str = ""  # where two accounts hold the same


REVIEWER = "reviewer"  # holds no post and belongs to no group: a place on a panel is given by `projects.demo`


DIVISIONS = [
    ("S10", "生活文化スポーツ部", "協働コミュニティ課"),
    ("S20", "生活文化スポーツ部", "文化振興課"),
    ("K10", "子育て支援部", "児童青少年課"),
    ("M10", "みどり環境部", "みどり公園課"),
    ("F10", "健康福祉部", "高齢者支援課"),
    ("X20", "見本部", "見本防災課"),
    ("X30", "見本部", "見本情報課"),
]
OLD_DIVISION = ("X10", "見本部", "見本地域課")  # renamed two years ago, to show what a past year's table says
NEW_DIVISION = ("X11", "見本部", "見本共生課")

ACCOUNTS = [
    Account(
        "職員（文化振興課）",
        "staff@kyodo.example",
        "見本 春子",
        "ミホン ハルコ",
        "文化振興課",
        PostRole.STAFF,
    ),
    Account(
        "協働推進員（みどり公園課）",
        "promoter@kyodo.example",
        "見本 夏生",
        "ミホン ナツオ",
        "みどり公園課",
        PostRole.PROMOTER,
    ),
    Account(
        "コーディネーター（協働コミュニティ課）",
        "coordinator@kyodo.example",
        "見本 秋代",
        "ミホン アキヨ",
        "協働コミュニティ課",
        PostRole.COORDINATOR,
    ),
    Account(
        "もう一人のコーディネーター（決定を確かめる人）",
        "coordinator2@kyodo.example",
        "見本 文香",
        "ミホン フミカ",
        "協働コミュニティ課",
        PostRole.COORDINATOR,
        "second_coordinator",
    ),
    Account(
        "審査委員（市の外の人）",
        "reviewer@kyodo.example",
        "例島 ふみ",
        "レイジマ フミ",
        "",
        REVIEWER,
    ),
    Account(
        "システム管理者（見本情報課）",
        "administrator@kyodo.example",
        "見本 冬樹",
        "ミホン フユキ",
        "見本情報課",
        PostRole.ADMINISTRATOR,
    ),
    Account(
        "団体の役員（みほん子育てひろば）",
        "officer@kyodo.example",
        "例野 うめ",
        "レイノ ウメ",
        "みほん子育てひろば",
        MembershipRole.OFFICER,
    ),
    Account(
        "団体の編集できる人（みほん多言語の会）",
        "editor@kyodo.example",
        "例野 たけ",
        "レイノ タケ",
        "みほん多言語の会",
        MembershipRole.EDITOR,
    ),
    Account(
        "団体の閲覧のみの人（みほん多言語の会）",
        "viewer@kyodo.example",
        "例野 まつ",
        "レイノ マツ",
        "みほん多言語の会",
        MembershipRole.VIEWER,
    ),
]
COLLEAGUES = [
    ("見本 文也", "ミホン フミヤ", "児童青少年課", PostRole.STAFF),
    ("見本 幸", "ミホン サチ", "高齢者支援課", PostRole.PROMOTER),
    ("見本 守", "ミホン マモル", "見本防災課", PostRole.STAFF),
    ("見本 結", "ミホン ユイ", "見本共生課", PostRole.STAFF),
]


def make_people(today: datetime.date) -> None:
    """課, posts, groups and members, with dates that make sense on `today`."""
    april = datetime.date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    divisions = _divisions(april)
    for number, (name, kana, kind, person, members, since, fields, area, purpose, activities) in enumerate(
        GROUPS, 1
    ):
        _group(
            name, kana, kind, OrganizationState.REGISTERED, number,
            representative=person, member_count=members, established_on=datetime.date(since, 4, 1),
            area=area, purpose=purpose, activities=activities, contact_name=person, fields=fields,
        )  # fmt: skip
    for number, (name, kana, state) in enumerate(APPLICANTS, len(GROUPS) + 1):
        group = _group(
            name, kana, OrganizationKind.VOLUNTARY, state, number, representative="例原 新", member_count=6,
            area="市内全域", purpose="まちの人と、できることから始める。", fields=[ActivityField.TOWN],
        )  # fmt: skip
        if state == OrganizationState.RETURNED:
            ReturnedField.objects.create(
                organization=group, field="activities", remark="ふだんの活動の回数と場所を書いてください。"
            )
    _accounts(divisions, april)


def _divisions(april: datetime.date) -> dict[str, Division]:
    renamed_on = april.replace(year=april.year - 2)
    long_ago = datetime.date(2000, 4, 1)
    rows = {}
    for position, (code, department, name) in enumerate([*DIVISIONS, NEW_DIVISION], start=1):
        rows[name] = Division.objects.create(
            code=code,
            department=department,
            name=name,
            search_key=search_key(name),
            position=position * 10,
            starts_on=renamed_on if name == NEW_DIVISION[2] else long_ago,
        )
    code, department, name = OLD_DIVISION
    rows[name] = Division.objects.create(
        code=code,
        department=department,
        name=name,
        search_key=search_key(name),
        position=rows[NEW_DIVISION[2]].position,
        starts_on=long_ago,
        ends_on=renamed_on - datetime.timedelta(days=1),
        successor=rows[NEW_DIVISION[2]],
    )
    return rows


def _group(name, kana, kind, state, number, *, fields, **values) -> Organization:
    group = Organization(
        name=f"NPO法人{name}" if kind == OrganizationKind.NPO else name,
        kana=kana,
        kind=kind,
        state=state,
        source=OrganizationSource.APPLICATION,
        email=f"group{number}@kyodo.example",
        fields=[int(each) for each in fields],
        **values,
    )
    return save_organization(group, by=None)


def _accounts(divisions: dict[str, Division], april: datetime.date) -> None:
    for account in ACCOUNTS:
        user = _person(account.email, account.name, account.kana, PASSWORD)
        if account.held in PostRole.values:
            Post.objects.create(
                user=user,
                division=divisions[account.place],
                role=account.held,
                starts_on=april.replace(year=april.year - 1),
            )
        elif account.held in MembershipRole.values:
            group = Organization.objects.get(name__endswith=account.place)
            Membership.objects.create(
                user=user, organization=group, role=account.held, starts_on=datetime.date(2020, 4, 1)
            )
    for number, (name, kana, division, role) in enumerate(COLLEAGUES, start=1):
        user = _person(f"colleague{number}@kyodo.example", name, kana, None)
        Post.objects.create(user=user, division=divisions[division], role=role, starts_on=april)
    _officers()


def _officers() -> None:
    """Every registered group has one, who may hand in for it: its representative where there is no account."""
    led = Membership.objects.filter(role=MembershipRole.OFFICER).values("organization")
    groups = Organization.objects.registered().exclude(pk__in=led).order_by("pk")
    for number, group in enumerate(groups, start=1):
        user = _person(f"officer{number}@kyodo.example", group.representative, "", None)
        Membership.objects.create(
            user=user,
            organization=group,
            role=MembershipRole.OFFICER,
            starts_on=datetime.date(2020, 4, 1),
        )


def _person(email: str, name: str, kana: str, password: str | None) -> User:
    user = User.objects.create_user(email, password, name=name, kana=kana)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
