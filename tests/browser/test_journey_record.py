"""A clerk logs a project, loses the network and the session while writing, and meets a colleague's edit."""

import pytest
from playwright.sync_api import expect

from organizations.models import Division
from projects.models import Project
from tests.browser.hands import fill_date, sign_in_by_typing
from tests.factories.projects import ProjectYearFactory
from tests.harness.browser import NARROW
from tests.harness.demo import EMAILS

PUBLISHED = [
    "多言語情報提供事業",
    "こそだてフェスタ＠西東京",
    "小規模公園・緑地活用事業",
    "ケアラー（在宅介護者）支援",
]
NEW = "/projects/record/new/"


def test_a_clerk_finds_the_projects_and_logs_another(page):
    page.goto("/")
    page.get_by_role("link", name="サインイン").click()
    sign_in_by_typing(page, EMAILS["staff"])
    expect(page.get_by_role("heading", level=1)).to_have_text("わたしの机")
    page.get_by_role("navigation", name="主な入口").get_by_role("link", name="協働事業").click()
    show_all_divisions(page)
    for name in PUBLISHED:
        expect(page.get_by_role("link", name=name)).to_be_visible()

    page.get_by_role("link", name="記録する").click()
    page.get_by_role("link", name="新しく書く").click()
    fill_new_project(page)
    page.get_by_role("button", name="保存する").click()

    expect(page.get_by_role("heading", name="1か所を確かめてください")).to_be_visible()
    page.get_by_role("link", name="開始日：").click()
    starts_on = page.locator("#div_id_year-starts_on")
    expect(starts_on).to_be_focused()
    expect(starts_on.locator(".invalid-feedback")).to_contain_text("日")
    fill_date(starts_on, "令和８年６月１日")
    page.get_by_role("button", name="保存する").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("見本しんぶん読み合わせ")
    main = page.get_by_role("main")
    for shown in ("みほん子育てひろば", "みほんおもちゃ病院", "120,000円", "令和8年6月1日"):
        expect(main).to_contain_text(shown)
    page.get_by_role("link", name="目標", exact=True).click()
    expect(main.get_by_role("row", name="読み合わせの回数")).to_contain_text("12回")
    page.goto("/projects/")
    expect(page.get_by_role("link", name="見本しんぶん読み合わせ")).to_be_visible()


def fill_new_project(page) -> None:
    """Two partners, a countable goal, full-width digits, and a day that does not exist."""
    page.get_by_role("textbox", name="事業名").fill("見本しんぶん読み合わせ")
    page.get_by_role("combobox", name="協働の形態").select_option("共催")
    pick_partner(page, 1, "子育て", "NPO法人みほん子育てひろば")
    page.get_by_role("button", name="相手をもう一つ加える").click()
    pick_partner(page, 2, "おもちゃ", "みほんおもちゃ病院")
    fill_date(page.get_by_role("group", name="開始日"), "令和８", "２", "３０")
    page.get_by_role("textbox", name="市の負担額").fill("１２０，０００")
    goal = page.get_by_role("group", name="目標 1")
    goal.get_by_role("textbox", name="目標 任意").fill("読み合わせの回数")
    goal.get_by_role("textbox", name="目標値").fill("１２")
    goal.get_by_role("textbox", name="単位").fill("回")


def show_all_divisions(page) -> None:
    page.get_by_role("combobox", name="課", exact=True).select_option("すべての課")
    page.get_by_role("button", name="しぼりこむ").click()


def pick_partner(page, number: int, typed: str, name: str) -> None:
    row = page.get_by_role("group", name=f"相手 {number}")
    row.get_by_role("textbox", name="団体名").press_sequentially(typed)
    row.get_by_role("button", name=name).click()
    expect(row).to_contain_text(f"相手 {number}：{name}")


