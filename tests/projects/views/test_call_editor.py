import pytest
from django.urls import reverse

from kyodo.models import Draft
from projects.actions.calls import create_call
from projects.call_parts import CALL_PARTS, PAPERS
from projects.models import Call, CallNotice
from tests.factories.calls import CallFactory, ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
RULES = {
    "purpose": "団体の力を地域に生かします。",
    "categories": [{"key": "new", "name": "新規", "max_years": 2, "rates": [90, 80]}],
    "conditions": [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}],
    "papers": [{"key": "rules", "label": "会則"}],
    "criteria": [{"label": "課題", "weight": 2}, {"label": "効果", "stage": 2}],
    "schedule": [{"what": "結果の公表", "on": "2026-11-02"}],
}


@pytest.fixture
def programme():
    return ProgrammeFactory(name="企画提案事業", **RULES)


@pytest.fixture
def call(programme, coordinator):
    return create_call(programme, fiscal_year=2026, by=coordinator)


@pytest.fixture
def office(as_, coordinator):
    return as_(coordinator)


def address(call, part) -> str:
    return reverse("projects:call_edit", args=[call.pk, part])


def rows(*given, **more) -> dict:
    data = {"rows-TOTAL_FORMS": str(len(given)), "rows-INITIAL_FORMS": "0", **more}
    for index, row in enumerate(given):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return data


def base_of(office, call, part) -> str:
    return office.get(address(call, part)).context["base"]


def test_a_call_is_made_out_of_its_programme_and_the_first_part_is_next(office, programme):
    page = reverse("projects:call_new", args=[programme.pk])
    assert office.get(page).context["form"]["fiscal_year"].value() == 2026
    answer = office.post(page, {"fiscal_year": "2027", "title": ""})
    call = Call.objects.get()
    assert answer.url == address(call, "basics")
    assert (call.title, call.state) == ("令和9年度　企画提案事業", "draft")


