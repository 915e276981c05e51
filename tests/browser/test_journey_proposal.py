"""A group on a phone, from the announcement to the receipt, interrupted twice; by keyboard; two at once; no scripts."""

import re

import pytest
from playwright.sync_api import expect

from projects.models import Proposal, ProposalRevision
from tests.browser.hands import expect_said, sign_in_by_typing, tab_to
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory
from tests.harness.browser import NARROW
from tests.harness.demo import EMAILS
from tests.kyodo.uploads.files import pdf
from tests.projects.whole import WHOLE

CONDITIONS = [
    {"key": "open", "label": "だれでも参加できる"},
    {"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"},
]
PAPERS = [{"key": "rules", "label": "会則"}]
TEXTS = {
    "事業の内容": "月に一度、駅前の集会室で茶話会を開く。",
    "期待する効果": "市の窓口につながる人がふえる。",
    "実施の体制": "会員8人で進める。",
    "過去の実績": "昼の会を3年続けている。",
}


def group_of(demo, role: str = "officer"):
    return demo.user(role).memberships.get().organization


@pytest.fixture
def draft(demo):
    """`draft(**more)`: a new draft of the officer's group in a call of its own."""

    def make(**more) -> Proposal:
        call = CallFactory(title="見本の募集", project_year=2027)
        category = CategoryFactory(call=call, rates=[90], limits=[300_000])
        return ProposalFactory(call=call, category=category, organization=group_of(demo), **more)

    return make


def write(proposal: Proposal, section: str) -> str:
    return f"/projects/proposals/{proposal.pk}/write/{section}/"


def says(page):
    return page.locator("[data-autosave-status]")


def box(page, name: str):
    return page.get_by_role("main").get_by_role("textbox", name=re.compile(f"^{name}"))


def go_on(page, section: str) -> None:
    page.get_by_role("button", name="次へ").click()
    page.wait_for_url(f"**/write/{section}/")


def test_from_the_announcement_to_the_receipt(open_page, demo):
    call = CallFactory(title="見本の募集（夜）", project_year=2027, conditions=CONDITIONS, papers=PAPERS)
    CategoryFactory(call=call, name="夜の部門", max_years=1, rates=[90], limits=[300_000])
    phone = open_page(width=NARROW, user=demo.user("officer"))
    phone.goto("/projects/calls/")
    phone.get_by_role("link", name="見本の募集（夜）").first.click()
    phone.get_by_role("link", name="提案を書く").click()
    phone.get_by_role("button", name="書き始める").click()
    answer_conditions(phone)
    box(phone, "事業名").fill("介護する人の夜の茶話会")
    expect(says(phone)).to_contain_text("保存しました")
    go_on(phone, "problem")
    in_a_tunnel(phone)
    go_on(phone, "purpose")
    after_the_session(phone)
    go_on(phone, "content")
    fill_the_texts_and_tables(phone)
    fill_the_budget(phone)
    go_on(phone, "outlook")
    box(phone, "今後の展開").fill("参加費と寄附で続ける。")
    go_on(phone, "files")
    attach_and_hand_in(phone)
    revision = ProposalRevision.objects.get(proposal__call=call)
    expect(phone.get_by_role("main")).to_contain_text(revision.receipt_number)
    assert revision.content["sections"][2]["fields"][0]["text"] == "席をはずす前と、もどってから"
    assert revision.proposal.state == "submitted"


def answer_conditions(phone) -> None:
    phone.wait_for_url("**/write/conditions/")
    phone.get_by_role("group", name="だれでも参加できる").get_by_label("はい").check()
    box(phone, "構成員の数").fill("８")
    go_on(phone, "name")


def in_a_tunnel(phone) -> None:
    """The network goes, and comes back."""
    phone.context.set_offline(True)
    box(phone, "地域の課題").fill("トンネルの中でも書けること。")
    expect(says(phone)).to_contain_text("保存できていません")
    phone.context.set_offline(False)
    expect(says(phone)).to_contain_text("保存しました")


def after_the_session(phone) -> None:
    """The session ends between two sentences; both are there after signing in beside the page."""
    box(phone, "事業の目的").fill("席をはずす前")
    expect(says(phone)).to_contain_text("保存しました")
    phone.context.clear_cookies(name="sessionid")
    box(phone, "事業の目的").fill("席をはずす前と、もどってから")
    expect(says(phone)).to_contain_text("サインインが切れました")
    with phone.expect_popup() as opened:
        says(phone).get_by_role("link", name="サインインする").click()
    sign_in_by_typing(opened.value, EMAILS["officer"])
    expect(box(opened.value, "事業の目的")).to_have_value("席をはずす前")
    opened.value.close()
    expect(says(phone)).to_contain_text("保存しました")


