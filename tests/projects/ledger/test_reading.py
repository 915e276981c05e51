import datetime as dt

import pytest

from kyodo.tables import Cell
from projects.ledger import Fault, LedgerError, LedgerPartner, LeftOut, find_ledger_sheets, parse_ledger
from tests.projects.ledger.books import messy_sheet, sheet_of

HEADER = ["番号", "部", "課", "事業名", "形態", "協働の相手", "種別", "市の経費"]
FIRST = [1, "教育部", "図書館", "読み聞かせ", "委託", "いずみの会", "その他", 1000]


def rows_of(*rows, mapping=None, header=HEADER):
    return parse_ledger(sheet_of(header, *rows), mapping)


def reasons(ledger):
    return [(fault.row, fault.column, fault.value, fault.reason) for fault in ledger.faults]


def test_a_messy_ledger_is_read_whole():
    ledger = parse_ledger(messy_sheet())
    assert (ledger.year, ledger.header_rows, ledger.faults) == (2010, (4, 5), [])
    assert [column.header for column in ledger.columns][5:9] == [
        "協働の相手／団体名",
        "協働の相手／種別",
        "実施期間／自",
        "実施期間／至",
    ]
    assert ledger.ignored_columns == []
    assert ledger.left_out == [
        LeftOut(12, "合計の行", "合計 ４事業 ６団体"),
        LeftOut(13, "注記", "※１ 相手ごとに１件と数える。"),
    ]


def test_values_of_a_messy_ledger_are_typed():
    rows = parse_ledger(messy_sheet()).rows
    assert [row.row_number for row in rows] == [6, 7, 9, 10]
    assert rows[1].values == {
        "number": "2",
        "department": "教育部",
        "division": "生涯学習課",
        "name": "市民講座",
        "form": "委託",
        "starts_on": dt.date(2010, 9, 15),
        "ends_on": dt.date(2011, 3, 31),
        "city_cost": 3_019_000,
        "origin": ["effective", "brought_in"],
        "initiator": ["group", "city"],
        "outcome": "undecided",
    }
    assert [row.values["city_cost"] for row in rows] == [None, 3_019_000, 1_650_000, None]
    assert [row.values["form"] for row in rows] == ["補助・助成", "委託", "補助・助成", "実行委員会・協議会"]
    assert [row.values["outcome"] for row in rows] == ["achieved", "undecided", "", "not_achieved"]
    assert [row.values["division"] for row in rows] == ["生涯学習課", "生涯学習課", "生涯学習課", "環境課"]
    assert (rows[2].values["origin"], rows[2].values["initiator"]) == ([], [])


def test_partners_of_a_messy_ledger_are_paired():
    partners = [row.partners for row in parse_ledger(messy_sheet()).rows]
    assert partners == [
        [LedgerPartner("いずみの会", "other")],
        [LedgerPartner("特定非営利活動法人　そよかぜ", "npo"), LedgerPartner("みらい応援団", "other")],
        [LedgerPartner("NPO法人こもれび", "npo")],
        [LedgerPartner("ひだまりの会", "other"), LedgerPartner("ともにの会", "other")],
    ]


def test_the_year_given_goes_before_the_title():
    assert parse_ledger(messy_sheet(), year=2015).year == 2015


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("開始日", "平成22年13月1日", "13月という月はありません。月は1から12で入力してください。"),
        ("市の経費", "たくさん", "金額を読み取れません。12,300 のように数字で入力してください。"),
        ("市の経費", "〃", "この列では「〃」を使えません。値を書いてください。"),
        ("経緯", "協働が効果的、気分", "「気分」が分かりません。"),
        ("発案", "市長", "「市長」が分かりません。"),
        ("成果", "なし", "「なし」が分かりません。"),
        ("参加者数", "多数", "人数を読み取れません。120 のように数字で書いてください。"),
        ("領域", "F", "領域はAからEのどれかで書いてください。"),
        ("分野", "宇宙", "「宇宙」が分かりません。"),
        ("年度", "22年度", "年度は元号か西暦4桁で書いてください。"),
        ("目的", "あ" * 2001, "2,001文字あります。2,000文字までにしてください。"),
        ("内容", "〃", "上の行に何も書かれていないので「〃」の意味が分かりません。"),
    ],
)
def test_a_faulty_cell_is_named(header, value, reason):
    headers = [header if header == "市の経費" else "備考", *HEADER[:7], header]
    headers[0] = "備考"
    (fault,) = rows_of([None, *FIRST[:7], value], header=headers).faults
    assert (fault.row, fault.column, fault.header, fault.value) == (2, "I", header, value)
    assert fault.reason.startswith(reason)


def test_cells_that_could_not_be_read_are_faults_where_they_are_wanted():
    sheet = sheet_of([*HEADER, "天気"], FIRST)
    broken = "Excelのエラー「#REF!」が入っています。"
    for column in (8, 9):
        sheet.rows[1][column] = Cell(2, column, None, "#REF!", broken)
    assert parse_ledger(sheet).faults == [Fault(2, "H", "市の経費", "#REF!", broken)]


def test_what_a_project_cannot_be_without():
    ledger = rows_of([1, None, None, None, None, None, None, 5])
    assert reasons(ledger) == [
        (2, "F", "", "協働の相手がありません。団体名を書いてください。"),
        (2, "D", "", "事業名がありません。事業名を書いてください。"),
        (2, "C", "", "課がありません。課を書いてください。"),
        (2, "E", "", "協働の形態がありません。協働の形態を書いてください。"),
    ]


def test_a_partner_to_be_found_yet_is_no_fault():
    (row,) = rows_of([*FIRST[:5], "未定", None, None]).rows
    assert (row.partners, row.faults) == ([], [])


