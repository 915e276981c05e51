"""The bench's own arithmetic."""

from tests.bench.load import Load
from tests.bench.report import missed, table
from tests.bench.scenarios import Limits, Scenario

GOOD = {
    "scenario": "list", "rows": 2000, "queries": 9, "bytes": 12345, "p50_1": 20.0, "p95_1": 30.0,
    "p50_4": 50.0, "p95_4": 90.0, "cpu_ms": 40.0, "worker_mib": 90.0,
}  # fmt: skip
LIST = Scenario("list", "/", limits=Limits(queries=20, cpu_ms=60))


def test_percentiles_are_of_the_ordered_times():
    load = Load(times=[float(each) for each in range(100, 0, -1)])
    assert [load.percentile(50), load.percentile(95), load.percentile(100)] == [51.0, 96.0, 100.0]


def test_nothing_is_missed_within_the_limits():
    assert missed([GOOD, {**GOOD, "rows": 200000, "cpu_ms": 50.0}], [LIST]) == []


def test_each_missed_limit_is_named():
    slow = {
        **GOOD,
        "rows": 200000,
        "queries": 21,
        "cpu_ms": 61.0,
        "p95_1": 121.0,
        "p95_4": 122.0,
        "worker_mib": 151.0,
    }
    assert missed([GOOD, slow], [LIST]) == [
        "list: queries 21 > 20",
        "list: CPU-ms 61.0 > 60",
        "list: p95 at 1 connection 121.0 > 120.0",
        "list: p95 at 4 connections 122.0 > 120.0",
        "list: MiB a worker 151.0 > 150",
        "list: CPU growth from 2000 rows 1.52 > 1.25",
        "list: query count changes with the rows: [9, 21]",
    ]


def test_the_table_aligns_its_numbers():
    lines = table([GOOD]).splitlines()
    assert [len(line) for line in lines] == [len(lines[0])] * 2
    assert lines[1].split() == [
        "list",
        "2,000",
        "9",
        "12,345",
        "20.0",
        "30.0",
        "50.0",
        "90.0",
        "40.0",
        "90.0",
    ]
