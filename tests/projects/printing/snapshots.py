"""What was handed in, as plain data of format 1: a small one, and one that fills every corner."""

CONTENT = (
    "月に2回、夜に集まる。\n\n　聞き手は研修を受けた会員。\n𠮷野さん、髙﨑さん、👨\u200d👩\u200d👧と🍙。"
)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def text(key: str, label: str, words: str, unit: str = "") -> dict:
    return {"key": key, "label": label, "kind": "text", "text": words, "unit": unit}


def section(key: str, title: str, *fields: dict) -> dict:
    return {"key": key, "title": title, "fields": list(fields)}


def rows(key: str, label: str, columns: dict[str, str], *lines: tuple[str, ...]) -> dict:
    return {
        "key": key,
        "label": label,
        "kind": "rows",
        "columns": [{"key": name, "label": words} for name, words in columns.items()],
        "rows": [
            {"key": f"r{number}", "cells": dict(zip(columns, cells, strict=True))}
            for number, cells in enumerate(lines, 1)
        ],
    }


def income(source: str, label: str, amount: int | None, note: str = "") -> dict:
    return {
        "key": "y1i1",
        "source": source,
        "source_label": label,
        "item": "",
        "note": note,
        "unit_price": amount,
        "quantity": "1",
        "unit": "",
        "amount": amount,
    }


def expense(item: str, price: int | None, quantity: str, unit: str, amount: int | None, **more) -> dict:
    return {
        "key": "y1e1",
        "source": "",
        "source_label": "",
        "item": item,
        "note": "",
        "unit_price": price,
        "quantity": quantity,
        "unit": unit,
        "amount": amount,
        "eligible": True,
        **more,
    }


def year(number: int, income_lines: list[dict], expense_lines: list[dict], **more) -> dict:
    spent = sum(line["amount"] or 0 for line in expense_lines)
    return {
        "number": number,
        "fiscal_year": 2026 + number,
        "rate": 100,
        "limit": 300_000,
        "income": income_lines,
        "expense": expense_lines,
        "income_total": sum(line["amount"] or 0 for line in income_lines),
        "expense_total": spent,
        "eligible_total": sum(line["amount"] or 0 for line in expense_lines if line["eligible"]),
        "requested": sum(line["amount"] or 0 for line in income_lines if line["source"] == "city"),
        "most": 300_000,
        "faults": [],
        **more,
    }


def budget(*years: dict) -> dict:
    return {"key": "budget", "label": "収支予算", "kind": "budget", "years": list(years)}


def snapshot(*sections: dict, **more) -> dict:
    return {
        "format": 1,
        "title": "介護する人の夜の茶話会",
        "origin": "citizen",
        "theme": None,
        "call": {"id": 1, "title": "NPO等企画提案事業", "fiscal_year": 2026, "project_year": 2027},
        "category": {"key": "new", "name": "新規チャレンジ部門", "years": 1, "year_number": 1},
        "organization": {
            "id": 1,
            "name": "NPO法人みほん子育てひろば",
            "kana": "みほんこそだてひろば",
            "kind": "NPO法人",
            "representative": "見本 花",
            "established_on": "2009-04-01",
            "member_count": 24,
            "address": "",
            "phone": "042-000-0000",
            "email": "",
            "purpose": "",
            "activities": "",
        },
        "conditions": [],
        "sections": list(sections),
        "attachments": [],
        **more,
    }


def full_snapshot(long_text: str = "", cell: str = "") -> dict:
    """Every kind of field, three years, and texts as long as they get."""
    return snapshot(
        section(
            "problem", "地域の課題", text("problem", "地域の課題", long_text or "夜に話せる場所がない。")
        ),
        section("content", "内容", text("content", "事業の内容", CONTENT)),
        section(
            "people",
            "対象と人数",
            text("audience", "対象", "市内で家族を介護している人"),
            text("head_count", "人数（のべ）", "360", "人"),
        ),
        section("schedule", "日程", _schedule(cell or "茶話会を月に2回開く")),
        section("roles", "役割分担", _roles()),
        section("record", "過去の実績", text("record", "過去の実績", "")),
        section("budget", "収支予算", budget(*(_budget_year(number) for number in (1, 2, 3)))),
        section("files", "添付"),
        theme={"id": 3, "title": "夜のつながりづくり"},
        category={"key": "new", "name": "新規チャレンジ部門", "years": 3, "year_number": 1},
        conditions=[
            {"key": "members", "label": "構成員が5人以上いる", "answer": "24", "unit": "人"},
            {"key": "politics", "label": "宗教や政治を主な目的にしていない", "answer": "はい", "unit": ""},
            {"key": "since", "label": "1年以上続けて活動している", "answer": "", "unit": ""},
        ],
        attachments=[
            _file(1, "会則", "会則𠮷.pdf"),
            _file(2, "決算書", "令和7年度決算書.xlsx"),
            _file(3, "その他", "とても長い名前の説明資料" * 6 + ".pdf"),
        ],
    )


def _schedule(cell: str) -> dict:
    columns = {"when": "時期", "what": "すること", "place": "場所"}
    return rows(
        "schedule",
        "日程",
        columns,
        ("4月から5月", "聞き手の研修", "市民協働推進センター"),
        ("6月から2月", cell, "駅前の会議室"),
        ("3月", "報告会", ""),
    )


def _roles() -> dict:
    columns = {
        "item": "項目",
        "group_part": "団体がすること",
        "city_part": "市がすること",
        "responsible": "責任",
        "payer": "費用",
    }
    return rows(
        "roles",
        "役割分担",
        columns,
        ("会場の手配", "当日の準備と片づけ", "公共施設の予約", "双方", "市"),
        ("広報", "チラシをつくる", "市報とホームページに載せる", "市", "双方"),
    )


def _budget_year(number: int) -> dict:
    return year(
        number,
        [
            income("city", "市の負担（補助金・委託料など）", (300_000, 240_000, 150_000)[number - 1]),
            income("own", "団体の自己資金", 20_000 * number, "会費の積立から"),
            income("fee", "参加費・会費", 12_000, "200円 × 60人"),
        ],
        [
            expense("謝礼", 10_000, "12", "回", 120_000, note="聞き手の研修の講師、夜の見守り"),
            expense("会場使用料", 2_400, "24", "回", 57_600, note="駅前の会議室（夜間）"),
            expense("印刷製本費", 15, "3,000", "枚", 45_000, note="チラシ"),
            expense("飲食費", 150, "300", "人", 45_000, note="茶菓", eligible=False),
        ][: 5 - number],
        rate=(100, 80, 50)[number - 1],
        limit=(300_000, 240_000, None)[number - 1],
    )


def _file(number: int, paper: str, name: str) -> dict:
    return {
        "id": number,
        "paper": "rules",
        "paper_label": paper,
        "name": name,
        "content_type": "application/pdf",
        "size": 123_456 * number,
        "sha256": SHA,
    }
