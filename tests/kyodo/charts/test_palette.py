from itertools import combinations

import pytest

from kyodo.charts.palette import FRAME, INK, INK_SOFT, SERIES, YEARS, series_style


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


@pytest.mark.parametrize("style", [*SERIES, *YEARS], ids=lambda style: style.colour)
def test_every_series_stands_out_from_paper(style):
    assert contrast_on_white(style.colour) >= 4.5


def test_words_and_frame_are_readable():
    assert [
        contrast_on_white(colour) >= least for colour, least in ((INK, 7), (INK_SOFT, 7), (FRAME, 3))
    ] == [True] * 3


@pytest.mark.parametrize("styles", [SERIES, YEARS])
def test_series_differ_in_dash_marker_and_colour(styles):
    for one, other in combinations(styles, 2):
        assert (one.dash != other.dash, one.marker != other.marker, one.colour != other.colour) == (True,) * 3


def test_styles_start_over():
    assert series_style(6) == series_style(0)