def test_a_bad_year_or_bad_rules_are_said(office, programme):
    page = reverse("projects:call_new", args=[programme.pk])
    assert office.post(page, {"fiscal_year": "2019"}).status_code == 422
    programme.categories = [{"key": "new", "name": "新規", "max_years": 3, "rates": [90]}]
    programme.save()
    answer = office.post(page, {"fiscal_year": "2026"})
    assert (answer.status_code, "負担率は" in answer.text, Call.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("part", [part.key for part in CALL_PARTS])
def test_each_part_is_a_page_with_the_list_of_all(office, call, part):
    text = office.get(address(call, part)).text
    assert [title for title in (part.title for part in CALL_PARTS) if title not in text] == []


def test_a_part_is_saved_and_the_next_one_opened(office, call):
    data = rows({"label": "定款", "required": "on"}, base=base_of(office, call, "papers"))
    answer = office.post(address(call, "papers"), data)
    assert answer.url == address(call, "sections")
    call.refresh_from_db()
    assert [paper["label"] for paper in call.papers] == ["定款"]
    assert "✓" not in answer.text


def test_after_the_last_part_comes_the_calls_own_page(office, call):
    data = {"stage_due_1": "2026/9/1 17:00", "base": base_of(office, call, "scoring")}
    assert office.post(address(call, "scoring"), data).url == reverse("projects:call_office", args=[call.pk])


def test_a_row_is_added_without_saving_anything(office, call):
    data = rows({"label": "", "note": "書きかけ"}, base=base_of(office, call, "papers"), add_row="rows")
    answer = office.post(address(call, "papers"), data)
    assert [row["note"].value() for row in answer.context["forms"].form.forms] == ["書きかけ", None]
    assert ("確かめてください" in answer.text, Call.objects.get().papers[0]["label"]) == (False, "会則")


def test_errors_stand_at_the_field_and_what_was_typed_stays(office, call):
    typed = {"label": "", "note": "様式は窓口に"}
    answer = office.post(address(call, "papers"), rows(typed, base=base_of(office, call, "papers")))
    assert answer.status_code == 422
    assert [answer.text.count("書類の名前を書いてください。"), "様式は窓口に" in answer.text] == [2, True]
    assert 'href="#id_rows-0-label"' in answer.text


def test_what_was_typed_and_never_saved_comes_back(office, coordinator, call):
    base = base_of(office, call, "papers")
    key = f"projects.call:{call.pk}:papers"
    office.post("/drafts/save/", rows({"label": "名簿"}, base=base, draft_key=key))
    page = office.get(address(call, "papers"))
    assert page.context["forms"].form.forms[0]["label"].value() == "名簿"
    assert (page.context["base"], "書きかけを開きました" in page.text) == (base, True)
    office.post(address(call, "papers"), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_two_editors_see_both_texts_and_choose(office, call, coordinator):
    base = base_of(office, call, "papers")
    office.post(address(call, "papers"), rows({"label": "名簿"}, base=base))
    mine = rows({"label": "予算書"}, base=base)
    conflict = office.post(address(call, "papers"), mine)
    assert conflict.status_code == 409
    assert [(each.theirs, each.mine) for each in conflict.context["differences"]] == [
        ("名簿。あれば付ける", "予算書。あれば付ける")
    ]
    again = mine | {"base": conflict.context["base"], "choice_papers": "theirs"}
    assert office.post(address(call, "papers"), again).status_code == 302
    call.refresh_from_db()
    assert [paper["label"] for paper in call.papers] == ["名簿"]


def test_a_text_that_was_chosen_stays_chosen_while_the_notice_is_written(office, programme):
    call = CallFactory(programme=programme, title="夏の募集", summary="前のあらまし")
    base = base_of(office, call, "basics")
    typed = {
        "title": "夏の募集",
        "project_year": "2027",
        "proposals_per_group": "1",
        "origins": ["citizen", "city"],
        "theme_kinds": ["free", "set"],
        "base": base,
    }
    theirs = typed | {"title": "夏の大募集", "summary": "前のあらまし", "notice": "題を直しました。"}
    assert office.post(address(call, "basics"), theirs).status_code == 302
    mine = typed | {"title": "秋の募集", "summary": "新しいあらまし", "notice": "あらましを直しました。"}
    conflict = office.post(address(call, "basics"), mine)
    assert [each.name for each in conflict.context["differences"]] == ["title", "summary"]
    chosen = mine | {"base": conflict.context["base"], "choice_title": "theirs", "choice_summary": "mine"}
    del chosen["notice"]
    shown = office.post(address(call, "basics"), chosen)
    assert [each.label for each in shown.context["changes"]] == ["あらまし"]
    assert shown.context["forms"].form["title"].value() == "夏の大募集"


def test_a_published_call_shows_what_would_change_before_it_does(office, programme, coordinator):
    call = CallFactory(programme=programme)
    base = base_of(office, call, "papers")
    data = rows({"label": "会則", "required": "on"}, base=base)
    shown = office.post(address(call, "papers"), data)
    assert [each.as_data() for each in shown.context["changes"]] == [
        {"label": "求める書類", "before": "（なし）", "after": "会則。必ず付ける"}
    ]
    assert (shown.status_code, CallNotice.objects.count()) == (200, 0)
    bare = office.post(address(call, "papers"), data | {"notice": " "})
    assert (bare.status_code, "お知らせの文を書いてください。" in bare.text) == (422, True)
    saved = office.post(address(call, "papers"), data | {"notice": "会則を求めることにしました。"})
    assert saved.url == reverse("projects:call_office", args=[call.pk])
    assert CallNotice.objects.get().text == "会則を求めることにしました。"


def test_words_of_a_notice_stay_when_something_else_has_to_be_mended(office, programme):
    call = CallFactory(programme=programme)
    answer = office.post(address(call, "papers"), rows({"note": "様式"}, notice="変えました。"))
    assert (answer.status_code, "変えました。" in answer.text) == (422, True)


def test_a_shortened_deadline_is_refused_at_its_field(office, now):
    call = CallFactory()
    data = {
        "opens_at": call.opens_at.isoformat(),
        "closes_at": "2026/7/5 17:00",
        "notice": "早めます。",
    }
    answer = office.post(address(call, "period"), data)
    assert dict(answer.context["forms"].form.errors) == {
        "closes_at": ["受付が始まったあとは、締切を早められません。"]
    }


def test_a_part_that_may_not_change_any_more_is_not_shown(office):
    call = CallFactory(screening=True)
    assert office.get(address(call, "papers")).url == reverse("projects:call_office", args=[call.pk])
    assert office.get(address(call, "criteria")).status_code == 200


def test_an_unknown_part_is_not_found(office, call):
    assert office.get(reverse("projects:call_edit", args=[call.pk, "nowhere"])).status_code == 404


def test_who_does_not_run_the_programme_cannot_write(as_, clerk, member, call, programme):
    published = CallFactory()
    for person in (clerk, member):
        browser = as_(person)
        assert browser.get(reverse("projects:call_edit", args=[call.pk, PAPERS.key])).status_code == 404
        assert browser.post(address(published, "papers"), rows()).status_code == 403
        assert browser.post(reverse("projects:call_new", args=[programme.pk]), {}).status_code == 403


def test_of_a_programme_that_has_ended_no_call_is_made(office):
    ended = ProgrammeFactory(ended_year=2021)
    assert office.get(reverse("projects:call_new", args=[ended.pk])).status_code == 404
