"""A 課 lists its work on a phone, and the office makes a theme of a row."""

from django.urls import reverse
from playwright.sync_api import expect

from kyodo.fiscal_year import FiscalYear
from projects.models import Theme
from reviews.models import WorkItem
from tests.browser.hands import expect_said
from tests.harness.browser import NARROW


def test_a_division_lists_its_work_and_the_office_makes_a_theme(open_page, demo):
    phone = open_page(width=NARROW, user=demo.user("staff"))
    division = demo.user("staff").posts.get().division
    address = f"/reviews/statistics/work/{FiscalYear.current().next.year}/{division.pk}/"
    phone.goto("/desk/")
    phone.locator(f'a[href="{address}"]').click()
    write_a_row(phone)
    item = WorkItem.objects.get(name="花壇の手入れ")
    assert (item.division, item.fitness, item.reason) == (division, "conditional", "夏は朝だけ")
    make_theme(open_page(user=demo.user("coordinator")), item)
    item.refresh_from_db()
    assert item.theme == Theme.objects.get(title="花壇の手入れ")


def write_a_row(phone) -> None:
    rows = phone.locator("[data-row]:visible")
    count = rows.count()
    phone.get_by_role("button", name="行を増やす").click()
    expect(rows).to_have_count(count + 1)
    row = rows.last
    row.get_by_label("業務").fill("花壇の手入れ")
    with phone.expect_response(keeps("conditional")):
        row.get_by_label("協働").select_option("条件つきでできる")
    expect(phone.get_by_text("保存しました").first).to_be_visible()
    phone.reload()  # what was typed in a row that only the browser had made is there again
    row = phone.locator("[data-row]:visible").filter(has=phone.locator('input[value="花壇の手入れ"]'))
    expect(row).to_have_count(1)
    phone.get_by_role("button", name="保存する").click()
    expect(phone.locator(".error-summary")).to_contain_text("条件を書いてください")
    row.get_by_label("条件・理由").fill("夏は朝だけ")
    phone.get_by_role("button", name="保存する").click()
    expect_said(phone, "保存しました")


def keeps(word: str):
    """The answer to the draft that holds this word."""
    return lambda answer: (
        answer.url.endswith(reverse("draft_save")) and word in (answer.request.post_data or "")
    )


def make_theme(page, item: WorkItem) -> None:
    page.goto(f"/reviews/statistics/work/items/{item.pk}/")
    page.get_by_role("link", name="テーマにする").click()
    page.get_by_label("いま困っていること").fill("水やりの人手が足りない。")
    page.get_by_role("button", name="テーマの下書きを作る").click()
    expect_said(page, "テーマの下書きを作りました")
    expect(page.get_by_role("link", name="花壇の手入れ")).to_be_visible()
