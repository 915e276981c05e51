"""The sections of a proposal, declared once: pages, completeness, confirmation, screening, print follow it.

A call may leave out, rename or add sections without code: `sections_of(call.sections)`. What somebody typed is kept
per field under the field's key; a cell of a table under "<field>.<row>.<column>" (`projects.content`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .enums import AnswerKind
from .rulebook import Condition

RESPONSIBLE = (("group", "団体"), ("city", "市"), ("both", "双方"))


@dataclass(frozen=True)
class Column:
    """One column of a table. `kind` is LINE, TEXT, NUMBER, DATE or CHOICE; `choices` are (value, label)."""

    key: str
    label: str
    kind: AnswerKind = AnswerKind.LINE
    required: bool = False
    max_length: int = 200
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Field:
    """One thing that is asked. `minimum_rows` counts for tables; lengths are in characters; `choices` for CHOICE."""

    key: str
    label: str
    kind: AnswerKind = AnswerKind.TEXT
    required: bool = True
    max_length: int = 2000
    help: str = ""
    example: str = ""
    unit: str = ""
    columns: tuple[Column, ...] = ()
    minimum_rows: int = 0
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """One numbered section: a page of its own while writing, a block on every other page."""

    key: str
    title: str
    note: str = ""
    fields: tuple[Field, ...] = field(default=())


class SectionsError(ValueError):
    """A call's changes to the sections contradict the declaration; the message names where."""


SECTIONS: tuple[Section, ...] = (
    Section(
        "name",
        "事業名",
        "何をするかが、名前だけで伝わるように付けます。",
        (Field("name", "事業名", AnswerKind.LINE, max_length=150, example="介護する人の夜の茶話会"),),
    ),
    Section(
        "problem",
        "地域の課題",
        "だれが、何に困っているかを書きます。",
        (Field("problem", "地域の課題", help="見聞きしたことや数字があれば、出どころと一緒に書きます。"),),
    ),
    Section(
        "purpose",
        "目的",
        "この事業で、何をどう変えたいかを書きます。",
        (Field("purpose", "事業の目的"),),
    ),
    Section(
        "content",
        "内容",
        "いつ・どこで・何をするかを、知らない人に話すつもりで書きます。",
        (Field("content", "事業の内容", max_length=3000),),
    ),
    Section(
        "people",
        "対象と人数",
        "",
        (
            Field("audience", "対象", AnswerKind.LINE, max_length=200, example="市内で家族を介護している人"),
            Field("head_count", "人数（のべ）", AnswerKind.NUMBER, unit="人"),
        ),
    ),
    Section(
        "schedule",
        "日程",
        "準備から報告までを、月ごとに書きます。",
        (
            Field(
                "schedule",
                "日程",
                AnswerKind.ROWS,
                columns=(
                    Column("when", "時期", required=True, max_length=60),
                    Column("what", "すること", required=True),
                    Column("place", "場所", max_length=100),
                ),
                minimum_rows=1,
            ),
        ),
    ),
    Section(
        "roles",
        "役割分担",
        "市にしてほしいことも、遠慮なく書きます。採択のあと、市と話し合って決めます。",
        (
            Field(
                "roles",
                "役割分担",
                AnswerKind.ROWS,
                columns=(
                    Column("item", "項目", required=True, max_length=100),
                    Column("group_part", "団体がすること"),
                    Column("city_part", "市がすること"),
                    Column("responsible", "責任", AnswerKind.CHOICE, choices=RESPONSIBLE),
                    Column("payer", "費用", AnswerKind.CHOICE, choices=RESPONSIBLE),
                ),
                minimum_rows=1,
            ),
        ),
    ),
    Section(
        "goals",
        "目標",
        "終わったあと、届いたかどうかを一緒に確かめます。",
        (
            Field(
                "goals",
                "数で測る目標",
                AnswerKind.ROWS,
                help="回数や人数など、数えられるものです。",
                columns=(
                    Column("title", "何を", required=True, max_length=150),
                    Column("target", "目標値", AnswerKind.NUMBER, required=True),
                    Column("unit", "単位", required=True, max_length=20),
                ),
                minimum_rows=1,
            ),
            Field(
                "wishes",
                "言葉で表す目標",
                AnswerKind.ROWS,
                help="人の気持ちや暮らしが、どう変わるかです。",
                columns=(
                    Column("title", "何が", required=True, max_length=150),
                    Column("expected", "どうなる", AnswerKind.TEXT, required=True, max_length=500),
                ),
                minimum_rows=1,
            ),
        ),
    ),
    Section(
        "effect",
        "期待する効果",
        "市と一緒に行うから生まれることを書きます。",
        (Field("effect", "期待する効果"),),
    ),
    Section(
        "team",
        "体制",
        "だれが中心になり、何人で進めるかを書きます。個人の名前は要りません。",
        (Field("team", "実施の体制", max_length=1500),),
    ),
    Section(
        "record",
        "過去の実績",
        "似た活動をしたことがあれば書きます。なければ「なし」と書きます。",
        (Field("record", "過去の実績", max_length=1500),),
    ),
    Section(
        "budget",
        "収支予算",
        "年度ごとに、収入と支出を同じ額にします。",
        (Field("budget", "収支予算", AnswerKind.BUDGET),),
    ),
    Section(
        "outlook",
        "今後の展開",
        "市の支えが終わったあと、どう続けるかを書きます。",
        (Field("outlook", "今後の展開"),),
    ),
    Section(
        "files",
        "添付",
        "求められた書類と、説明に使う写真や図を付けます。",
        (Field("files", "添付", AnswerKind.FILES, required=False),),
    ),
)
FIXED = {"name", "budget"}  # what every list, decision and project is made of
YES, NO = "yes", "no"
CONDITION = "condition."  # before the key of a condition, in the key of its answer
ADDABLE = {AnswerKind.LINE, AnswerKind.TEXT, AnswerKind.NUMBER, AnswerKind.DATE}


