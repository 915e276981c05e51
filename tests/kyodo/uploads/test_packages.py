"""Office files: macros, bombs, passwords and what hides inside."""

import io
import zipfile

import pytest

from kyodo.uploads import UploadRefused, packages
from kyodo.uploads.packages import check_package
from tests.kyodo.uploads.files import OLE, WORD, docx, odf, packed, pptx, types, xlsx

MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"


def kind_of(data: bytes) -> str:
    return check_package(io.BytesIO(data)).key


def code_of(data: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check_package(io.BytesIO(data))
    return caught.value.code


def template(target: str) -> bytes:
    return (
        f'<Relationships><Relationship Type="{RELATIONSHIPS}/attachedTemplate" TargetMode="External" '
        f'Target="{target}"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(pptx({CHART: xlsx()}), "pptx", id="a chart with its workbook"),
        pytest.param(docx({"word/media/image1.png": b"\x89PNG"}), "docx", id="a picture"),
        pytest.param(
            docx({"word/_rels/settings.xml.rels": template("file:///C:/Templates/a.dotx")}),
            "docx",
            id="a template of the city's own disk",
        ),
        pytest.param(
            odf("text", {"Basic/script-lc.xml": b"", "Basic/Standard/script-lb.xml": b""}),
            "odt",
            id="a list of no macros",
        ),
    ],
)
def test_what_offices_write_is_taken(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(docx({"word/vbaProject.bin": b"macro"}), "macro", id="a macro"),
        pytest.param(docx({"WORD/VBAPROJECT.BIN": b"macro"}), "macro", id="a macro in capitals"),
        pytest.param(docx({"word/activeX/activeX1.xml": b"<a/>"}), "macro", id="a control"),
        pytest.param(
            packed(
                {"[Content_Types].xml": types(("/word/document.xml", MACRO_WORD)), "word/document.xml": b""}
            ),
            "macro",
            id="a renamed docm",
        ),
        pytest.param(
            docx({"word/x.bin": b""}, ("/word/x.bin", "application/vnd.ms-office.vbaProject")),
            "macro",
            id="a macro under another name",
        ),
        pytest.param(docx({"word/embeddings/oleObject1.bin": OLE}), "object", id="an OLE object"),
        pytest.param(docx({"word/media/image1.png": b"MZ\x90"}), "object", id="a program called a picture"),
        pytest.param(docx({"word/embeddings/a.zip": packed({"a": b"b"})}), "archive", id="a zip inside"),
        pytest.param(
            docx({"word/embeddings/a.docx": docx({"word/embeddings/b.xlsx": xlsx()})}),
            "archive",
            id="a file in a file in a file",
        ),
        pytest.param(
            docx({"word/embeddings/a.docx": docx({"word/vbaProject.bin": b""})}), "macro", id="a macro inside"
        ),
        pytest.param(
            docx({"word/_rels/settings.xml.rels": template("https://evil.example/a.dotm")}),
            "remote",
            id="a template from afar",
        ),
        pytest.param(docx({"word/_rels/settings.xml.rels": b"<Relation"}), "broken", id="broken XML"),
        pytest.param(
            docx({"word/_rels/a.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "broken", id="an entity"
        ),
        pytest.param(
            packed({"[Content_Types].xml": types(("/word/document.xml", WORD))}),
            "unknown_office",
            id="no text",
        ),
        pytest.param(
            packed(
                {
                    "[Content_Types].xml": types(("/word/document.xml", f"{WORD}.template")),
                    "word/document.xml": b"",
                }
            ),
            "unknown_office",
            id="another kind of Office file",
        ),
        pytest.param(packed({"word/document.xml": b""}), "archive", id="no types"),
        pytest.param(docx({"[content_types].xml": b"<Types/>"}), "broken", id="two lists of types"),
        pytest.param(docx({"mimetype": b"x"}), "broken", id="two families"),
        pytest.param(odf("text", {"Basic/Standard/Module1.xml": b""}), "macro", id="a macro in an odt"),
        pytest.param(odf("text", {"Scripts/python/a.py": b""}), "macro", id="a script in an odt"),
        pytest.param(odf("text", manifest=b"<a><encryption-data/></a>"), "locked", id="a password on an odt"),
        pytest.param(odf("graphics"), "unknown_office", id="a drawing"),
    ],
)
def test_what_is_refused(data, code):
    assert code_of(data) == code


def test_a_bomb_is_refused_by_what_it_would_unpack_to(monkeypatch):
    monkeypatch.setattr(packages, "UNPACKED_BYTES", 50_000)
    assert code_of(docx({"word/media/a.png": bytes(50_000)})) == "bomb"


def test_a_bomb_is_refused_by_its_ratio():
    assert code_of(docx({"word/media/a.png": bytes(3 * 1024 * 1024)})) == "bomb"


def test_a_bomb_in_a_file_inside_is_refused(monkeypatch):
    inner = docx({"word/media/a.png": bytes(30_000), "word/media/b.png": bytes(30_000)})
    monkeypatch.setattr(packages, "UNPACKED_BYTES", 50_000)
    assert code_of(pptx({"ppt/embeddings/a.docx": inner})) == "bomb"


def test_all_files_inside_share_one_room(monkeypatch):
    inner = docx({"word/media/a.png": bytes(30_000)})
    monkeypatch.setattr(packages, "UNPACKED_BYTES", 50_000)
    assert kind_of(pptx({"ppt/embeddings/a.docx": inner})) == "pptx"
    assert code_of(pptx({"ppt/embeddings/a.docx": inner, "ppt/embeddings/b.docx": inner})) == "bomb"


def test_a_list_of_types_that_is_too_long_is_not_parsed(monkeypatch):
    monkeypatch.setattr("kyodo.uploads.parts.PART_BYTES", 100)
    assert code_of(docx()) == "bomb"


def test_damaged_data_is_refused():
    data = bytearray(docx({"word/media/a.png": b"0123456789" * 50}))
    start = data.index(b"word/media/a.png") + 20
    data[start : start + 4] = b"\xff" * 4
    assert code_of(bytes(data)) == "broken"


def test_a_part_of_unknown_packing_is_refused():
    data = bytearray(packed({"[Content_Types].xml": b"<Types/>"}, method=zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 10] = 99
    data[8] = 99
    assert code_of(bytes(data)) == "broken"
