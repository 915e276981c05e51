from io import BytesIO

import pytest
from PIL import Image

from kyodo.charts.data import Caption, Row
from kyodo.charts.horizontal import horizontal
from reviews.charts.pictures import png_of
from tests.kyodo.charts.random_charts import series_of


def test_a_picture_is_twice_the_size_of_its_drawing_and_full_of_its_colours():
    svg = horizontal(
        [Row("委託"), Row("共催")], series_of([(41.0, 11.5)], ["形"]), caption=Caption("協働の形")
    )
    picture = Image.open(BytesIO(png_of(svg))).convert("RGB")
    assert (picture.format, picture.width) == (None, 2 * 520)
    colours = {colour for _, colour in picture.getcolors(maxcolors=1_000_000)}
    assert {(255, 255, 255), (0, 0x17, 0xC1)} <= colours


def test_what_is_no_chart_is_refused():
    with pytest.raises(ValueError, match="width and height"):
        png_of("<svg/>")
