from dataclasses import replace

import pytest

from reviews.printing import fit
from reviews.printing.document import PrintMode, TextBlock
from tests.reviews.printing.sheets import SHEET, wordy

WORDS = "家で介護をしている人が、ひとりで悩まずに話せる場をつくります。"


def _with_texts(times):
    return replace(SHEET, texts=tuple(TextBlock(f"事業その{number}", WORDS * times) for number in range(5)))


@pytest.mark.parametrize("mode", PrintMode)
@pytest.mark.parametrize("sheet", [SHEET, wordy(), *map(_with_texts, (1, 3, 6, 9, 14))])
def test_no_last_page_is_nearly_empty(sheet, mode):
    page, end = fit.fitted(sheet, mode).position("end")

    assert page == 1 or end >= fit.THIN_PAGE_MM


@pytest.mark.parametrize("sheet", [SHEET, *map(_with_texts, (1, 3, 6))])
def test_a_filled_sheet_reaches_the_bottom_fifth(sheet):
    _, end = fit.fitted(sheet, PrintMode.FILLED).position("end")

    assert fit.PAGE_BOTTOM_MM * 0.8 < end <= fit.PAGE_BOTTOM_MM + 0.5


@pytest.mark.parametrize("times", [1, 3, 4, 5, 6, 7])
def test_axes_that_find_room_below_the_texts_leave_no_gap(times):
    page, _ = fit.fitted(_with_texts(times), PrintMode.FILLED).position("axes")

    assert page == 1


def test_a_sheet_is_laid_out_once(monkeypatch):
    """What the words promise holds on paper: another layout would cost as much as the first one."""
    layouts = []
    really = fit.lay_out
    monkeypatch.setattr(
        fit, "lay_out", lambda *args, **options: layouts.append(1) or really(*args, **options)
    )
    for mode in PrintMode:
        fit.fitted(SHEET, mode)

    assert len(layouts) == len(PrintMode)
