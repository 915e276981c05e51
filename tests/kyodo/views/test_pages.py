import pytest
from django.urls import reverse

from kyodo.cities import load_city
from kyodo.forms.city import contrast_with_white
from kyodo.models import City
from tests.factories.organizations import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(settings):
    """An administrator who has set up a second factor."""
    from allauth.mfa.models import Authenticator

    user = PostFactory(administrator=True).user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


@pytest.mark.parametrize(
    "name", ["home", "rules_page", "accessibility", "privacy", "contact", "open_data", "search"]
)
def test_everybody_may_read_it_even_before_a_preset_is_loaded(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert 'lang="ja"' in answer.content.decode()


def test_the_rules_are_the_citys_own(client):
    load_city("wako")
    City.forget()
    page = client.get(reverse("rules_page")).content.decode()
    assert "役割分担明確化" in page
    assert "和光市" in page


def test_the_accent_is_the_citys(client):
    load_city("nishitokyo")
    City.forget()
    answer = client.get(reverse("city_css"))
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer.content.decode() == (
        ":root{--city-accent:#1d5fa8;--city-accent-dark:#16477e;--city-accent-rgb:29,95,168}"
    )


def test_a_broken_colour_never_reaches_the_style_sheet(client):
    City.objects.create(pk=1, name="市", portal_name="p", office_name="o", accent="red;}")
    City.forget()
    assert "--city-accent:#0017c1;" in client.get(reverse("city_css")).content.decode()


def test_health(client):
    assert client.get(reverse("health")).content == b"ok"


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0017c1", 11.1)]
)
def test_contrast_as_wcag_defines_it(colour, contrast):
    assert round(contrast_with_white(colour), 2) == contrast


class TestCitySettings:
    def data(self, **changes):
        return {
            "name": "西東京市",
            "portal_name": "ポータル",
            "accent": "#1d5fa8",
            "division_word": "課",
            "organization_word": "団体",
            "office_name": "協働コミュニティ課",
            **changes,
        }

    def test_an_administrator_changes_them(self, client, administrator):
        load_city("nishitokyo")
        client.force_login(administrator)
        assert client.post(reverse("city_settings"), self.data(name="ひかり市")).status_code == 302
        assert City.current().name == "ひかり市"

    @pytest.mark.parametrize("accent", ["#ffff00", "red", ""])
    def test_a_colour_that_cannot_be_read_is_refused(self, client, administrator, accent):
        client.force_login(administrator)
        answer = client.post(reverse("city_settings"), self.data(accent=accent))
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["accent"]

    @pytest.mark.parametrize("post", [{}, {"promoter": True}, {"coordinator": True}])
    def test_refused_to_others(self, client, post):
        client.force_login(PostFactory(**post).user)
        assert client.get(reverse("city_settings")).status_code == 403
        assert client.post(reverse("city_settings"), self.data()).status_code == 403
