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
