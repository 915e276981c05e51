"""What a person's hands do in the journeys: sign in by typing, go on with the Tab key alone."""

from playwright.sync_api import expect

from organizations.demo import PASSWORD


def sign_in_by_typing(page, email: str, password: str = PASSWORD) -> None:
    page.get_by_role("textbox", name="メールアドレス").fill(email)
    page.get_by_role("textbox", name="パスワード").fill(password)
    page.get_by_role("button", name="サインイン", exact=True).click()


def tab_to(page, target, *, at_most: int = 60) -> None:
    """Press Tab until the focus is on the target or in it."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element.contains(document.activeElement)"):
            return
    raise AssertionError(f"{target} is not reached with {at_most} times Tab")


def fill_date(group, *texts: str) -> None:
    """Type into the boxes 年, 月 and 日; a whole date goes into the first alone."""
    for box, text in zip(("年", "月", "日"), texts, strict=False):
        group.get_by_role("textbox", name=box).fill(text)


def expect_said(page, words: str) -> None:
    """The portal's message about what has just been done."""
    expect(page.locator(".messages").filter(has_text=words)).to_be_visible()
