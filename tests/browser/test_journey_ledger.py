"""The conversation about an Excel ledger: faulty, mended, taken over, taken over again, taken back."""

from playwright.sync_api import expect

from tests.browser.books import YEAR, ledger

PARTNERS = ["みほん多言語の会\n見本つばさの会", "ボランティア団体\nその他"]
FIRST = ["１", "文化振興課", "見本かわらばん", "共催", *PARTNERS, 120]
FAULTY = [2, "〃", "見本おはなし会", "委託", "みほん絵本サークル", "任意団体", "百円"]
MENDED = [*FAULTY[:-1], "８０"]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_ledger_is_taken_over_and_taken_back(open_page, demo):
    page = open_page(user=demo.user("staff"))
    page.goto("/projects/record/")
    page.get_by_role("link", name="Excelから取り込む").click()
    check_ledger(page, FIRST, FAULTY)
    faults = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="行目"))
    expect(faults).to_have_count(1)
    for named in ("5行目", "市の経費", "百円", "金額を読み取れません"):
        expect(faults).to_contain_text(named)

    page.get_by_role("link", name="直したファイルを選ぶ").click()
    check_ledger(page, FIRST, MENDED)
    expect(count_of(page, "新規")).to_have_text("2")
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_role("main")).to_contain_text("取り込み済み")
    imported = page.url
    assert names_of_year(page) == ["見本おはなし会", "見本かわらばん"]

    page.goto("/projects/record/ledgers/new/")
    check_ledger(page, FIRST, MENDED)
    expect(page.get_by_role("main")).to_contain_text("変わるところはありません")
    expect(count_of(page, "変更なし")).to_have_text("2")

    page.goto(imported)
    page.get_by_role("link", name="取り込みを取り消す").click()
    page.get_by_role("button", name="取り消す").click()
    expect(page.get_by_role("main")).to_contain_text("取り消し済み")
    assert names_of_year(page) == []


def check_ledger(page, *rows) -> None:
    file = {"name": "協働事業一覧.xlsx", "mimeType": EXCEL, "buffer": ledger(*rows)}
    page.get_by_label("台帳のファイル").set_input_files(file)
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("textbox", name="台帳の年度")).to_have_value("平成27年度")
    page.get_by_role("button", name="誤りを確かめる").click()


def count_of(page, label: str):
    return page.locator(".ledger-counts > div").filter(has_text=label).get_by_role("definition").first


def names_of_year(page) -> list[str]:
    """The ledger's projects in the list of its year."""
    page.goto(f"/projects/?year={YEAR}&q=見本&sort=name")
    names = page.locator("tbody th a").all_inner_texts()
    return sorted(name for name in names if name in {FIRST[2], FAULTY[2]})
