import pytest
from django.urls import reverse

from kyodo.models import Draft
from projects.enums import ThemeState
from projects.models import Theme
from tests.factories.calls import CallFactory, ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
NEW = "/projects/themes/new/"
STATES = list(ThemeState)
TYPED = {
    "fiscal_year": "2026",
    "title": "夜の公園",
    "problem": "暗くて歩けない。",
    "budget": "３０万円",
    "is_city_proposal": "on",
}


def made(state: ThemeState, **given) -> Theme:
    return ThemeFactory(**({} if state == ThemeState.DRAFT else {state.value: True}), **given)


def address(name: str, theme, *more) -> str:
    return reverse(f"projects:{name}", args=[theme.pk, *more])


@pytest.mark.parametrize("state", STATES)
def test_who_reads_and_who_writes_in_which_state(
    as_, state, division, clerk, other_clerk, coordinator, citizen, member
):
    theme = made(state, division=division)
    in_hand = state in (ThemeState.DRAFT, ThemeState.RETURNED)
    published = state == ThemeState.PUBLISHED

    def answers(person):
        browser = as_(person)
        return [browser.get(address(name, theme)).status_code for name in ("theme", "theme_edit")]

    assert answers(coordinator) == [200, 200]
    assert answers(clerk) == [200, 200 if in_hand else 403]
    assert answers(other_clerk) == ([200, 403] if published else [404, 404])
    assert answers(citizen) == answers(member) == ([403, 403] if published else [404, 404])


def test_a_clerk_writes_a_theme_of_the_own_division(as_, clerk, division):
    browser = as_(clerk)
    assert browser.get(NEW).context["form"]["division"].value() == division.pk
    answer = browser.post(NEW, TYPED | {"division": str(division.pk)})
    theme = Theme.objects.get()
    assert answer.url == address("theme", theme)
    assert (theme.state, theme.budget, theme.is_city_proposal) == ("draft", 300_000, True)
    assert theme.history.get().history_user == clerk


def test_a_clerk_cannot_write_for_another_division(as_, other_clerk, division):
    answer = as_(other_clerk).post(NEW, TYPED | {"division": str(division.pk)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["division"])


def test_errors_stand_at_their_fields_and_nothing_is_lost(as_, clerk, division):
    answer = as_(clerk).post(NEW, TYPED | {"division": str(division.pk), "title": "", "budget": "いくらか"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["budget", "title"])
    assert ["いくらか" in answer.text, "暗くて歩けない。" in answer.text] == [True, True]


def test_what_was_typed_and_never_saved_comes_back(as_, clerk):
    browser = as_(clerk)
    browser.post("/drafts/save/", {"draft_key": "projects.theme:new", "title": "書きかけ"})
    assert browser.get(NEW).context["form"]["title"].value() == "書きかけ"
    browser.post(NEW, {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_two_editors_see_both_texts_and_choose(as_, clerk, division):
    theme = made(ThemeState.DRAFT, division=division)
    browser, typed = as_(clerk), TYPED | {"division": str(division.pk), "base_version": "1"}
    browser.post(address("theme_edit", theme), typed | {"title": "先の題"})
    conflict = browser.post(address("theme_edit", theme), typed | {"title": "後の題"})
    assert conflict.status_code == 409
    assert [(each.name, each.theirs, each.mine) for each in conflict.context["differences"]] == [
        ("title", "先の題", "後の題")
    ]
    chosen = {"base_version": str(conflict.context["base_version"]), "choice_title": "theirs"}
    assert browser.post(address("theme_edit", theme), typed | chosen).status_code == 302
    theme.refresh_from_db()
    assert theme.title == "先の題"


def test_a_theme_is_handed_in_and_comes_back_with_a_reason(as_, clerk, coordinator, division):
    theme = made(ThemeState.DRAFT, division=division)
    as_(clerk).post(address("theme_step", theme, "offer"))
    as_(coordinator).post(address("theme_step", theme, "return"), {"reason": "だれが困っていますか。"})
    text = as_(clerk).get(address("theme", theme)).text
    assert ["差し戻されました" in text, "だれが困っていますか。" in text] == [True, True]
    assert as_(coordinator).post(address("theme_step", theme, "drop"), {"reason": ""}).status_code == 422


def test_the_office_gathers_themes_into_a_call(as_, coordinator):
    call = CallFactory()
    there, coming, later = (
        made(ThemeState.PUBLISHED, call=call),
        made(ThemeState.OFFERED),
        made(ThemeState.OFFERED),
    )
    browser = as_(coordinator)
    page = reverse("projects:call_themes", args=[call.pk])
    assert coming.title in browser.get(page).text
    bare = browser.post(page, {"themes": [coming.pk]})
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["notice"])
    assert browser.post(page, {"themes": [coming.pk], "notice": "加えました。"}).url == page
    assert [each.pk for each in call.themes.published()] == [there.pk, coming.pk]
    browser.post(page, {f"position_{there.pk}": "２", f"position_{coming.pk}": "1"})
    browser.post(page, {f"position_{there.pk}": "2", f"position_{coming.pk}": "1"})
    assert [each.pk for each in call.themes.published()] == [coming.pk, there.pk]
    later.refresh_from_db()
    assert later.state == ThemeState.OFFERED


def test_a_published_theme_is_changed_with_a_notice(as_, coordinator):
    theme = made(ThemeState.PUBLISHED)
    browser = as_(coordinator)
    typed = {
        "division": str(theme.division.pk),
        "title": "新しい題",
        "problem": "暗い。",
        "base_version": "1",
    }
    bare = browser.post(address("theme_edit", theme), typed | {"notice": ""})
    assert (bare.status_code, "お知らせの文を書いてください。" in bare.text) == (422, True)
    browser.post(address("theme_edit", theme), typed | {"notice": "題を直しました。"})
    assert theme.call.notices.get().text == "題を直しました。"


def test_the_list_costs_the_same_however_many_there_are(as_, clerk, division, django_assert_num_queries):
    browser = as_(clerk)
    made(ThemeState.DRAFT, division=division)
    browser.get("/projects/themes/")
    with django_assert_num_queries(8):
        browser.get("/projects/themes/")
    for _ in range(2):
        made(ThemeState.OFFERED, division=division)
    with django_assert_num_queries(8):
        browser.get("/projects/themes/")


def test_the_history_is_for_those_who_work_on_it(as_, clerk, division):
    theme = made(ThemeState.DRAFT, division=division)
    assert as_(clerk).get(address("theme_history", theme)).status_code == 200


def test_who_does_not_work_on_it_is_refused(as_, member, other_clerk, clerk, division):
    theme, published = made(ThemeState.DRAFT, division=division), made(ThemeState.PUBLISHED)
    for name in ("projects:theme", "projects:theme_edit", "projects:theme_history"):
        assert as_(other_clerk).get(reverse(name, args=[theme.pk])).status_code == 404
        assert as_(member).get(reverse(name, args=[published.pk])).status_code == 403
    for name in ("projects:themes", "projects:theme_new"):
        assert as_(member).get(reverse(name)).status_code == 403
    assert as_(clerk).post(reverse("projects:theme_step", args=[theme.pk, "return"])).status_code == 403
    assert as_(clerk).get(reverse("projects:theme_step", args=[theme.pk, "publish"])).status_code == 404
    assert as_(clerk).get(reverse("projects:call_themes", args=[published.call.pk])).status_code == 403