def test_what_is_typed_outlives_the_network(open_page, demo):
    promoter = demo.user("promoter")
    page = open_page(width=NARROW, user=promoter)
    page.goto(NEW)
    says = page.locator("[data-autosave-status]")
    page.get_by_role("textbox", name="事業名").fill("見本の電車で書いた事業")
    expect(says).to_contain_text("保存しました")
    page.context.set_offline(True)
    page.get_by_role("textbox", name="地域の課題").fill("トンネルの中でも書けること。")
    expect(says).to_contain_text("保存できていません")
    page.context.set_offline(False)
    expect(says).to_contain_text("保存しました")
    later = open_page(user=promoter)
    later.goto(NEW)
    expect(later.get_by_role("textbox", name="地域の課題")).to_have_value("トンネルの中でも書けること。")


@pytest.mark.parametrize("cookies", [{"name": "sessionid"}, {}], ids=["session", "all"])
def test_what_is_typed_outlives_the_session(cookies, open_page, demo):
    page = open_page(user=demo.user("coordinator"))
    page.goto(NEW)
    says = page.locator("[data-autosave-status]")
    with page.expect_response("**/drafts/save/"):
        page.get_by_role("textbox", name="事業の目的").fill("席をはずす前")
    expect(says).to_contain_text("保存しました")
    page.context.clear_cookies(**cookies)
    page.get_by_role("textbox", name="事業の目的").fill("席をはずす前と、もどってから")
    expect(says).to_contain_text("サインインが切れました")
    with page.expect_popup() as opened:
        says.get_by_role("link", name="サインインする").click()
    sign_in_by_typing(opened.value, EMAILS["coordinator"])
    expect(opened.value.get_by_role("textbox", name="事業の目的")).to_have_value("席をはずす前")
    opened.value.close()
    expect(says).to_contain_text("保存しました")
    page.reload()
    expect(page.get_by_role("textbox", name="事業の目的")).to_have_value("席をはずす前と、もどってから")


def test_two_editors_see_both_texts(open_page, demo):
    division = Division.objects.get(name="文化振興課")
    project = ProjectYearFactory(project__name="見本の二人で直す事業", division=division).project
    first, second = open_page(user=demo.user("staff")), open_page(user=demo.user("coordinator"))
    for page, purpose in ((first, "ひとり目の目的"), (second, "ふたり目の目的")):
        page.goto(f"/projects/{project.pk}/edit/")
        page.get_by_role("textbox", name="事業の目的").fill(purpose)
    first.get_by_role("textbox", name="地域の課題").fill("ひとり目だけが書いた課題")
    first.get_by_role("button", name="保存する").click()
    expect(first.get_by_role("main")).to_contain_text("ひとり目の目的")

    second.get_by_role("button", name="保存する").click()
    expect(second.get_by_role("alert").filter(has_text="ほかの人が先に保存しました")).to_be_visible()
    purposes = second.get_by_role("group", name="事業の目的")
    expect(purposes).to_contain_text("ひとり目の目的")
    expect(purposes).to_contain_text("ふたり目の目的")
    second.get_by_role("group", name="地域の課題").get_by_label("先に保存されたもの").check()
    second.get_by_role("button", name="保存する").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("見本の二人で直す事業")
    saved = Project.objects.get(pk=project.pk)
    assert (saved.purpose, saved.problem) == ("ふたり目の目的", "ひとり目だけが書いた課題")


def test_a_project_is_logged_without_scripts(open_page, demo):
    page = open_page(user=demo.user("staff"), java_script_enabled=False)
    page.goto("/projects/record/")
    page.get_by_role("link", name="新しく書く").click()
    page.get_by_role("textbox", name="事業名").fill("見本のスクリプトなしの事業")
    page.get_by_role("combobox", name="協働の形態").select_option("委託")
    page.get_by_role("group", name="相手 1").get_by_role("textbox", name="団体名").fill("みほん多言語の会")
    page.get_by_role("button", name="相手をもう一つ加える").click()
    page.get_by_role("group", name="相手 2").get_by_role("textbox", name="団体名").fill("みほんおもちゃ病院")
    fill_date(page.get_by_role("group", name="開始日"), "R8.6.1")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("見本のスクリプトなしの事業")
    for shown in ("みほん多言語の会", "みほんおもちゃ病院", "令和8年6月1日"):
        expect(page.get_by_role("main")).to_contain_text(shown)
