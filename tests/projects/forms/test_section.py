import re

from projects.asked import Asked
from projects.content import LAST_NUMBER
from projects.enums import AnswerKind
from projects.forms.section import SectionForm
from projects.sections import Column, Field, Section

ROLES = Field("roles", "役割", AnswerKind.ROWS, columns=(Column("who", "だれ", AnswerKind.LINE),))
SECTION = Section("plan", "計画", fields=(ROLES,))


def rows_with(*written):
    """The keys of the table's rows where these rows are written."""
    answers = {f"roles.{row}.who": ("団体", 1) for row in written}
    ((_, table),) = SectionForm(SECTION, Asked((), (SECTION,), (), ()), answers).parts
    return [row.key for row in table.rows]


def test_blank_rows_come_behind_all_that_were_ever_used():
    first, second = rows_with()
    assert re.fullmatch(r"roles\.r([1-9]|10)", first)
    assert int(second.removeprefix("roles.r")) > int(first.removeprefix("roles.r"))
    *written, blank = rows_with("r5", "r20")
    assert written == ["roles.r5", "roles.r20"]
    assert 20 < int(blank.removeprefix("roles.r")) <= 30


def test_once_the_numbers_are_used_up_a_blank_row_takes_one_in_between():
    assert rows_with("r1", f"r{LAST_NUMBER}") == ["roles.r1", f"roles.r{LAST_NUMBER}", "roles.r2"]
