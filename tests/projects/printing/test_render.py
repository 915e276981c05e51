"""The PDF itself: tagged, whole, the same each time, and readable where people type what they like."""

import pytest

from projects.printing import draft_document, render_proposal, revision_document
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.kyodo.pdf.reading import embedded_fonts, open_pdf, tags, text_of
from tests.projects.printing.snapshots import budget, expense, full_snapshot, section, snapshot, text, year

pytestmark = pytest.mark.django_db


def printed(content: dict, **more) -> bytes:
    return render_proposal(
        revision_document(ProposalRevisionFactory.build(content=content, proposal=None, **more))
    )


def words_of(data: bytes) -> str:
    return "".join(text_of(data).split())


def test_a_whole_proposal_is_a_tagged_a4_document_of_its_name(now):
    data = printed(full_snapshot(), receipt_number="R8-00012-1", submitted_at=now)
    reader = open_pdf(data)
    assert reader.metadata.title == "提案書 R8-00012-1 介護する人の夜の茶話会"
    assert [round(float(each) / 72 * 25.4) for each in reader.pages[0].mediabox[2:]] == [210, 297]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= {tag["/S"] for tag in tags(reader)}
    words = words_of(data)
    for expected in (
        "受付番号R8-00012-1",
        "令和8年（2026年）7月1日10:00提出",
        "6月から2月茶話会を月に2回開く駅前の会議室",
        "市に求める額300,000円240,000円150,000円",
        "10,000円×12回120,000円対象",
        "会則会則𠮷.pdf121KB9f86d081884c7d65",
        "R8-00012-11/",
    ):
        assert expected in words


def test_the_same_submission_gives_the_same_bytes(now):
    content = full_snapshot()
    assert printed(content, receipt_number="R", submitted_at=now) == printed(
        content, receipt_number="R", submitted_at=now
    )


def test_a_second_submission_says_so():
    assert "（第2版）" in words_of(printed(snapshot(), number=2))
    assert "第1版" not in words_of(printed(snapshot(), number=1))


def test_ten_thousand_characters_and_long_cells_run_over_pages():
    words = "".join(f"{number}番目の文です。" for number in range(2000))[:10_000]
    data = printed(full_snapshot(words, words[:3000]))
    found = words_of(data)
    assert [n for n in (1, 500, 1000) if f"。{n}番目の文です。" not in found] == []
    assert len(open_pdf(data).pages) == 10


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "{{secret}}", "&nbsp;&amp;", "a\tb"])
def test_what_people_type_stays_text(typed):
    assert typed.replace("\t", "") in words_of(
        printed(snapshot(section("p", "課題", text("p", "課題", typed))))
    )


def test_rare_letters_and_emoji_have_their_glyphs():
    content = snapshot(section("p", "課題", text("p", "課題", "𠮷野と髙﨑、🍙と👨\u200d👩\u200d👧")))
    fonts = {name.partition("+")[2].partition("-")[0] for name in embedded_fonts(open_pdf(printed(content)))}
    assert {"BIZ", "Noto", "Symbola"} <= fonts


def test_faults_of_a_budget_are_named():
    content = snapshot(
        section(
            "budget",
            "収支予算",
            budget(year(1, [], [expense("謝礼", 1, "1", "", 1)], faults=["同じ額にします。"])),
        )
    )
    assert "確かめてください：同じ額にします。" in words_of(printed(content))


def test_a_draft_is_marked_on_every_page(now):
    proposal = ProposalFactory()
    data = render_proposal(draft_document(proposal, full_snapshot(), now))
    pages = ["".join(page.extract_text().split()) for page in open_pdf(data).pages]
    assert "まだ提出していません" in pages[0]
    assert [f"下書き{number}/{len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_a_draft_of_what_was_sent_back_says_so(now):
    revision = ProposalRevisionFactory(proposal=ProposalFactory(returned=True))
    assert "出し直す前の下書きです" in words_of(
        render_proposal(draft_document(revision.proposal, snapshot(), now))
    )
