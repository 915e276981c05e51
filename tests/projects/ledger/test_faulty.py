import io

from kyodo.tables import read_table
from projects.ledger import Fault, parse_ledger, write_faulty_rows
from tests.kyodo.tables.files import texts
from tests.projects.ledger.books import messy_sheet, sheet_of


def written(ledger):
    return read_table(write_faulty_rows(ledger, file=io.BytesIO()), "誤り.xlsx")[0]


def test_faulty_rows_carry_their_reasons_and_what_the_marks_stood_for():
    header = ["番号", "部", "課", "事業名", "形態", "協働の相手", "市の経費（千円）", "めも"]
    ledger = parse_ledger(
        sheet_of(
            ["令和6年度"],
            header,
            [1, "教育部", "図書館", "読み聞かせ", "委託", "いずみの会", 1, "a"],
            [2, "〃", None, "市民講座", "〃", "そよかぜ", "多額", "b"],
        )
    )
    assert texts(written(ledger)) == [
        [*header, "誤りの理由"],
        ["2", "教育部", "図書館", "市民講座", "委託", "そよかぜ", "多額", "b",
         "市の経費（千円）：金額を読み取れません。12,300 のように数字で入力してください。"],
    ]  # fmt: skip
    assert written(ledger).name == "令和6年度"


def test_the_workbook_can_be_read_again_once_put_right():
    ledger = parse_ledger(messy_sheet())
    for row in ledger.rows:
        row.faults.append(Fault(row.row_number, "C", "課名", "", "この課はありません。"))
    again = parse_ledger(written(ledger))
    assert again.faults == []
    assert again.year == ledger.year
    assert [(row.values, row.partners) for row in again.rows] == [
        (row.values, row.partners) for row in ledger.rows
    ]
    assert [column.header for column in again.ignored_columns] == ["誤りの理由"]


def test_no_fault_no_row():
    assert len(written(parse_ledger(messy_sheet())).rows) == 1
