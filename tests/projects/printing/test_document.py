"""Which words stand on the paper."""

import datetime

import pytest

from projects.printing import draft_document, revision_document
from projects.printing.document import Block, Cell, Column, PrintedFile, Row
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.projects.printing.snapshots import SHA, full_snapshot, rows, section, snapshot, text

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 20, 13, 4, tzinfo=datetime.UTC)


def document_of(content: dict, **more):
    return revision_document(ProposalRevisionFactory.build(content=content, proposal=None, **more))


def test_a_submission_says_when_it_was_received_and_for_what():
    document = document_of(snapshot(), receipt_number="R8-00012-1", number=2, submitted_at=AT, digest=SHA)
    assert (document.receipt, document.number, document.at, document.digest) == ("R8-00012-1", 2, AT, SHA)
    assert document.programme == "NPO等企画提案事業（令和8年度募集）"
    assert document.name == "提案書 R8-00012-1 介護する人の夜の茶話会"
    assert not document.is_draft


def test_what_the_group_left_empty_is_left_out():
    assert document_of(snapshot()).facts == [
        ("団体の種類", "NPO法人"),
        ("代表者", "見本 花"),
        ("設立", "平成21年（2009年）4月1日"),
        ("構成員", "24人"),
        ("電話", "042-000-0000"),
        ("部門", "新規チャレンジ部門"),
        ("提案の種類", "市民提案"),
        ("実施する年度", "令和9年度"),
    ]


def test_years_and_a_theme_are_told():
    document = document_of(
        snapshot(
            origin="city",
            theme={"id": 1, "title": "夜のつながり"},
            category={"key": "next", "name": "継続部門", "years": 2, "year_number": 2},
        )
    )
    assert document.facts[-4:] == [
        ("提案の種類", "行政提案"),
        ("テーマ", "夜のつながり"),
        ("実施する年度", "令和9年度から2年間"),
        ("何年目か", "2年目"),
    ]


def test_a_field_alone_in_its_section_needs_no_label():
    document = document_of(
        snapshot(
            section("problem", "地域の課題", text("problem", "地域の課題", "一行目\n\n　三行目")),
            section("people", "対象と人数", text("audience", "対象", ""), text("n", "人数", "360", "人")),
        )
    )
    assert [(each.number, each.title, each.blocks) for each in document.sections] == [
        (1, "地域の課題", [Block("text", "", ["一行目", "", "　三行目"])]),
        (2, "対象と人数", [Block("text", "対象", []), Block("text", "人数", ["360人"])]),
    ]


def test_a_section_without_fields_is_no_section_on_paper():
    assert document_of(snapshot(section("files", "添付"))).sections == []


def test_a_table_knows_its_widths_and_which_row_may_break():
    table = rows(
        "schedule", "日程", {"when": "時期", "what": "すること"}, ("4月", "研修\n下見"), ("5月", "長" * 201)
    )
    block = document_of(snapshot(section("schedule", "日程", table))).sections[0].blocks[0]
    assert block.columns == [Column("時期", 20), Column("すること", None)]
    assert block.rows == [
        Row([Cell(["4月"]), Cell(["研修", "下見"])], is_long=False),
        Row([Cell(["5月"]), Cell(["長" * 201])], is_long=True),
    ]


def test_conditions_and_files():
    document = document_of(full_snapshot())
    assert document.conditions == [
        ("構成員が5人以上いる", "24人"),
        ("宗教や政治を主な目的にしていない", "はい"),
        ("1年以上続けて活動している", "記入なし"),
    ]
    assert document.files[0] == PrintedFile("会則", "会則𠮷.pdf", "121KB", SHA[:16])


def test_a_draft_has_no_receipt_and_tells_its_next_number():
    proposal = ProposalFactory(returned=True)
    ProposalRevisionFactory(proposal=proposal)
    document = draft_document(proposal, snapshot(title=""), AT)
    assert (document.receipt, document.is_draft, document.number) == ("", True, 2)
    assert document.name == "提案書（下書き）（事業名なし）"
