from collections import Counter
from io import BytesIO

import pytest
from pypdf.generic import NullObject

from kyodo.pdf import Part, merge, render_stamp
from reviews.printing.document import PrintMode
from reviews.printing.render import render_sheet
from tests.kyodo.pdf.reading import embedded_fonts, open_pdf, parent_tree, tags, text_of
from tests.reviews.printing.sheets import numbered, wordy

STAMP = '<html lang="ja"><body><p class="stamp">みどり市　令和8年（2026年）11月22日 印刷</p></body></html>'


@pytest.fixture(scope="module")
def parts():
    sheets = [*numbered(2), wordy()]
    return [Part(sheet.title, render_sheet(sheet, PrintMode.FILLED)) for sheet in sheets]


def _merge(parts, **options):
    out = BytesIO()
    merge(parts, title="令和7年度のふりかえり", out=out, **options)
    return out.getvalue()


def test_pages_bookmarks_title_and_language_are_kept(parts):
    reader = open_pdf(_merge(parts))
    pages = [len(open_pdf(part.data).pages) for part in parts]
    root = reader.trailer["/Root"]

    assert len(reader.pages) == sum(pages)
    assert [mark.title for mark in reader.outline] == [part.title for part in parts]
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [
        0,
        pages[0],
        sum(pages[:2]),
    ]
    assert (root["/Lang"], reader.metadata.title) == ("ja", "令和7年度のふりかえり")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b">1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_structure_tree_is_the_sum_of_the_parts(parts):
    counted = Counter(tag["/S"] for tag in tags(open_pdf(_merge(parts))))
    expected = sum((Counter(tag["/S"] for tag in tags(open_pdf(part.data))) for part in parts), Counter())
    expected["/Part"] = expected.pop("/Document")

    assert counted == expected + Counter({"/Document": 1})


def test_every_page_finds_its_tags_and_they_find_it(parts):
    reader = open_pdf(_merge(parts))
    rows, placed = parent_tree(reader), tags(reader)
    keys = [int(page["/StructParents"]) for page in reader.pages]

    assert sorted(rows) == sorted(keys) == list(range(len(reader.pages)))
    for page, key in zip(reader.pages, keys, strict=True):
        owners = [owner.get_object() for owner in rows[key]]
        owners = [owner for owner in owners if not isinstance(owner, NullObject)]  # the foot is no content
        assert owners
        assert all(owner["/Pg"].get_object() == page for owner in owners)
        assert all(any(owner is tag or owner == tag for tag in placed) for owner in owners)


def test_names_of_table_heads_are_unique_and_listed(parts):
    reader = open_pdf(_merge(parts))
    names = [tag["/ID"] for tag in tags(reader) if "/ID" in tag]
    listed = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"][::2]

    assert len(set(names)) == len(names) > 0
    assert listed == sorted(names)


def test_each_font_is_embedded_once_for_all(parts):
    reader = open_pdf(_merge(parts))
    one = embedded_fonts(open_pdf(_merge(parts[:1])))

    assert set(embedded_fonts(open_pdf(parts[0].data)).values()) != set(one.values())
    assert all(size > 1000 for size in one.values())
    assert len({id(file) for file in _font_files(reader)}) == len(one)


def test_the_stamp_is_on_every_page_and_outside_the_tags(parts):
    reader = open_pdf(_merge(parts, stamp=render_stamp(STAMP)))

    assert len([page for page in reader.pages if "11月22日 印刷" in page.extract_text()]) == len(reader.pages)
    assert len(tags(reader)) == len(tags(open_pdf(_merge(parts))))


def test_the_same_parts_give_the_same_bytes(parts):
    assert _merge(parts) == _merge(parts)


def test_text_survives(parts):
    assert "髙﨑・𠮷田" in text_of(_merge(parts))


def test_nothing_cannot_be_merged():
    with pytest.raises(ValueError, match="nothing to merge"):
        _merge([])


def _font_files(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            yield (descriptor.get("/FontFile2") or descriptor.get("/FontFile3")).get_object()
