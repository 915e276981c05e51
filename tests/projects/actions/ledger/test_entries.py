import pytest

from projects.actions.ledger.entries import read_entries
from projects.ledger import LedgerError

from .books import HEADER, ledger_of, row


def entries(*rows, year=2024, header=HEADER, **options):
    ledger = ledger_of(*rows, year=year, header=header)
    return read_entries(ledger, **options), [(fault.row, fault.reason) for fault in ledger.faults]


def test_rows_of_one_project_are_joined_wherever_they_stand():
    found, faults = entries(
        row(協働の相手="あおぞらの会"), row(事業名="読み聞かせ"), row(協働の相手="ひだまりの会")
    )
    assert faults == []
    assert [(each.name, [partner.name for partner in each.partners]) for each in found] == [
        ("花壇づくり", ["あおぞらの会", "ひだまりの会"]),
        ("読み聞かせ", ["NPO法人みどりの会"]),
    ]


def test_rows_of_one_name_that_differ_are_faults():
    found, faults = entries(row(), row(協働の相手="ひだまりの会", 市の負担額=5))
    assert len(found) == 1
    assert [number for number, _ in faults] == [3]
    assert faults[0][1].startswith("2行目と同じ課・同じ事業名ですが、内容が違います。")


def test_a_partner_named_twice_is_a_fault():
    _, faults = entries(row(), row(協働の相手="特定非営利活動法人みどりの会"))
    assert faults == [(3, "2行目と同じ事業・同じ相手です。どちらかの行を消してください。")]


def test_one_name_in_two_divisions_is_two_projects():
    found, faults = entries(row(), row(課="福祉課"))
    assert (len(found), faults) == (2, [])


def test_the_earliest_year_comes_first():
    header = (*HEADER, "年度")
    found, _ = entries([*row(), "2025"], [*row(), "2023"], header=header)
    assert [each.year for each in found] == [2023, 2025]


@pytest.mark.parametrize("typed", ["1899", "2032"])
def test_a_year_out_of_reach_is_a_fault(typed):
    _, faults = entries([*row(), typed], header=(*HEADER, "年度"))
    assert faults == [(2, "年度を確かめてください。1900年度から2031年度までを取り込めます。")]


def test_a_blank_year_is_a_fault_where_nothing_else_names_one():
    _, faults = entries([*row(), None], header=(*HEADER, "年度"), year=None)
    assert faults == [(2, "年度がありません。年度を書いてください。")]


def test_a_name_longer_than_the_record_takes_is_a_fault():
    _, faults = entries(row(課="課" * 51))
    assert faults == [(2, "長すぎます。50文字までにしてください。")]


@pytest.mark.parametrize(
    ("left_out", "message"),
    [("課", "課の列がありません。"), ("協働の形態", "協働の形態の列がありません。")],
)
def test_a_ledger_that_cannot_be_placed_is_refused(left_out, message):
    keep = [place for place, name in enumerate(HEADER) if name != left_out]
    with pytest.raises(LedgerError, match=message):
        entries([row()[place] for place in keep], header=[HEADER[place] for place in keep])


def test_a_ledger_without_a_year_is_refused():
    with pytest.raises(LedgerError, match="年度が分かりません"):
        entries(row(), year=None)


def test_a_given_division_stands_for_a_missing_column():
    keep = [place for place, name in enumerate(HEADER) if name not in {"部", "課"}]
    found, _ = entries(
        [row()[place] for place in keep], header=[HEADER[place] for place in keep], division="公園課"
    )
    assert [each.division for each in found] == ["公園課"]
