import pytest
from django.urls import reverse

from kyodo import registry
from kyodo.models import MailPreference
from kyodo.registry import LetterKind
from tests.factories.kyodo import LetterFactory, MailPreferenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
PREFERENCES = "/notices/preferences/"


def test_a_person_reads_what_has_reached_them(person, signed_in, now):
    letter = LetterFactory(recipient=person, sent=True, subject="届いたもの", url="/desk/")
    for more in ({"drafted": True}, {"held": True}, {"sent": True, "is_digest": True}):
        LetterFactory(recipient=person, **more)
    LetterFactory(sent=True)
    client = signed_in(person)
    listing = client.get(reverse("notices")).context["listing"]
    assert list(listing.page.object_list) == [letter]
    text = client.get(reverse("notice", args=[letter.pk])).content.decode()
    assert ["お知らせします。" in text, 'href="/desk/"' in text] == [True, True]


def test_a_letter_of_others_or_on_its_way_is_not_found(person, signed_in):
    letters = [LetterFactory(sent=True), LetterFactory(recipient=person, drafted=True)]
    answers = [signed_in(person).get(reverse("notice", args=[letter.pk])) for letter in letters]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_text_of_a_secret_letter_is_shown_to_nobody(person, signed_in):
    letter = LetterFactory(recipient=person, sent=True, is_secret=True, body="")
    text = signed_in(person).get(reverse("notice", args=[letter.pk])).content.decode()
    assert "本人だけが使えるリンク" in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_with_more_letters(number, person, signed_in, django_assert_num_queries):
    LetterFactory.create_batch(number, recipient=person, sent=True)
    client = signed_in(person)
    client.get(reverse("notices"))
    with django_assert_num_queries(5):
        client.get(reverse("notices"))


def test_a_person_chooses_what_comes_and_how(person, signed_in):
    client = signed_in(person)
    page = client.get(PREFERENCES)
    assert page.context["form"].fields["wanted"].choices == [("test_news", "試験のお知らせ")]
    assert page.context["form"]["wanted"].value() == ["test_news"]
    assert ("試験の決定" in page.content.decode(), "まとめの通知" in page.content.decode()) == (True, False)
    assert client.post(PREFERENCES, {"wants_digest": "on"}).status_code == 302
    preference = MailPreference.objects.get(user=person)
    assert (preference.wants_digest, preference.opted_out) == (True, ["test_news"])
    client.post(PREFERENCES, {"wanted": ["test_news"]})
    preference.refresh_from_db()
    assert (preference.wants_digest, preference.opted_out) == (False, [])
    assert preference.history.count() == 2


def test_what_is_due_cannot_be_switched_off_by_hand(person, signed_in):
    answer = signed_in(person).post(PREFERENCES, {"wanted": ["test_decision"]})
    assert (answer.status_code, MailPreference.objects.exists()) == (422, False)


def test_a_kind_of_another_time_stays_switched_off(person, signed_in):
    MailPreferenceFactory(user=person, opted_out=["gone"])
    signed_in(person).post(PREFERENCES, {"wanted": ["test_news"]})
    assert MailPreference.objects.get(user=person).opted_out == ["gone"]


def test_only_what_can_reach_a_person_is_asked_about_and_told(person, signed_in, coordinator, monkeypatch):
    def declare():
        reaches = {"reaches": lambda user: user.standing.is_coordinator}
        yield LetterKind("test_office", "事務局への通知", "届いた", "届きました。", **reaches)
        yield LetterKind(
            "test_complaint", "事務局への決まり", "届いた", "届きました。", is_due=True, **reaches
        )

    monkeypatch.setattr(registry.letter_kinds, "functions", [*registry.letter_kinds.functions, declare])
    MailPreferenceFactory(user=person, opted_out=["test_office"])

    def page_of(user):
        page = signed_in(user).get(PREFERENCES)
        offered = [key for key, _ in page.context["form"].fields["wanted"].choices]
        return offered, [kind.key for kind in page.context["due"] if kind.key.startswith("test_")]

    assert page_of(person) == (["test_news"], ["test_decision"])
    assert page_of(coordinator) == (["test_news", "test_office"], ["test_decision", "test_complaint"])
    signed_in(person).post(PREFERENCES, {"wanted": ["test_news"]})
    assert MailPreference.objects.get(user=person).opted_out == ["test_office"]


def test_one_changes_only_ones_own_way(person, signed_in):
    other = MailPreferenceFactory()
    signed_in(person).post(PREFERENCES, {"user": other.user_id, "wants_digest": "on"})
    other.refresh_from_db()
    assert other.wants_digest is False