def fill_the_texts_and_tables(phone) -> None:
    box(phone, "事業の内容").fill(TEXTS["事業の内容"])
    go_on(phone, "people")
    box(phone, "対象").fill("市内で家族を介護している人")
    box(phone, "人数").fill("120")
    go_on(phone, "schedule")
    fill_row(phone, "日程", {"時期": "5月", "すること": "チラシを配る"})
    go_on(phone, "roles")
    fill_row(phone, "役割分担", {"項目": "会場の手配", "市がすること": "予約"})
    go_on(phone, "goals")
    fill_row(phone, "数で測る目標", {"何を": "茶話会の回数", "目標値": "１２", "単位": "回"})
    fill_row(phone, "言葉で表す目標", {"何が": "気持ち", "どうなる": "一人ではないと思える。"})
    go_on(phone, "effect")
    for label, section in (("期待する効果", "team"), ("実施の体制", "record"), ("過去の実績", "budget")):
        box(phone, label).fill(TEXTS[label])
        go_on(phone, section)


def fill_row(page, table: str, cells: dict[str, str], number: int = 1) -> None:
    row = page.get_by_role("group", name=re.compile(f"^{table} {number} ?行目"))
    for label, text in cells.items():
        row.get_by_role("textbox", name=re.compile(f"^{label}")).fill(text)


def fill_the_budget(phone) -> None:
    """More is asked for than may be; the page says so at once, and no more after it is mended."""
    income, expense = (phone.get_by_role("group", name=f"{side}1", exact=True) for side in ("収入", "支出"))
    expense.get_by_role("textbox", name="費目").fill("講師")
    expense.get_by_role("textbox", name="単価").fill("１万円")
    expense.get_by_role("textbox", name="数").fill("10")
    income.get_by_role("combobox", name="財源").select_option("市の負担（補助金・委託料など）")
    income.get_by_role("textbox", name="費目").fill("補助金")
    income.get_by_role("textbox", name="単価").fill("100,000")
    said = phone.locator("[data-budget-says]")
    expect(said).to_contain_text("求められる額（90,000円まで）を超えています")
    income.get_by_role("textbox", name="単価").fill("90000")
    expect(said).to_contain_text("10,000円ちがいます")
    own = phone.get_by_role("group", name="収入2", exact=True)
    own.get_by_role("combobox", name="財源").select_option("団体の自己資金")
    own.get_by_role("textbox", name="費目").fill("会費")
    own.get_by_role("textbox", name="単価").fill("10,000")
    expect(said).to_be_empty()


