"""The public register: what each reader sees of a group, and how the list is narrowed."""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from organizations.actions.organizations import save_organization
from organizations.enums import Visibility
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("organizations:list")


def names(answer):
    return [organization.name for organization in answer.context["listing"].page.object_list]


@pytest.fixture
def three(db):
    by = UserFactory()
    groups = [
        OrganizationFactory(name="青空の会", kana="アオゾラノカイ", kind="npo", fields=[1, 7], area="保谷町"),
        OrganizationFactory(name="学童くらぶ", kana="ガクドウクラブ", fields=[13], area="市内全域"),
        OrganizationFactory(name="ABC", kana="ABC", fields=[7], purpose="星を見る"),
    ]
    return [save_organization(group, by=by) for group in groups]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["ABC", "青空の会", "学童くらぶ"]),
        ("kind=npo", ["青空の会"]),
        ("field=7", ["ABC", "青空の会"]),
        ("field=7&kind=npo", ["青空の会"]),
        ("area=ひばり", []),
        ("area=保谷", ["青空の会"]),
        ("row=か", ["学童くらぶ"]),
        ("row=他", ["ABC"]),
        ("row=ん", ["ABC", "青空の会", "学童くらぶ"]),
        ("q=あおぞら", ["青空の会"]),
        ("q=星を", ["ABC"]),
        ("q=がくどう くらぶ", ["学童くらぶ"]),
        ("state=applied", ["ABC", "青空の会", "学童くらぶ"]),
    ],
)
def test_the_list_is_narrowed_by_its_query_string(query, found, three, client):
    assert names(client.get(f"{LIST}?{query}")) == found


def test_staff_see_all_states_and_may_narrow_by_them(three, staff, signed_in):
    OrganizationFactory(name="申請中の会", kana="シンセイ", applied=True)
    assert names(signed_in(staff).get(LIST)) == ["ABC", "青空の会", "学童くらぶ", "申請中の会"]
    assert names(signed_in(staff).get(f"{LIST}?state=applied")) == ["申請中の会"]


def test_what_is_not_public_is_found_by_no_search(client):
    group = OrganizationFactory(purpose="ひみつの目的", area="ひみつ町")
    group.visibility = {**group.visibility, "purpose": "staff", "area": "private"}
    save_organization(group, by=None)
    assert names(client.get(f"{LIST}?q=ひみつ")) == []
    assert names(client.get(f"{LIST}?area=ひみつ")) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [(None, 2), ("staff", 7)])
def test_the_list_costs_the_same_with_more_rows(
    who, queries, number, request, signed_in, django_assert_num_queries
):
    OrganizationFactory.create_batch(number, fields=[1, 2])
    client = signed_in(request.getfixturevalue(who) if who else None)
    client.get(LIST)
    with django_assert_num_queries(queries):
        client.get(LIST)


READERS = {
    # reader: the circles whose fields they read
    "visitor": {"public"},
    "stranger": {"public"},
    "other_member": {"public"},
    "staff": {"public", "staff"},
    "coordinator": {"public", "staff", "private"},
    "viewer": {"public", "staff", "private"},
}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_sees_the_fields_meant_for_them(
    reader, group, staff, coordinator, viewer, stranger, signed_in
):
    people = {
        "visitor": None,
        "stranger": stranger,
        "other_member": MembershipFactory().user,
        "staff": staff,
        "coordinator": coordinator,
        "viewer": viewer,
    }
    group.phone, group.email, group.address = "042-420-2821", "himitsu@example.jp", "庁内町1-1"
    group.visibility = {**group.visibility, "phone": "public", "address": "staff", "email": "private"}
    save_organization(group, by=None)
    page = signed_in(people[reader]).get(reverse("organizations:detail", args=[group.pk])).content.decode()
    shown = {
        circle
        for circle, text in (
            ("public", "042-420-2821"),
            ("staff", "庁内町1-1"),
            ("private", "himitsu@example.jp"),
        )
        if text in page
    }
    assert shown == READERS[reader]


def test_the_history_keeps_what_the_fields_keep(group, officer, staff, signed_in):
    group.email = "himitsu@example.jp"
    group.visibility = {**group.visibility, "email": "private"}
    save_organization(group, by=officer)
    address = reverse("organizations:history", args=[group.pk])
    assert "himitsu@example.jp" in signed_in(officer).get(address).content.decode()
    assert "himitsu@example.jp" not in signed_in(staff).get(address).content.decode()


def test_the_history_speaks_in_words(group, officer, signed_in):
    group.fields = [7, 3]
    group.visibility = {**group.visibility, "representative": "public", "email": "private"}
    save_organization(group, by=officer)
    events = signed_in(officer).get(reverse("organizations:history", args=[group.pk])).context["events"]
    assert [(change.label, change.before, change.after) for change in events[0].changes] == [
        ("活動分野", "（なし）", "まちづくり、環境の保全"),
        (
            "公開の範囲",
            "庁内のみ：代表者、郵便番号、所在地、電話、メール、連絡担当者",
            "庁内のみ：郵便番号、所在地、電話、連絡担当者\n非公開：メール",
        ),
    ]


def test_the_export_has_the_list_s_rows_and_keeps_what_is_private(three, staff, signed_in):
    group = three[0]
    group.phone, group.representative = "042-420-2821", "例田 一"
    group.established_on = datetime.date(2008, 4, 1)
    group.visibility = {**group.visibility, "phone": Visibility.PRIVATE}
    save_organization(group, by=None)
    answer = signed_in(staff).get(reverse("organizations:export", args=["xlsx"]) + "?field=7")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header, *rows = rows
    assert [row[0] for row in rows] == ["ABC", "青空の会"]
    record = dict(zip(header, rows[1], strict=True))
    assert (record["フリガナ"], record["活動分野"], record["代表者"], record["電話"]) == (
        "アオゾラノカイ",
        "保健・医療・福祉、環境の保全",
        "例田 一",
        None,
    )


def test_the_export_as_csv(three, staff, signed_in):
    answer = signed_in(staff).get(reverse("organizations:export", args=["csv"]) + "?q=あおぞら")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines] == [
        ["団体名", "フリガナ", "種類"],
        ["青空の会", "アオゾラノカイ", "NPO法人"],
    ]
    assert signed_in(staff).get(reverse("organizations:export", args=["pdf"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_export_costs_the_same_with_more_rows(number, staff, signed_in, django_assert_num_queries):
    OrganizationFactory.create_batch(number)
    client = signed_in(staff)
    address = reverse("organizations:export", args=["csv"])
    b"".join(client.get(address).streaming_content)
    with django_assert_num_queries(6):
        b"".join(client.get(address).streaming_content)
