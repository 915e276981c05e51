"""Files of a proposal: several at once, by the camera, dropped, refused, sent again when the network came back."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.hands import expect_said
from tests.factories.calls import CallFactory
from tests.factories.proposals import ProposalFactory
from tests.harness.browser import NARROW, axe
from tests.kyodo.uploads.files import docx, pdf, picture

PAPERS = [{"key": "rules", "label": "会則", "required": True, "note": ""}]
DROP = """async ([selector, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const box = document.querySelector(selector);
  for (const type of ["dragenter", "dragover", "drop"]) {
    box.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }
}"""


def draft_of(demo):
    group = demo.user("officer").memberships.get().organization
    return ProposalFactory(organization=group, call=CallFactory(papers=PAPERS))


def page_of(proposal) -> str:
    return reverse("projects:attachments", args=[proposal.pk])


def file(name: str, data: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def names_of(proposal) -> list[str]:
    return list(proposal.attachments.present().values_list("name", flat=True))


def test_files_are_chosen_refused_dropped_and_taken_off(open_page, demo):
    proposal = draft_of(demo)
    page = open_page(user=demo.user("officer"))
    page.goto(page_of(proposal))
    rules, other = page.locator("#paper-rules"), page.locator("#paper-other")
    macro = file("計画.docx", docx({"word/vbaProject.bin": b""}))
    rules.get_by_label("ファイルを選ぶ").set_input_files([file("会則𠮷.pdf", pdf()), macro])
    expect(rules.get_by_role("link", name="会則𠮷.pdf", exact=True)).to_be_visible()
    expect(rules.get_by_role("alert")).to_contain_text("「計画.docx」：マクロが入っています。")
    expect(page.get_by_role("status").filter(has_text="1件のファイルを付けました")).to_be_attached()
    expect(page.get_by_text("いま1件、合わせて1KBです。")).to_be_visible()
    assert axe(page) == []

    page.evaluate(DROP, ["#paper-other", "見積.pdf", "MZ"])
    expect(other.get_by_role("alert")).to_contain_text("「見積.pdf」：プログラムは受け付けていません。")

    rules.get_by_role("link", name="外す ：会則𠮷.pdf").click()
    page.get_by_role("dialog").get_by_role("button", name="外す").click()
    expect_said(page, "「会則𠮷.pdf」を外しました")
    assert names_of(proposal) == []


def test_a_photograph_waits_for_the_network(open_page, demo):
    proposal = draft_of(demo)
    phone = open_page(width=NARROW, user=demo.user("officer"))
    phone.goto(page_of(proposal))
    other = phone.locator("#paper-other")
    phone.context.set_offline(True)
    other.locator("input[capture]").set_input_files([file("IMG_0001.jpg", picture())])
    expect(other.get_by_role("alert")).to_contain_text("通信が切れました。")
    phone.context.set_offline(False)
    other.get_by_role("button", name="もう一度送る").click()
    expect(other.get_by_role("link", name="IMG_0001.jpg", exact=True)).to_be_visible()
    assert names_of(proposal) == ["IMG_0001.jpg"]


def test_files_are_sent_and_taken_off_without_scripts(open_page, demo):
    proposal = draft_of(demo)
    page = open_page(user=demo.user("officer"), java_script_enabled=False)
    page.goto(page_of(proposal))
    files = [file("会則.pdf", pdf()), file("見積.pdf", b"MZ")]
    page.get_by_label("ファイルを選ぶ（会則）").set_input_files(files)
    page.get_by_role("button", name="付ける （会則）").click()
    expect_said(page, "「会則.pdf」を付けました。")
    expect(page.get_by_role("alert").filter(has_text="「見積.pdf」")).to_contain_text(
        "プログラムは受け付けていません。"
    )
    page.get_by_role("link", name="外す ：会則.pdf").click()
    page.get_by_role("button", name="外す").click()
    expect_said(page, "「会則.pdf」を外しました")
    assert names_of(proposal) == []
