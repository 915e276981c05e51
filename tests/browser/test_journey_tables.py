"""A table of a survey: chosen, crossed, its chart read on a phone and taken away."""

from playwright.sync_api import expect

from tests.browser.made_tables import tabulated
from tests.harness.browser import NARROW

# How large a letter of 16 px of the drawing is on the screen.
LETTER = "svg => 16 * svg.getScreenCTM().a"
LEAST = 11


def test_a_chart_is_chosen_read_on_a_phone_and_taken_away(open_page, demo):
    survey = tabulated(demo)
    page = open_page(user=demo.user("staff"))
    page.goto(f"/reviews/surveys/{survey.code}/tables/")
    page.get_by_role("link", name="成果は上がっていますか。").click()
    expect(chart_of(page, "成果は上がっていますか。")).to_be_visible()
    page.get_by_label("分け方", exact=True).select_option(label="相手の種類")
    page.get_by_role("button", name="集計する").click()
    expect(page.get_by_role("heading", name="成果は上がっていますか。（分け方：")).to_be_visible()

    phone = open_page(width=NARROW, user=demo.user("staff"))
    phone.goto(page.url)
    chart = chart_of(phone, "成果は上がっていますか。")
    assert chart.bounding_box()["width"] <= NARROW
    assert chart.evaluate(LETTER) >= LEAST
    for kind in ("SVG", "PNG"):
        with phone.expect_download() as download:
            phone.get_by_role("link", name=f"図（{kind}）").click()
        assert download.value.suggested_filename.endswith(f".{kind.lower()}")


def chart_of(page, question: str):
    return page.get_by_role("img", name=question)
