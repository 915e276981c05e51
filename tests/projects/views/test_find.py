import pytest
from django.urls import reverse

from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db
FIND = reverse("projects:find_partners", args=[0])


def test_groups_are_found_however_the_name_is_written(as_, clerk):
    group = OrganizationFactory(name="花の会", kana="ハナノカイ")
    text = as_(clerk).get(FIND, {"partners-0-name": "ハナ"}).text
    assert f'value="partners-0:{group.pk}"' in text
    assert "花の会" in text


def test_an_unknown_name_says_how_it_becomes_a_group(as_, clerk):
    assert "種類を選ぶと、新しく登録します。" in as_(clerk).get(FIND, {"partners-0-name": "水辺"}).text


def test_nothing_typed_finds_nothing(as_, clerk):
    OrganizationFactory()
    assert "pick" not in as_(clerk).get(FIND).text


@pytest.mark.parametrize("who", ["member", "citizen"])
def test_projects_find_partners_refuses_whoever_is_not_of_the_office(who, as_, year, request):
    address = reverse("projects:find_partners", args=[0])
    assert as_(request.getfixturevalue(who)).get(address).status_code == 403