def test_money_is_never_taken_from_above():
    ledger = rows_of(FIRST, [2, None, None, "市民講座", "〃", "そよかぜ", "〃", None])
    assert ledger.rows[1].values["city_cost"] is None
    assert ledger.rows[1].values["form"] == "委託"
    assert ledger.rows[1].partners == [LedgerPartner("そよかぜ", "other")]
    assert ledger.faults == []


@pytest.mark.parametrize("ditto", ["〃", "″", "同上", '"', "”", "々"])
def test_every_mark_for_as_above(ditto):
    ledger = rows_of(FIRST, [2, ditto, ditto, "市民講座", "委託", "そよかぜ", "その他", 1])
    assert [ledger.rows[1].values[field] for field in ("department", "division")] == ["教育部", "図書館"]


def test_a_blank_division_under_a_new_department_is_a_fault():
    ledger = rows_of(FIRST, [2, "環境部", None, "清掃", "委託", "そよかぜ", "その他", 1])
    assert reasons(ledger) == [(3, "C", "", "課がありません。課を書いてください。")]


def test_a_department_may_head_its_rows():
    heading = [None, "環境部", "環境課", None, None, None, None, None]
    ledger = rows_of(FIRST, heading, [2, None, None, "清掃", "委託", "そよかぜ", "その他", 1])
    assert ledger.left_out == [LeftOut(3, "事業が書かれていない行", "環境部 環境課")]
    assert [ledger.rows[1].values[field] for field in ("department", "division")] == ["環境部", "環境課"]


@pytest.mark.parametrize("word", ["合計", "合　計", "計", "小計", "【総計】", "３事業", "（計）"])
def test_sums_are_left_out(word):
    ledger = rows_of(FIRST, [word, None, None, None, None, "３団体", None, 5000])
    assert (len(ledger.rows), [left.why for left in ledger.left_out]) == (1, ["合計の行"])


@pytest.mark.parametrize("note", ["※ 決算額", "（注）見込み", "注1 見込み", "* 見込み", "備考：なし"])
def test_notes_are_left_out(note):
    ledger = rows_of(FIRST, [None, None, None, note, None, None, None, None])
    assert (len(ledger.rows), ledger.left_out) == (1, [LeftOut(3, "注記", note)])


def test_headings_repeated_on_the_next_page_and_empty_numbers_are_left_out():
    ledger = rows_of(FIRST, HEADER, [2, None, None, None, None, None, None, None])
    assert [left.why for left in ledger.left_out] == ["見出しの繰り返し", "事業が書かれていない行"]


def test_a_further_partner_may_stand_in_a_row_of_its_own():
    ledger = rows_of(
        FIRST,
        [None, None, None, None, None, "そよかぜ", "NPO法人", None],
        [2, None, None, "市民講座", "〃", "みらい", "その他", 1],
    )
    assert ledger.faults == []
    assert [row.sheet_rows for row in ledger.rows] == [[2, 3], [4]]
    assert ledger.rows[0].partners == [LedgerPartner("いずみの会", "other"), LedgerPartner("そよかぜ", "npo")]


def test_a_project_written_out_once_for_each_partner_is_one_project():
    other = [*FIRST[:5], "そよかぜ", "その他", FIRST[7]]
    ledger = rows_of(FIRST, other, [*other[:7], 2000])
    assert [len(row.partners) for row in ledger.rows] == [2, 1]


def test_the_same_partner_twice_is_a_fault_in_its_row():
    ledger = rows_of(FIRST, FIRST)
    assert reasons(ledger) == [(3, "F", "いずみの会", "この事業の相手に、同じ団体がもう書かれています。")]
    assert ledger.rows[0].sheet_rows == [2, 3]


def test_a_period_in_one_cell():
    header = [*HEADER[:7], "実施期間"]
    ledger = rows_of(
        [*FIRST[:7], "H22.4.1～H23.3.31"],
        [2, *FIRST[1:7], "平成22年9月1日から\n平成22年10月1日まで"],
        [3, *FIRST[1:7], "通年"],
        [4, *FIRST[1:7], "2011/3/31～2010/4/1"],
        header=header,
    )
    dates = [(row.values["starts_on"], row.values["ends_on"]) for row in ledger.rows]
    assert dates[:3] == [
        (dt.date(2010, 4, 1), dt.date(2011, 3, 31)),
        (dt.date(2010, 9, 1), dt.date(2010, 10, 1)),
        (None, None),
    ]
    assert reasons(ledger) == [(5, "H", "2011/3/31～2010/4/1", "終了日が開始日より前です。")]


def test_columns_can_be_mapped_by_hand():
    header = [*HEADER[:4], "やり方", "協働の相手", "種別", "市の経費"]
    assert len(rows_of(FIRST, header=header).ignored_columns) == 1
    ledger = rows_of(FIRST, header=header, mapping={"やり方": "form", "市の経費": "", "ない見出し": "name"})
    assert ledger.rows[0].values["form"] == "委託"
    assert [column.letter for column in ledger.ignored_columns] == ["H"]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"部": "colour"}, "「colour」という項目はありません。"),
        ({"事業名": ""}, "事業名の列がありません"),
    ],
)
def test_mappings_that_are_refused(mapping, words):
    with pytest.raises(LedgerError, match=words):
        rows_of(FIRST, mapping=mapping)


def test_ledgers_are_found_among_other_sheets():
    ledger, other = sheet_of(HEADER, FIRST), sheet_of(["めも"], ["電話", "課"])
    hidden = sheet_of(HEADER, FIRST)
    hidden.hidden = True
    assert [sheet is ledger for sheet in find_ledger_sheets([hidden, other, ledger])] == [True, False]
    with pytest.raises(LedgerError, match="「台帳」に見出しの行が見つかりません"):
        parse_ledger(other)
