"""The numbered parts in which a call or a programme is written, and which of its values each part holds."""

from dataclasses import dataclass

from .enums import CallState


@dataclass(frozen=True)
class Part:
    """One part: a page of the editor. `names` are the values on it; `is_rows`: one list, a row a rule."""

    key: str
    title: str
    note: str
    names: tuple[str, ...]
    is_rows: bool = False


CATEGORIES = Part(
    "categories",
    "部門",
    "部門ごとに、何年続けられて、市がいくらまで負担するかを決めます。部門を分けないときも、一つ作ります。",
    ("categories",),
    is_rows=True,
)
CONDITIONS = Part(
    "conditions",
    "応募の条件",
    "団体が提案のなかで答え、事務局が確かめます。",
    ("conditions",),
    is_rows=True,
)
PAPERS = Part("papers", "求める書類", "提案に付けてもらうファイルです。", ("papers",), is_rows=True)
SECTIONS = Part(
    "sections",
    "提案書の項目",
    "項目は、はじめからそろっています。使わない項目を外したり、題名を変えたり、加えたりできます。",
    ("sections",),
    is_rows=True,
)
CRITERIA = Part(
    "criteria",
    "審査の観点",
    "審査委員は、観点ごとに1点から5点を付けます。重みを掛けて合計します。",
    ("criteria",),
    is_rows=True,
)
SCHEDULE = Part(
    "schedule",
    "日程",
    "説明会・審査・結果の公表などの予定です。受付の始まりと締切は「期間」で決めるので、ここには要りません。",
    ("schedule",),
    is_rows=True,
)
BASICS = Part(
    "basics",
    "基本",
    "どんな団体の、どんな提案を求めるかを書きます。",
    (
        "title",
        "project_year",
        "summary",
        "body",
        "note",
        "budget",
        "proposals_per_group",
        "origins",
        "theme_kinds",
    ),
)
PERIOD = Part(
    "period",
    "期間",
    "提案を受け付ける期間です。締切の時刻ちょうどからは、受け付けません。",
    ("opens_at", "closes_at"),
)
SELECTION = Part(
    "selection",
    "採択のきまり",
    "点数からどう決めるかを、募集のときに示します。",
    ("cutoff_percent", "lowest_majority_rejects", "tie_rule", "needs_vote"),
)
SLOTS = Part(
    "slots",
    "発表の枠の受付",
    "公開プレゼンテーションを行うときに決めます。団体は、この期間に発表の時間を選びます。",
    ("presentation_minutes", "question_minutes", "slots_open_at", "slots_close_at"),
)
# For the office and its reviewers alone: a change of it is no change of what is out.
SCORING = Part(
    "scoring",
    "採点の期限",
    "審査委員がいつまでに採点するかです。委員に示し、近づくと知らせます。募集のページには出ません。",
    ("stage_due_1", "stage_due_2"),
)
CALL_PARTS = (
    BASICS,
    PERIOD,
    CATEGORIES,
    CONDITIONS,
    PAPERS,
    SECTIONS,
    CRITERIA,
    SELECTION,
    SCHEDULE,
    SLOTS,
    SCORING,
)
PROGRAMME_PARTS = (
    Part(
        "basics",
        "基本",
        "年度が変わっても続く決まりです。募集を作るときに写します。",
        (
            "name",
            "since_year",
            "ended_year",
            "purpose",
            "audience",
            "form",
            "origins",
            "theme_kinds",
            "needs_vote",
        ),
    ),
    CATEGORIES,
    CONDITIONS,
    PAPERS,
    SECTIONS,
    CRITERIA,
    SCHEDULE,
)


def part_named(parts: tuple[Part, ...], key: str) -> Part | None:
    return next((part for part in parts if part.key == key), None)


# From the closing on the proposals are there: what they answer to stays as it was.
CHANGEABLE = {
    CallState.DRAFT: CALL_PARTS,
    CallState.PUBLISHED: CALL_PARTS,
    CallState.SCREENING: (CRITERIA, SELECTION, SCHEDULE, SLOTS, SCORING),
}


def changeable_parts(state: str) -> tuple[Part, ...]:
    """What of a call in this state the office may still change."""
    return CHANGEABLE.get(state, ())
