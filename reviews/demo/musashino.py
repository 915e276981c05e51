"""The answers of the 武蔵野市 survey of 平成22年度, made from the counts that its report gives (`musashino.toml`).

Lines as the sheets of the survey's workbook have them: column code → cell.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..bulk.layout import GROUP, NOT_ASKED, PARTNER, PROJECT, RESPONDENT

DATA = Path(__file__).with_suffix(".toml")
SEVERAL = "、"
# Steps by which counts are dealt out over the 122 rows, so that no 課 has all of one kind: prime to 122.
BY_FORM, BY_KIND, BY_ORIGIN, BY_OUTCOME = 45, 31, 19, 57
WRITES = 5  # every so-manieth of those asked wrote something
Line = dict[str, str]


@functools.cache
def musashino() -> dict:
    """The counts as the file has them."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def spread(counts: Mapping[str, int], n: int, *, none: int = 0) -> list[str]:
    """n cells, the last `none` of them empty, the others with one code or several, so that each comes so often."""
    answering = n - none
    cells: list[list[str]] = [[] for _ in range(n)]
    codes = [code for code, times in counts.items() for _ in range(times)]
    for place, code in enumerate(codes):
        cells[place % answering].append(code)
    return [SEVERAL.join(cell) for cell in cells]


def partner_lines() -> list[Line]:
    """122 lines of 105 projects."""
    lines = [line for division in musashino()["divisions"] for line in _places(division)]
    data, n = musashino()["partners"], len(lines)
    _deal(lines, "P_FORM", _forms(), BY_FORM)
    _deal(lines, "P_INITIATOR", _initiators(), BY_FORM)
    _deal(lines, "P_KIND", spread(data["kinds"], n), BY_KIND)
    _deal(lines, "P_ORIGIN", spread(data["origins"], n, none=data["origins_none"]), BY_ORIGIN)
    _deal(lines, "P_OUTCOME", spread(data["outcomes"], n, none=data["outcomes_none"]), BY_OUTCOME)
    for line in lines:
        line[PARTNER] = f"NPO法人{line[PARTNER]}" if line["P_KIND"] == "npo" else line[PARTNER]
        line["P_CONTENT"] = f"{line[PROJECT]}を、{line[PARTNER]}と行う。"
        if line[GROUP] == "3":
            line["P_ENDED"] = "三年の約束が終わった。"
    return lines


def _places(division: dict) -> Iterator[Line]:
    """A line for each partner row; the first projects have two partners where there are more rows than projects."""
    shared = division["rows"] - division["projects"]
    projects = [number for number in range(division["projects"]) for _ in range(2 if number < shared else 1)]
    topic, activities = division["topic"], musashino()["partners"]["activities"]
    for number, project in enumerate(projects, start=1):
        yield {
            RESPONDENT: division["name"],
            GROUP: division["group"],
            PROJECT: f"{topic}の{activities[project]}",
            PARTNER: f"みほん{topic}の会{number}",
        }


def _forms() -> list[str]:
    return [form["name"] for form in musashino()["partners"]["forms"] for _ in range(form["rows"])]


def _initiators() -> list[str]:
    codes = musashino()["partners"]["initiators"]
    return [
        cell
        for form in musashino()["partners"]["forms"]
        for cell in spread(dict(zip(codes, form["initiators"], strict=True)), form["rows"], none=form["none"])
    ]


def division_lines() -> list[Line]:
    """53 lines: 25 課 with experience, and 28 without."""
    data = musashino()
    experienced = [{RESPONDENT: each["name"], GROUP: each["group"]} for each in data["divisions"]]
    never = [{RESPONDENT: name, GROUP: "4"} for name in data["never"]["divisions"]]
    for code, told in data["experienced"].items():
        lines = {
            "D_CONTINUE": [line for line in experienced if line[GROUP] != "3"],
            "D_RESUME": [line for line in experienced if line[GROUP] == "3"],
        }.get(code, experienced)
        _put(lines, code, _cells(told, len(lines)))
    wishes = [*spread(data["without"]["D_WISH"]["counts"], len(never) - 1), NOT_ASKED]
    _put(never, "D_WISH", wishes)
    _put(_those(never, "yes"), "D_FORMS", data["without"]["D_FORMS"])
    not_wishing = _those(never, "no")
    _put(not_wishing, "D_NOT_WHY", _cells(data["without"]["D_NOT_WHY"], len(not_wishing)))
    for code in ("D_GROUPS", "D_CITY"):
        _put(never, code, _cells(data["without"][code], len(never)))
    every = experienced + never
    asked = {"experienced": experienced, "not_wishing": not_wishing, "every": every}
    for words in data["words"]:
        _write(asked[words["asked"]], words)
    return every


def headings() -> dict[str, dict[str, list[str]]]:
    """Question → heading → what stands under it."""
    return {words["question"]: words["headings"] for words in musashino()["words"]}


def _cells(told: dict, n: int) -> list[str]:
    """`nothing`: how many chose 特にない, which stands alone."""
    alone = ["none"] * told.get("nothing", 0)
    return [*spread(told["counts"], n - len(alone), none=told["none"]), *alone]


def _those(lines: Sequence[Line], wish: str) -> list[Line]:
    return [line for line in lines if line["D_WISH"] == wish]


def _write(lines: Sequence[Line], words: dict) -> None:
    texts = [text for each in words["headings"].values() for text in each]
    for number, text in enumerate(texts):
        lines[number * WRITES % len(lines) + number * WRITES // len(lines)][words["question"]] = text


def _deal(lines: Sequence[Line], code: str, cells: Sequence[str], step: int) -> None:
    _put([lines[number * step % len(lines)] for number in range(len(lines))], code, cells)


def _put(lines: Sequence[Line], code: str, cells: Sequence[str]) -> None:
    for line, cell in zip(lines, cells, strict=True):
        line[code] = cell
