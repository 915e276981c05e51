import pytest
from django.http import QueryDict
from django.urls import reverse

from kyodo.drafts import DraftTooLarge, as_form_data, discard_draft, find_draft, find_drafts, save_draft
from kyodo.models import Draft
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db
KEY = "projects.project:new"


@pytest.fixture
def user():
    return UserFactory()


def test_a_draft_comes_back_as_typed(user):
    save_draft(
        user,
        KEY,
        QueryDict("name=%F0%A0%AE%B7%E9%87%8E%E5%AE%B6&origins=a&origins=b&cost=１２abc"),
        base_version=3,
    )
    data = as_form_data(find_draft(user, KEY))
    assert data.getlist("origins") == ["a", "b"]
    assert (data["name"], data["cost"]) == ("𠮷野家", "１２abc")
    assert find_draft(user, KEY).base_version == 3


def test_the_newest_wins_and_there_is_one_a_form(user):
    save_draft(user, KEY, QueryDict("name=一"))
    save_draft(user, KEY, QueryDict("name=二"))
    assert as_form_data(find_draft(user, KEY))["name"] == "二"
    assert Draft.objects.count() == 1


def test_secrets_are_not_kept(user):
    draft = save_draft(user, KEY, QueryDict("csrfmiddlewaretoken=t&password=p&name=n"))
    assert draft.data == {"name": ["n"]}


def test_nul_and_lone_surrogates_do_not_break_it(user):
    data = QueryDict(mutable=True)
    data["name"] = "a\x00b\ud83dc"
    assert save_draft(user, KEY, data).data == {"name": ["abc"]}


def test_too_much_is_refused(user):
    data = QueryDict(mutable=True)
    data["name"] = "字" * 200_000
    with pytest.raises(DraftTooLarge):
        save_draft(user, KEY, data)


def test_a_discarded_draft_is_gone(user):
    save_draft(user, KEY, QueryDict("name=n"))
    discard_draft(user, KEY)
    assert find_draft(user, KEY) is None


class TestSaving:
    def test_answers_when_it_was_saved(self, client, user, at):
        at(2026, 7, 1, 22, 14)
        client.force_login(user)
        answer = client.post(
            reverse("draft_save"), {"draft_key": KEY, "name": "n", "draft_url": "/projects/new/"}
        )
        assert (answer.status_code, answer.json()) == (200, {"saved_at": "22:14"})
        assert find_draft(user, KEY).url == "/projects/new/"

    @pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
    def test_keeps_no_address_of_another_site(self, client, user, url):
        client.force_login(user)
        client.post(reverse("draft_save"), {"draft_key": KEY, "draft_url": url})
        assert find_draft(user, KEY).url == ""

    def test_belongs_to_who_typed_it(self, client, user):
        client.force_login(user)
        client.post(reverse("draft_save"), {"draft_key": KEY, "name": "n"})
        assert find_draft(UserFactory(), KEY) is None

    @pytest.mark.parametrize("key", ["", "x" * 121])
    def test_a_broken_key_is_refused(self, client, user, key):
        client.force_login(user)
        assert client.post(reverse("draft_save"), {"draft_key": key}).status_code == 400

    def test_too_much_is_refused(self, client, user):
        client.force_login(user)
        answer = client.post(reverse("draft_save"), {"draft_key": KEY, "name": "字" * 200_000})
        assert answer.status_code == 413

    def test_an_ended_session_is_refused(self, client):
        assert client.post(reverse("draft_save"), {"draft_key": KEY}).status_code == 302
        assert Draft.objects.count() == 0

    def test_discarding(self, client, user):
        save_draft(user, KEY, QueryDict("name=n"))
        client.force_login(user)
        assert client.post(reverse("draft_discard"), {"draft_key": KEY}).json() == {"discarded": True}
        assert find_draft(user, KEY) is None


def test_the_drafts_of_one_page_are_found_together(user):
    for key in ("a", "b", "c"):
        save_draft(user, key, QueryDict("text=x"))
    save_draft(UserFactory(), "a", QueryDict("text=other"))
    found = find_drafts(user, ["a", "b", "z"])
    assert {key: (draft.user, draft.form_key) for key, draft in found.items()} == {
        "a": (user, "a"),
        "b": (user, "b"),
    }
