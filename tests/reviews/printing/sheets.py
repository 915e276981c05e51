"""Sheets to print, plainly fictional."""

from dataclasses import replace
from datetime import date

from reviews.printing.document import (
    AxisLine,
    Comment,
    GoalLine,
    MeetingNote,
    NextStep,
    PreviousYear,
    Ratings,
    SheetDocument,
    TextBlock,
)

AXES = (
    ("協働の有効性", "いっしょに取り組んだから得られた成果がありましたか。"),
    ("目的の設定", "地域の課題に合う目的と内容を決められましたか。"),
    ("目的の共有", "目的を団体の中でも市とも分かち合えましたか。"),
    ("目的の達成度", "はじめに決めた目標に届きましたか。"),
    ("協力体制", "団体と市、ほかの団体との役割と連絡はうまくいきましたか。"),
    ("受益者の満足度", "参加した人の声を聞き、よろこばれる事業になりましたか。"),
    ("団体の満足度", "やってよかったと思えますか。また取り組みたいですか。"),
)

SHEET = SheetDocument(
    number="003",
    kind="最終",
    fiscal_year="令和7年度（2025年度）",
    city="みどり市",
    portal="市民協働ポータル",
    division="高齢者支援課",
    organizations=("特定非営利活動法人 髙﨑・𠮷田まちづくり研究会",),
    project="介護する人の茶話会",
    form="補助・助成",
    url="https://kyodo.example.jp/reviews/sheets/3/",
    state="確定",
    finalised_on=date(2026, 5, 20),
    texts=(
        TextBlock("事業目的", "家で介護をする人が話せる場をつくります。", known_before=True),
        TextBlock("事業の結果", "茶話会を12回ひらき、のべ186人が参加しました。"),
        TextBlock("今後の展望", "土曜の回をふやします。"),
    ),
    goals=(GoalLine("茶話会の開催", "12回", "12回"),),
    axes=tuple(AxisLine(number, name, question) for number, (name, question) in enumerate(AXES, start=1)),
    ratings=Ratings((4, 5, 4, 2, 2, 4, 5), (4, 5, 5, 3, None, 2, 3), (4, 5, 5, 3, 3, 3, 4)),
    previous=PreviousYear("令和6年度", Ratings((3, 5, 5, 2, 3, 4, 4), (4, 4, 3, 2, None, 3, 3))),
    comments=(
        Comment("団体", "担い手を育てる講座を市と考えたいです。", "課題・改善策・要望など"),
        Comment("市", "広報紙での周知を早めます。"),
    ),
    meeting=MeetingNote(
        date(2026, 5, 12),
        "中央公民館",
        "団体3人、市2人",
        "土曜の回を年4回ひらく。",
        (NextStep("協力体制", "2か月ごとに話す。"),),
    ),
)

LONG = "家で介護をしている人は外に出る時間がなく、悩みを話せる相手も限られています。" * 12


def numbered(count: int) -> list[SheetDocument]:
    """Return so many sheets that differ in number and project."""
    return [
        replace(SHEET, number=f"{index:03d}", project=f"事業その{index}") for index in range(1, count + 1)
    ]


def wordy() -> SheetDocument:
    """Return a sheet whose comments run over several pages."""
    group, city = SHEET.comments
    return replace(SHEET, comments=(replace(group, text="\n".join([LONG] * 5)), replace(city, text=LONG)))
