import pytest

from projects.programme_table import (
    HEADER,
    NO_APPLICATIONS,
    NO_CALL,
    Adopted,
    Applied,
    CallFact,
    as_data,
    flat_rows,
    tabulate_programme,
)


def table(*calls, applied=(), adopted=()):
    return tabulate_programme("試験の制度", calls, applied, adopted)


def test_a_row_counts_by_origin_and_names_what_was_adopted():
    row = table(
        CallFact(2024),
        applied=[Applied(2024, "citizen", 3), Applied(2024, "city", 2)],
        adopted=[Adopted(2024, "citizen", "茶話会", is_running=True), Adopted(2024, "city", "花壇")],
    ).rows[0]
    assert (row.applied, [len(each) for each in row.adopted], row.running) == ((3, 2), [1, 1], 1)
    assert row.year.label == "令和6年度（2024年度）"
    assert row.note == ""


def test_two_calls_of_one_year_are_one_row():
    rows = table(
        CallFact(2024, status="審査中のものがあります。"),
        CallFact(2024, status="審査中のものがあります。"),
        applied=[Applied(2024, "citizen", 3), Applied(2024, "citizen", 4)],
    ).rows
    assert [(row.applied, row.note) for row in rows] == [((7, 0), "審査中のものがあります。")]


def test_years_between_without_a_call_and_calls_without_applications_say_so():
    rows = table(CallFact(2020), CallFact(2022, note="制度を見直しました。"), CallFact(2023)).rows
    assert [(row.year.year, row.note) for row in rows] == [
        (2020, NO_APPLICATIONS),
        (2021, NO_CALL),
        (2022, "制度を見直しました。"),
        (2023, NO_APPLICATIONS),
    ]


def test_a_programme_without_calls_has_no_rows():
    assert table().rows == ()


def test_no_number_gets_lost():
    with pytest.raises(ValueError, match="2023"):
        table(CallFact(2024), applied=[Applied(2023, "citizen", 1)])


def test_a_flat_row_has_every_column():
    found = table(
        CallFact(2019, note="注記。"),
        applied=[Applied(2019, "citizen", 3)],
        adopted=[
            Adopted(2019, "citizen", "一つ目", is_running=True),
            Adopted(2019, "citizen", "二つ目"),
        ],
    )
    assert list(flat_rows([found])) == [
        ["試験の制度", "令和元年度", 2019, 3, 0, 2, 0, 1, "一つ目★\n二つ目", "", "注記。"]
    ]
    assert len(HEADER) == 11


def test_the_sums_are_those_of_the_rows():
    found = table(
        CallFact(2023),
        CallFact(2024),
        applied=[Applied(2023, "city", 2), Applied(2024, "citizen", 1)],
        adopted=[Adopted(2023, "city", "花壇", is_running=True)],
    )
    data = as_data(found)
    assert (data["applied"], data["adopted"], data["running"]) == (
        {"市民提案": 1, "行政提案": 2},
        {"市民提案": 0, "行政提案": 1},
        1,
    )
    assert (found.applied_total, found.adopted_total) == (3, 1)