def attach_and_hand_in(phone) -> None:
    rules = phone.get_by_role("region", name="会則")
    file = {"name": "会則𠮷.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    rules.locator("input[type=file]").first.set_input_files(file)
    expect(rules.get_by_role("link", name="会則𠮷.pdf", exact=True)).to_be_visible()
    phone.get_by_role("link", name="出す前の確認へ").click()
    expect(phone.get_by_role("main")).to_contain_text("書くところは、そろっています")
    phone.get_by_role("button", name="提案書を出す").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("提案書を受け付けました")


def test_a_proposal_is_mended_and_handed_in_with_the_keyboard(open_page, draft, demo):
    proposal = draft(title=WHOLE["name"], answers=WHOLE | {"purpose": ""})
    page = open_page(user=demo.user("officer"))
    page.goto(f"/projects/proposals/{proposal.pk}/")
    press(page, page.get_by_role("link", name="つづきを書く"))
    page.wait_for_url("**/write/purpose/")
    tab_to(page, box(page, "事業の目的"))
    page.keyboard.type("夜に集まれる場をつくる。")
    press(page, page.get_by_role("button", name="次へ"))
    page.wait_for_url("**/write/content/")
    page.goto(write(proposal, "schedule"))
    press(page, page.get_by_role("button", name="行を増やす"))
    page.keyboard.type("9月")
    page.keyboard.press("Tab")
    page.keyboard.type("ふりかえる")
    press(page, page.get_by_role("link", name="出す前の確認"), back=True)
    press(page, page.get_by_role("button", name="提案書を出す"))
    expect(page.get_by_role("heading", level=1)).to_have_text("提案書を受け付けました")
    content = ProposalRevision.objects.get(proposal=proposal).content
    rows = next(
        field for part in content["sections"] for field in part["fields"] if field["key"] == "schedule"
    )
    assert [row["cells"]["when"] for row in rows["rows"]] == ["5月", "9月"]


def press(page, target, *, back: bool = False) -> None:
    """Go there with Tab alone and press Enter."""
    if back:
        expect(says(page)).to_contain_text("保存しました")
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_two_members_see_each_other_and_lose_nothing(open_page, draft, demo):
    proposal = draft(title="見本の二人で書く提案")
    other = MembershipFactory(organization=proposal.organization, user__name="例野 ふたり").user
    first, second = open_page(user=demo.user("officer")), open_page(width=NARROW, user=other)
    for page in (first, second):
        page.goto(write(proposal, "people"))
    expect(second.locator("#writers")).to_contain_text("さんがこの項目を書いています")
    box(first, "対象").fill("ひとり目の対象")
    expect(says(first)).to_contain_text("保存しました")
    box(second, "人数").fill("50")
    expect(says(second)).to_contain_text("保存しました")
    box(second, "対象").fill("ふたり目の対象")
    expect(says(second)).to_contain_text("ほかの人が先に保存しました")
    second.get_by_role("button", name="保存する", exact=True).click()
    choice = second.get_by_role("group", name="対象", exact=True)
    expect(choice).to_contain_text("ひとり目の対象")
    choice.get_by_label("あなたが書いたもの").check()
    second.get_by_role("button", name="保存する", exact=True).click()
    expect_said(second, "保存しました")
    stored = dict(proposal.answers.values_list("key", "value"))
    assert stored == {"audience": "ふたり目の対象", "head_count": "50"}


def test_a_copy_in_the_browser_comes_back_row_and_all(open_page, draft, demo):
    proposal = draft(title="見本の端末に残る提案")
    page = open_page(user=demo.user("officer"))
    page.goto(write(proposal, "schedule"))
    page.context.set_offline(True)
    page.get_by_role("button", name="行を増やす").click()
    fill_row(page, "日程", {"時期": "10月", "すること": "電波のないところで"}, number=3)
    expect(says(page)).to_contain_text("保存できていません")
    kept = page.context.storage_state()
    later = open_page(storage_state=kept)
    later.goto(write(proposal, "schedule"))
    later.get_by_role("button", name="書きかけを戻す").click()
    expect(says(later)).to_contain_text("保存しました")
    values = proposal.answers.values_list("value", flat=True)
    assert set(values) == {"10月", "電波のないところで"}


PRICES = ["1,234", "１２千円", "1.5万円", "百円", "", "33", "￥500", "999,999,999,999", "0"]
QUANTITIES = ["", "1.5", "0.33", "２人", "1.234", "many", "1,000", "2"]


def test_the_page_adds_up_as_the_server_does(open_page, draft, demo):
    lines = [(price, quantity) for price in PRICES for quantity in QUANTITIES][:36]
    answers = {}
    for number, (price, quantity) in enumerate(lines, start=1):
        side, more = ("i", {"source": "city" if number % 3 else "own"}) if number % 2 else ("e", {})
        cells = {"item": f"費目{number}", "unit_price": price, "quantity": quantity, **more}
        if number % 4 == 0:
            cells["eligible"] = "no"
        answers |= {f"budget.y1{side}{number}.{name}": text for name, text in cells.items()}
    page = open_page(user=demo.user("officer"))
    page.goto(write(draft(title="見本の計算", answers=answers), "budget"))
    outputs = "[...document.querySelectorAll('output')].map((each) => each.textContent.trim())"
    by_server = page.evaluate(outputs)
    page.evaluate("for (const each of document.querySelectorAll('output')) each.textContent = '?'")
    page.locator("[name$='.item']").first.dispatch_event("input")
    assert page.evaluate(outputs) == by_server


def test_a_section_is_written_without_scripts(open_page, draft, demo):
    proposal = draft(title="見本のスクリプトなしの提案")
    page = open_page(user=demo.user("officer"), java_script_enabled=False)
    page.goto(write(proposal, "schedule"))
    fill_row(page, "日程", {"時期": "5月", "すること": "準備"}, number=1)
    fill_row(page, "日程", {"時期": "6月", "すること": "開催"}, number=2)
    page.get_by_role("button", name="行を増やす").click()
    fill_row(page, "日程", {"時期": "7月", "すること": "報告"}, number=3)
    page.get_by_role("group", name=re.compile("^日程 1 ?行目")).get_by_role("button").click()
    page.get_by_role("button", name="次へ").click()
    page.wait_for_url("**/write/roles/")
    values = proposal.answers.exclude(value="").values_list("value", flat=True)
    assert set(values) == {"6月", "開催", "7月", "報告"}
