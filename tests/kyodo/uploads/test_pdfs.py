"""PDFs that act by themselves, hide files or would unpack without end are refused."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kyodo.uploads import UploadRefused, pdfs
from kyodo.uploads.pdfs import check_pdf
from tests.kyodo.uploads.files import pdf

PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def code_of(data: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check_pdf(io.BytesIO(data))
    return caught.value.code


def opens_with(action: Dictionary):
    def change(document):
        document.Root.OpenAction = action

    return change


def with_attachment(document):
    document.attachments["secret.exe"] = b"MZ"


def with_annotation(**entries):
    def change(document):
        document.pages[0].Annots = Array([document.make_indirect(Dictionary(Type=Name.Annot, **entries))])

    return change


def with_form(document):
    document.Root.AcroForm = Dictionary(XFA=String("<xdp/>"))


def in_a_streams_dictionary(document):
    document.Root.Odd = document.make_stream(b"", Dictionary(A=Dictionary(S=Name.JavaScript)))


@pytest.mark.parametrize("save", [{}, PACKED], ids=["plain", "packed"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (opens_with(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), "active"),
        (opens_with(Dictionary(S=Name.Launch, F=String("cmd.exe"))), "active"),
        (with_annotation(A=Dictionary(S=Name.SubmitForm, F=String("https://evil.example"))), "active"),
        (with_annotation(Subtype=Name.RichMedia), "active"),
        (with_form, "active"),
        (in_a_streams_dictionary, "active"),
        (with_attachment, "embedded"),
        (with_annotation(Subtype=Name.FileAttachment), "embedded"),
    ],
)
def test_what_acts_or_hides_is_refused(change, code, save):
    assert code_of(pdf(change, **save)) == code


def test_a_name_in_disguise_is_refused():
    plain = pdf(opens_with(Dictionary(S=Name.Launch)))
    assert code_of(plain.replace(b"/Launch", b"/L#61unch")) == "active"


@pytest.mark.parametrize("save", [{}, PACKED], ids=["plain", "packed"])
def test_words_and_links_are_no_actions(save):
    change = with_annotation(
        A=Dictionary(S=Name.URI, URI=String("https://example.jp/JS")), Contents=String("/JS (/Launch) \\")
    )
    check_pdf(io.BytesIO(pdf(change, **save)))


def test_a_password_is_refused_and_a_ban_on_printing_is_not():
    locked = pdf(encryption=pikepdf.Encryption(user="秘密", owner="o"))
    assert code_of(locked) == "locked"
    check_pdf(io.BytesIO(pdf(encryption=pikepdf.Encryption(user="", owner="o"))))


def test_a_pdf_without_a_page_is_refused():
    def empty(document):
        del document.pages[0]

    assert code_of(pdf(empty)) == "broken"


def test_too_many_objects_are_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "_OBJECTS", 2)
    assert code_of(pdf()) == "bomb"


def test_lists_that_unpack_to_too_much_are_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "_LISTS_BYTES", 20)
    assert code_of(pdf(**PACKED)) == "bomb"


def test_one_list_that_unpacks_without_end_is_never_unpacked():
    assert code_of(bomb()) == "broken"


def bomb() -> bytes:
    """A catalogue in a packed list of objects with 64 MB of blanks after it."""
    content = b"1 0 2 30 ".ljust(40) + b"<</Type/Catalog/Pages 2 0 R>>".ljust(30)
    squeezer = zlib.compressobj(9)
    data = squeezer.compress(content + b"<</Type/Pages/Kids[]/Count 0>>")
    blanks = b" " * 1024 * 1024
    data += b"".join(squeezer.compress(blanks) for _ in range(64)) + squeezer.flush()
    start = b"%PDF-1.5\n"
    packed = b"3 0 obj\n<</Type/ObjStm/N 2/First 40/Filter/FlateDecode/Length %d>>stream\n" % len(data)
    body = start + packed + data + b"\nendstream\nendobj\n"
    rows = [(0, 0, 0), (2, 3, 0), (2, 3, 1), (1, len(start), 0), (1, len(body), 0)]
    table = b"".join(
        bytes((kind,)) + where.to_bytes(4, "big") + bytes((index,)) for kind, where, index in rows
    )
    body += b"4 0 obj\n<</Type/XRef/W[1 4 1]/Size 5/Root 1 0 R/Length %d>>stream\n" % len(table)
    return body + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % body.index(b"4 0 obj")
