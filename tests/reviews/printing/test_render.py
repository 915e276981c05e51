from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from kyodo.pdf import many
from kyodo.pdf.cache import RenderingCache
from reviews.printing import render
from reviews.printing.document import PrintMode, Ratings
from reviews.printing.render import PrintCount, print_sheets, rendering_key
from tests.kyodo.pdf.reading import open_pdf, text_of
from tests.reviews.printing.sheets import SHEET, numbered, wordy

DAY = date(2026, 11, 22)


@pytest.fixture
def rendered(monkeypatch):
    """The numbers of the sheets that were really rendered, in order."""
    numbers = []
    really = render.fitted

    def record(sheet, mode):
        numbers.append(sheet.number)
        return really(sheet, mode)

    monkeypatch.setattr(render, "fitted", record)
    return numbers


def _print(sheets, mode=PrintMode.FILLED, printed_on=DAY, **options):
    out = BytesIO()
    return print_sheets(sheets, mode=mode, printed_on=printed_on, out=out, **options), out.getvalue()


class TestOneSheet:
    def test_reads_from_top_to_bottom(self):
        text = text_of(_print([SHEET])[1])
        words = [
            "みどり市",
            "ふりかえりシート",
            "No.003",
            "髙﨑・𠮷田まちづくり研究会",
            "事業目的",
            "事業の結果",
            "目標と結果",
            "ふりかえりの視点",
            "1 協働の有効性",
            "7 団体の満足度",
            "5＝十分できた",
            "コメント",
            "広報紙での周知を早めます。",
            "ふりかえりの場",
            "次の一歩",
            "団体の確認",
        ]
        places = [text.index(word) for word in words]

        assert places == sorted(places)

    def test_carries_city_print_date_number_and_page(self):
        page = open_pdf(_print([SHEET])[1]).pages[0].extract_text()

        assert "みどり市　市民協働ポータル　　令和8年（2026年）11月22日 印刷" in page
        assert "No.003　1 / " in page
        assert "令和8年（2026年）5月20日確定" in page

    def test_marks_where_the_sides_differ_by_two(self):
        close = replace(SHEET, ratings=Ratings((4,) * 7, (3,) * 7))

        assert "差が2以上" in text_of(_print([SHEET])[1])
        assert "差が2以上" not in text_of(_print([close])[1])

    def test_compares_with_last_year(self):
        text = text_of(_print([SHEET], PrintMode.COMPARISON)[1])

        assert "令和6年度との比較" in text
        assert ("▲1" in text, "▼1" in text, "＝" in text) == (True, True, True)

    def test_compares_without_a_last_year(self):
        assert "前年（記録なし）" in text_of(_print([replace(SHEET, previous=None)], PrintMode.COMPARISON)[1])

    def test_a_blank_form_shows_names_and_what_was_known_and_no_answer(self):
        text = text_of(_print([SHEET], PrintMode.BLANK)[1])

        shown = [word in text for word in ("介護する人の茶話会", "話せる場をつくります", "茶話会の開催")]
        hidden = [word in text for word in ("のべ186人", "担い手を育てる", "土曜の回", "中央公民館", "確定")]
        assert (shown, hidden) == ([True] * 3, [False] * 5)

    def test_a_blank_form_has_two_pages(self):
        assert _print([SHEET], PrintMode.BLANK)[0].pages == 2

    def test_the_head_of_a_box_comes_again_on_every_page_it_runs_on_to(self):
        pages = [page.extract_text() for page in open_pdf(_print([wordy()])[1]).pages]
        with_text = [page for page in pages if "悩みを話せる相手" in page]

        assert len(with_text) == len(pages) == 2
        assert [page.count("団体のコメント") for page in with_text] == [1, 1]

    def test_a_sheet_of_which_little_is_known_is_printed(self):
        bare = replace(
            SHEET,
            texts=(),
            goals=(),
            comments=(),
            meeting=None,
            ratings=Ratings(),
            previous=None,
            finalised_on=None,
        )

        assert [_print([bare], mode)[0].sheets for mode in PrintMode] == [1, 1, 1]

    def test_two_axes_make_a_table_and_no_radar(self):
        text = text_of(_print([replace(SHEET, axes=SHEET.axes[:2])])[1])

        assert ("2 目的の設定" in text, "②目的の設定" in text) == (True, False)

    def test_its_name_is_the_title(self):
        assert open_pdf(_print([SHEET])[1]).metadata.title == f"ふりかえりシート {SHEET.title}"


class TestManySheets:
    def test_come_in_the_order_asked_for(self):
        sheets = numbered(3)[::-1]
        count, data = _print(sheets)
        reader = open_pdf(data)

        assert [mark.title for mark in reader.outline] == [sheet.title for sheet in sheets]
        assert count == PrintCount(sheets=3, rendered=3, pages=len(reader.pages))
        assert reader.metadata.title == "ふりかえりシート 令和7年度（2025年度） 3件 記入済み"

    def test_printing_again_renders_nothing_and_gives_the_same_file(self, rendered):
        first, again = _print(numbered(3)), _print(numbered(3))

        assert rendered == ["001", "002", "003"]
        assert (first[0].rendered, again[0].rendered) == (3, 0)
        assert first[1] == again[1]

    def test_a_new_day_renders_nothing_and_shows_the_new_day(self, rendered):
        _print(numbered(2))
        text = text_of(_print(numbered(2), printed_on=date(2026, 11, 23))[1])

        assert rendered == ["001", "002"]
        assert ("11月23日 印刷" in text, "11月22日 印刷" in text) == (True, False)

    def test_one_changed_sheet_is_rendered_alone(self, rendered):
        sheets = numbered(3)
        _print(sheets)
        rendered.clear()
        sheets[1] = replace(sheets[1], project="変わった事業")

        assert "変わった事業" in text_of(_print(sheets)[1])
        assert rendered == ["002"]

    def test_equal_sheets_are_rendered_once(self, rendered):
        assert _print([SHEET, SHEET])[0].sheets == 2
        assert rendered == ["003"]

    def test_progress_counts_kept_and_new_sheets(self):
        steps = []
        _print(numbered(1))
        _print(numbered(3), progress=lambda done, total: steps.append((done, total)))

        assert steps == [(2, 3), (3, 3)]

    def test_a_run_can_be_left_and_goes_on_from_there(self, rendered):
        with pytest.raises(KeyboardInterrupt):
            _print(numbered(3), progress=_leave)
        _print(numbered(3))

        assert rendered == ["001", "002", "003"]

    def test_several_processes_give_the_same_file(self, monkeypatch, settings):
        monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)  # a process of its own reads the settings anew
        one = _print(numbered(4), workers=1)[1]
        monkeypatch.setattr(many, "WORKERS_FROM", 2)
        with_cache = RenderingCache("other")

        assert _print(numbered(4), workers=2, cache=with_cache)[1] == one

    def test_without_sheets_there_is_nothing_to_print(self):
        with pytest.raises(ValueError, match="印刷するふりかえりシートがありません"):
            _print([])


def _leave(done, _total):
    if done == 2:
        raise KeyboardInterrupt


def test_the_key_tells_modes_and_looks_apart(monkeypatch):
    keys = {rendering_key(SHEET, mode) for mode in PrintMode}
    monkeypatch.setattr(render, "_look_digest", lambda: "another look")

    assert len(keys | {rendering_key(SHEET, PrintMode.FILLED)}) == len(PrintMode) + 1
