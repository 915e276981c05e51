import datetime as dt

import pytest

from kyodo.history import Change, history_of
from kyodo.wareki import JAPAN
from kyodo.workflow import move
from organizations.models import Organization
from tests.factories.calls import CallFactory
from tests.factories.organizations import OrganizationFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True, user__name="佐藤").user


def test_who_changed_what_from_what_to_what(coordinator):
    organization = OrganizationFactory(kind="npo", member_count=8)
    organization.kind, organization.member_count = "school", 1200
    organization._history_user = coordinator
    organization.save()
    newest, first = history_of(organization)
    assert (newest.who, newest.what) == ("佐藤", "団体を変更しました")
    assert newest.changes == [Change("種類", "NPO法人", "学校・研究機関"), Change("構成員数", "8", "1,200")]
    assert (first.who, first.what, first.changes) == ("自動", "団体を登録しました", [])


def test_a_moment_is_told_to_the_minute():
    call = CallFactory(closes_at=dt.datetime(2099, 7, 31, 17, tzinfo=JAPAN))
    call.closes_at = dt.datetime(2099, 7, 31, 18, 30, tzinfo=JAPAN)
    call.save()
    assert history_of(call)[0].changes == [
        Change("締切", "令和81年（2099年）7月31日 17:00", "令和81年（2099年）7月31日 18:30")
    ]


def test_a_step_shows_once_with_its_reason(coordinator):
    organization = OrganizationFactory(applied=True)
    move(organization, "return", by=coordinator, reason="電話番号を確かめてください。")
    newest, _first = history_of(organization)
    assert newest.changes == [Change("状態", "申請中", "差戻し")]
    assert (newest.who, newest.reason) == ("佐藤", "電話番号を確かめてください。")


def test_an_emptied_field_and_a_long_text():
    organization = OrganizationFactory(area="南町")
    organization.area, organization.purpose = "", "長" * 200
    organization.save()
    assert history_of(organization)[0].changes == [
        Change("活動地域", "南町", "（なし）"),
        Change("団体の目的", "（なし）", "長" * 120 + "…"),
    ]


def test_the_newest_are_kept():
    organization = OrganizationFactory()
    for number in range(5):
        organization.area = f"{number}丁目"
        organization.save()
    assert [event.changes[0].after for event in history_of(organization, limit=2)] == ["4丁目", "3丁目"]


def test_queries_do_not_grow_with_the_records(django_assert_num_queries):
    one, *others = OrganizationFactory.create_batch(3)
    for organization in Organization.objects.all():
        organization.area = "南町"
        organization.save()
    history_of(one)
    with django_assert_num_queries(2):
        history_of(one)
    with django_assert_num_queries(2):
        history_of(one, *others)
