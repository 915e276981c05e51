"""The answers of the 武蔵野市 survey of 平成22年度, made from the counts that its report gives (figures 2 to 23).

Who gave which answer is not known: any answers with these counts give the same tables.
"""

from pathlib import Path

from openpyxl import load_workbook

PARTNERS, DIVISIONS = "協働の相手ごと", "課ごと"
SEVERAL = "、"

# Figure 1 and 2: 属性 → 課, and how many partner rows each has.
ROWS = {
    "1": {
        "生涯学習スポーツ課": 17, "障害者福祉課": 14, "児童青少年課": 10, "緑化環境センター": 9, "高齢者支援課": 8,
        "安全対策課": 6, "環境政策課": 6, "市民協働推進課": 6, "保育課": 6, "子ども家庭課": 4, "図書館": 4,
        "ごみ総合対策課": 3, "まちづくり推進課": 3, "防災課": 3, "武蔵境開発事務所": 2, "広報課": 1, "生活経済課": 1,
        "道路課": 1, "武蔵野プレイス開設準備室": 1,
    },
    "2": {"クリーンセンター": 8, "住宅対策課": 4, "教育支援課": 2, "企画調整課": 1, "議会事務局": 1},
    "3": {"教育企画課": 1},
}  # fmt: skip
NEVER = (
    "秘書課", "総務課", "自治法務課", "人事課", "情報管理課", "財政課", "管財課", "施設課", "市民税課", "資産税課",
    "納税課", "交流事業課", "保険課", "市民課", "市政センター", "用地課", "会計課", "水道部総務課", "水道部工務課",
    "選挙管理委員会事務局", "監査委員事務局", "指導課", "下水道課", "建築指導課", "交通対策課",
    "吉祥寺まちづくり事務所", "健康課", "生活福祉課",
)  # fmt: skip
# Figures 3 and 7: form → rows, and of those 市・団体・やりとり・その他・無回答.
INITIATORS = ("city", "group", "exchange", "other")
FORMS = {
    "委託": (50, (23, 11, 10, 10, 1)),
    "共催": (14, (2, 3, 10, 0, 0)),
    "後援": (4, (0, 4, 0, 0, 0)),
    "実行委員会・協議会": (4, (2, 2, 0, 1, 0)),
    "事業協力": (13, (5, 6, 3, 1, 0)),
    "補助・助成": (32, (6, 20, 4, 6, 0)),
    "企画立案への参画": (1, (0, 1, 0, 0, 0)),
    "情報提供・情報交換": (3, (1, 1, 1, 0, 0)),
    "協賛": (1, (0, 1, 0, 0, 0)),
}
KINDS = {"npo": 43, "other_group": 79}
ORIGINS = {"effective": 65, "unfit_alone": 37, "brought_in": 24, "planned": 17, "other": 25}
OUTCOMES = {"achieved": 87, "undecided": 32}
MERITS = {"services": 17, "needs": 15, "new": 11, "other": 5}
WORRIES = {"roles": 12, "continuity": 12, "office_work": 9, "budget": 7, "understanding": 4, "other": 4}
WORRIED = 22  # of 25; the other three said that there is nothing
CONTINUE = ["continue"] * 20 + ["no_need"] + ["unknown"] * 2 + [""]
WISH = ["yes"] * 3 + ["no"] * 22 + ["unknown"] * 2 + ["対象外"]
# Figure 16, of the three that wish to: more forms than 課.
WANTED_FORMS = ["委託、補助・助成", "共催、後援、情報提供・情報交換", "事業協力、情報提供・情報交換"]
NOT_WHY = {
    "no_fitting_work": 17, "no_need": 2, "rules": 2, "not_known": 2, "capacity": 1, "staff": 0, "other": 5
}  # fmt: skip
IMPROVE_GROUPS = ("people", "running", "planning", "expertise", "network", "other")
IMPROVE_CITY = (
    "awareness", "helping", "coordination", "exchange", "rules", "expertise", "transfers", "network", "other"
)  # fmt: skip
WITH_EXPERIENCE = {"D_GROUPS": (18, 10, 9, 7, 8, 5), "D_CITY": (7, 11, 8, 6, 7, 4, 4, 4, 6)}
WITHOUT = {"D_GROUPS": (2, 7, 1, 3, 2, 3), "D_CITY": (8, 3, 3, 4, 2, 2, 1, 1, 3)}


