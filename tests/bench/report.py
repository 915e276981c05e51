"""What the bench says: a table for people, JSON for the next comparison, and which limits were missed."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

COLUMNS = ["scenario", "rows", "queries", "bytes", "p50_1", "p95_1", "p50_4", "p95_4", "cpu_ms", "worker_mib"]
WORK_COLUMNS = ["name", "seconds", "limit_seconds", "cpu_seconds", "mib", "limit_mib"]
WORKER_MIB = 150
GROWTH_FROM = 2_000  # rows
SAME_BYTES = 0.1  # growth is judged where a page shows as much at both sizes


def table(rows: list[dict]) -> str:
    """The rows' own COLUMNS, as wide as they need to be."""
    return _aligned([COLUMNS, *([_cell(row[name]) for name in COLUMNS] for row in rows)])


def works_table(works: list[dict]) -> str:
    return _aligned([WORK_COLUMNS, *([_cell(work[name]) for name in WORK_COLUMNS] for work in works)])


def _cell(value) -> str:
    return value if isinstance(value, str) else "-" if value is None else f"{value:,}"


def _aligned(cells: list[list[str]]) -> str:
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    return "\n".join(_line(line, widths) for line in cells)


def _line(cells: list[str], widths: list[int]) -> str:
    name, *numbers = cells
    return "  ".join([name.ljust(widths[0]), *(map(str.rjust, numbers, widths[1:]))])


def missed(figures: list[dict], scenarios) -> list[str]:
    """One line for each limit that the largest size misses, or that is broken between the sizes."""
    found = []
    for scenario in scenarios:
        own = [row for row in figures if row["scenario"] == scenario.name]
        if own:
            found += [f"{scenario.name}: {fault}" for fault in _faults(own, scenario.limits)]
    return found


def _faults(own: list[dict], limits) -> list[str]:
    first, last = next((row for row in own if row["rows"] >= GROWTH_FROM), own[-1]), own[-1]
    shows_as_much = abs(last["bytes"] - first["bytes"]) <= first["bytes"] * SAME_BYTES
    checks = [
        ("queries", last["queries"], limits.queries),
        ("CPU-ms", last["cpu_ms"], limits.cpu_ms),
        ("p95 at 1 connection", last["p95_1"], limits.p95_ms),
        ("p95 at 4 connections", last["p95_4"], limits.p95_4_ms or limits.p95_ms),
        ("MiB a worker", last["worker_mib"], WORKER_MIB),
        (
            f"CPU growth from {first['rows']} rows",
            round(last["cpu_ms"] / max(first["cpu_ms"], 0.1), 2),
            limits.growth if shows_as_much else None,
        ),
    ]
    faults = [
        f"{name} {value} > {limit}" for name, value, limit in checks if limit is not None and value > limit
    ]
    counts = sorted({row["queries"] for row in own})
    return faults if len(counts) == 1 else [*faults, f"query count changes with the rows: {counts}"]


def save(folder: Path, content: dict) -> Path:
    """`.bench/20260701-100000.json` (日本時間)."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{datetime.now(ZoneInfo('Asia/Tokyo')):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return file
