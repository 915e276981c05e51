import pytest
from django.urls import reverse

from kyodo.models import Draft, LetterWording
from kyodo.outbox import write_letter
from tests.factories.kyodo import LetterWordingFactory
from tests.factories.organizations import PostFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
ADDRESS = "/outbox/wordings/test_news/"


@pytest.fixture
def office(coordinator, signed_in):
    return signed_in(coordinator)


def typed(subject="{title}のこと", body="{recipient}\n{title}です。{url}", base_version=1, **more) -> dict:
    return {"subject": subject, "body": body, "base_version": base_version, **more}


def test_every_kind_with_words_is_listed(office):
    LetterWordingFactory()
    rows = {kind.key: is_own for kind, is_own in office.get(reverse("wordings")).context["rows"]}
    assert (rows["test_news"], rows["test_decision"], "invitation" in rows) == (True, False, False)


def test_the_office_words_a_kind(office, coordinator, person):
    page = office.get(ADDRESS)
    assert page.context["form"]["subject"].value() == "{title}"
    assert page.context["preview"][0] == "〈題〉"
    assert office.post(ADDRESS, typed())["Location"] == reverse("wordings")
    wording = LetterWording.objects.get()
    assert (wording.subject, wording.version, wording.history.first().history_user) == (
        "{title}のこと",
        2,
        coordinator,
    )
    letter = write_letter("test_news", to=person, about={"title": "祭り"}, url="/desk/")
    assert letter.subject == "祭りのこと"


def test_a_preview_keeps_nothing(office):
    page = office.post(ADDRESS, typed(preview="1"))
    assert (page.context["preview"][0], LetterWording.objects.exists()) == ("〈題〉のこと", False)
    assert page.context["preview"][1].startswith("見本 花子 様\n〈題〉です。http://127.0.0.1:8000/…/")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{author}", "{author}"),
        ("{0.__class__}", "{0.__class__}"),
        ("{title.__class__}", "{title.__class__}"),
        ("{}", "{}"),
        ("{title!r}", "{title!r}"),
    ],
)
def test_an_unknown_placeholder_is_refused_at_its_field(text, named, office):
    answer = office.post(ADDRESS, typed(body=text))
    assert (answer.status_code, LetterWording.objects.exists()) == (422, False)
    assert answer.context["form"].errors == {
        "body": [f"{named}は、この通知では使えません。使えるものは、下の表にあります。"]
    }


def test_a_template_is_only_text(office):
    office.post(ADDRESS, typed(body="{% now 'Y' %}"))
    assert not LetterWording.objects.exists()
    office.post(ADDRESS, typed(body="100% } {"))
    assert LetterWording.objects.get().body == "100% } {"


def test_full_width_braces_are_taken(office):
    office.post(ADDRESS, typed(subject="｛ｔｉｔｌｅ ｝", body="｛これ｝は{ url }"))
    wording = LetterWording.objects.get()
    assert (wording.subject, wording.body) == ("{title}", "｛これ｝は{url}")


def test_the_standard_words_are_not_kept_as_the_offices_own(office):
    office.post(ADDRESS, typed(subject="{title}", body="{recipient}\n\n{title}です。\n{url}"))
    assert LetterWording.objects.get().is_own is False


def test_the_office_goes_back_to_the_standard_words(office, coordinator):
    wording = LetterWordingFactory()
    reset = reverse("wording_reset", args=["test_news"])
    assert office.get(reset).status_code == 200
    office.post(reset)
    wording.refresh_from_db()
    assert (wording.is_own, wording.version, wording.history.first().history_user) == (False, 2, coordinator)
    office.post(reset)
    assert LetterWording.objects.get().version == 2


def test_two_at_once_are_shown_each_others_words(office):
    LetterWordingFactory(version=3)
    answer = office.post(ADDRESS, typed(base_version=2))
    assert (answer.status_code, [each.name for each in answer.context["differences"]]) == (422, ["body"])
    assert answer.context["base_version"] == 3
    office.post(ADDRESS, typed(base_version=3, choice_body="theirs"))
    assert LetterWording.objects.get().body == "{recipient}\n\n{title}のお知らせです。\n{url}"


def test_what_was_begun_is_there_again_and_goes_when_it_is_kept(office, coordinator):
    office.post(
        reverse("draft_save"), {"draft_key": "kyodo.letterwording:test_news", **typed(subject="書きかけ")}
    )
    assert office.get(ADDRESS).context["form"]["subject"].value() == "書きかけ"
    office.post(ADDRESS, typed())
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["no_such", "invitation"])
def test_a_kind_without_words_of_its_own_is_not_found(kind, office):
    assert [office.get(reverse(name, args=[kind])).status_code for name in ("wording", "wording_reset")] == [
        404,
        404,
    ]


def test_others_cannot_word_anything(signed_in):
    client = signed_in(PostFactory().user)
    assert client.post(reverse("wording", args=["test_news"]), typed()).status_code == 403
    assert not LetterWording.objects.exists()
