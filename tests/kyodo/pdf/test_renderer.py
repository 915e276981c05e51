import pytest

from kyodo.pdf import render_pdf
from kyodo.pdf.renderer import _stylesheet
from tests.kyodo.pdf.reading import embedded_fonts, open_pdf, parent_tree, tags, text_of

PAGE = """<!DOCTYPE html>
<html lang="ja"><head><title>{{ title }}</title></head>
<body><h1>協定書</h1><p>{{ body }}</p><table><tr><th>項目</th><td>髙﨑𠮷</td></tr></table></body></html>"""


@pytest.fixture
def template(settings):
    loader = ("django.template.loaders.locmem.Loader", {"page.html": PAGE, "loose.html": f"{PAGE}<br>&nbsp;"})
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [loader]}}
    ]


def _render(name="page.html", body="本文です。"):
    return render_pdf(name, {"body": body}, title="協定書（案）")


@pytest.mark.usefixtures("template")
class TestRenderPdf:
    def test_says_that_it_is_pdf_ua_in_japanese_with_its_title(self):
        reader = open_pdf(_render())
        root = reader.trailer["/Root"]

        assert root["/Lang"] == "ja"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata.title == "協定書（案）"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    def test_is_a4(self):
        box = open_pdf(_render()).pages[0].mediabox

        assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)

    def test_text_comes_out_in_reading_order(self):
        assert text_of(_render()).split() == ["協定書", "本文です。", "項目", "髙﨑𠮷"]

    def test_fonts_are_embedded_as_subsets_and_cover_rare_letters(self):
        fonts = embedded_fonts(open_pdf(_render()))

        assert sorted(name.split("+")[1] for name in fonts) == [
            "BIZ-UDPGothic",
            "BIZ-UDPGothic-Bold",
            "Noto-Sans-CJK-JP",
        ]
        assert all(0 < size < 1_000_000 for size in fonts.values())

    def test_every_table_head_has_a_name_of_its_own(self):
        reader = open_pdf(_render())
        heads = [tag for tag in tags(reader) if tag["/S"] == "/TH"]
        names = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]

        assert [head["/ID"] for head in heads] == [names[0]]

    def test_every_marked_piece_hangs_on_the_tree(self):
        reader = open_pdf(_render())
        owners = [owner for row in parent_tree(reader).values() for owner in row]

        assert all(owner.get_object() in tags(reader) for owner in owners)

    def test_the_same_page_gives_the_same_bytes(self):
        assert _render() == _render()

    def test_a_page_that_is_not_xml_is_printed_too(self):
        assert text_of(_render("loose.html")).split()[:2] == ["協定書", "本文です。"]

    def test_what_a_person_typed_stays_text(self):
        assert "<script>x</script>" in text_of(_render(body="<script>x</script>"))

    def test_a_stylesheet_is_parsed_once(self):
        assert _stylesheet("print/base.css") is _stylesheet("print/base.css")
