import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.tables.guard import guard, unguard


@pytest.mark.parametrize(
    "text", ["=1+1", "+81-42", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "－5", "'=1", "''=1"]
)
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["", "いずみ", "－", "1-1", "'いずみ", "a=b", "３月－４月"])
def test_what_is_harmless_stays(text):
    assert guard(text) == text


@given(st.text(alphabet="'=+-@\t\r\n＝－あa", max_size=5))
def test_unguard_takes_back_what_guard_did(text):
    assert unguard(guard(text)) == text