def spread(counts: dict[str, int], answering: int, n: int) -> list[str]:
    """n cells, the first `answering` of them with one answer or several, so that each answer comes so often."""
    cells: list[list[str]] = [[] for _ in range(n)]
    place = 0
    for code, times in counts.items():
        for _ in range(times):
            cells[place % answering].append(code)
            place += 1
    assert all(cells[:answering])
    return [SEVERAL.join(cell) for cell in cells]


def partner_lines() -> list[dict[str, str]]:
    """122 rows of the sheet of partner rows, by column code."""
    places = [
        (group, name) for group, rows in ROWS.items() for name, times in rows.items() for _ in range(times)
    ]
    forms = [form for form, (n, _) in FORMS.items() for _ in range(n)]
    started = [
        cell
        for n, counts in FORMS.values()
        for cell in spread(dict(zip(INITIATORS, counts, strict=False)), n - counts[4], n)
    ]
    kinds = [code for code, times in KINDS.items() for _ in range(times)]
    origins = spread(ORIGINS, 120, 122)
    outcomes = [code for code, times in OUTCOMES.items() for _ in range(times)] + [""] * 3
    return [
        {
            "respondent": name,
            "group": group,
            "project": f"事業{number}",
            "partner": f"団体{number}",
            "P_FORM": forms[number],
            "P_KIND": kinds[number],
            "P_ORIGIN": origins[number],
            "P_INITIATOR": started[number],
            "P_OUTCOME": outcomes[number],
        }
        for number, (group, name) in enumerate(places)
    ]


def division_lines() -> list[dict[str, str]]:
    """53 rows of the sheet of 課, by column code."""
    lines = [{"respondent": name, "group": group} for group, rows in ROWS.items() for name in rows]
    never = [{"respondent": name, "group": "4"} for name in NEVER]
    _put(lines, "D_MERITS", spread(MERITS, 25, 25))
    _put(lines, "D_WORRIES", [*spread(WORRIES, WORRIED, WORRIED), "none", "none", "none"])
    _put(lines[:24], "D_CONTINUE", CONTINUE)
    _put(never, "D_WISH", WISH)
    _put([line for line in never if line["D_WISH"] == "yes"], "D_FORMS", WANTED_FORMS)
    _put([line for line in never if line["D_WISH"] == "no"], "D_NOT_WHY", spread(NOT_WHY, 21, 22))
    for code, choices in (("D_GROUPS", IMPROVE_GROUPS), ("D_CITY", IMPROVE_CITY)):
        silent = {"D_GROUPS": (2, 14), "D_CITY": (6, 18)}[code]
        _put(lines, code, spread(dict(zip(choices, WITH_EXPERIENCE[code], strict=True)), 25 - silent[0], 25))
        _put(never, code, spread(dict(zip(choices, WITHOUT[code], strict=True)), 28 - silent[1], 28))
    return lines + never


def _put(lines: list[dict[str, str]], code: str, cells: list[str]) -> None:
    for line, cell in zip(lines, cells, strict=True):
        line[code] = cell


def fill_in(form: Path, sheets: dict[str, list[dict]]) -> Path:
    """Write these lines under the headings of an empty form, each value in the column of its code."""
    book = load_workbook(form)
    for name, lines in sheets.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, line in enumerate(lines, start=3):
            for code, value in line.items():
                sheet.cell(number, columns[code], value)
    book.save(form)
    return form
