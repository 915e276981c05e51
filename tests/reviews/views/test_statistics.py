import pytest
from django.urls import reverse

from tests.factories.organizations import MembershipFactory, PostFactory

pytestmark = pytest.mark.django_db
PAGES = ["reviews:statistics"]


@pytest.mark.parametrize("name", PAGES)
def test_statistics_are_forbidden_to_all_but_city_staff(client, name):
    client.force_login(MembershipFactory().user)
    assert client.get(reverse(name)).status_code == 403
    client.force_login(PostFactory().user)
    assert client.get(reverse(name)).status_code == 200