def sections_of(changes: Sequence[dict]) -> tuple[Section, ...]:
    """The sections as a call asks for them.

    `changes`: {"key": …, "leave_out": true}, {"key": …, "title": …, "note": …}, or for a new one {"key": "x_…",
    "title": …, "note": …, "after": key, "kind": "text", "max_length": 1000, "required": true}. `SectionsError` where
    a change names what is not there or leaves out what no proposal can be without.
    """
    found = list(SECTIONS)
    for change in changes:
        key = change.get("key", "")
        place = next((index for index, each in enumerate(found) if each.key == key), None)
        if place is None:
            found.insert(_place_of(change, found), _added(change))
        elif change.get("leave_out"):
            if key in FIXED:
                raise SectionsError(f"「{found[place].title}」は、どの募集でも必要です。")
            del found[place]
        else:
            found[place] = _renamed(found[place], change)
    return tuple(found)


def _place_of(change: dict, found: Sequence[Section]) -> int:
    after = change.get("after") or found[-2].key
    place = next((index for index, each in enumerate(found) if each.key == after), None)
    if place is None:
        raise SectionsError(f"「{change.get('title', '')}」を置く場所（{after}）がありません。")
    return place + 1


def _added(change: dict) -> Section:
    key, title = change.get("key", ""), change.get("title", "").strip()
    if not key.startswith("x_") or not key.replace("_", "").isalnum() or not key.isascii():
        raise SectionsError(f"項目「{title or key}」は、この募集にありません。")
    kind = AnswerKind(change.get("kind") or AnswerKind.TEXT)
    if not title or kind not in ADDABLE:
        raise SectionsError("加える項目には、題名と、文・文章・数・日付のどれかが必要です。")
    asked = Field(key, title, kind, bool(change.get("required", True)), int(change.get("max_length") or 2000))
    return Section(key, title, change.get("note", ""), (asked,))


def _renamed(section: Section, change: dict) -> Section:
    title = change.get("title", "").strip() or section.title
    fields = section.fields
    if len(fields) == 1 and change.get("title"):
        fields = (replace(fields[0], label=title),)
    return replace(section, title=title, note=change.get("note", section.note), fields=fields)


def conditions_section(conditions: Sequence[Condition]) -> Section:
    """応募の条件 as a section that a group fills in before the others."""
    return Section(
        "conditions",
        "応募の条件",
        "この募集に応募できるかを、はじめに確かめます。事務局もあとで確かめます。",
        tuple(_condition_field(each) for each in conditions),
    )


def _condition_field(condition: Condition) -> Field:
    key, note = CONDITION + condition.key, condition.note
    if condition.minimum is None:
        choices = ((YES, "はい"), (NO, "いいえ"))
        return Field(key, condition.label, AnswerKind.CHOICE, help=note, choices=choices)
    least = f"{condition.minimum}{condition.unit}以上であることが条件です。"
    return Field(key, condition.label, AnswerKind.NUMBER, help=least + note, unit=condition.unit)
