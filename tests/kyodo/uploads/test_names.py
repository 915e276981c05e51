"""Names keep what people wrote and lose what could do harm."""

import unicodedata

import pytest

from kyodo.uploads.kinds import DOCX, JPEG, PDF
from kyodo.uploads.names import MAX_NAME, safe_name


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("令和8年度 事業計画（案）.pdf", PDF, "令和8年度 事業計画（案）.pdf"),
        ("𠮷野家🍚👨‍👩‍👧.pdf", PDF, "𠮷野家🍚👨‍👩‍👧.pdf"),
        (unicodedata.normalize("NFD", "パンフレット.pdf"), PDF, "パンフレット.pdf"),
        ("../../etc/passwd.pdf", PDF, "passwd.pdf"),
        (r"C:\Users\sato\計画.pdf", PDF, "計画.pdf"),
        ("..", PDF, "添付ファイル.pdf"),
        (".pdf", PDF, "添付ファイル.pdf"),
        ("", PDF, "添付ファイル.pdf"),
        ("計\x00画\x1f.pdf", PDF, "計画.pdf"),
        ("\ud800計画.pdf", PDF, "計画.pdf"),
        ("二\n行\tの  名.pdf", PDF, "二 行 の 名.pdf"),
        ("請求書\u202efdp.exe", PDF, "請求書fdp.exe.pdf"),
        ("\u200f計\u061c画.pdf", PDF, "計画.pdf"),
        ('a<b>:"|?*.pdf', PDF, "a_b______.pdf"),
        ("写真.PNG", JPEG, "写真.jpg"),
        ("写真.JPEG", JPEG, "写真.jpeg"),
        ("計画.docm", DOCX, "計画.docm.docx"),
        ("計画.pdf", DOCX, "計画.docx"),
        ("R8.4.1計画", DOCX, "R8.4.1計画.docx"),
        ("計画. .pdf", PDF, "計画.pdf"),
    ],
)
def test_the_name_that_is_kept(name, kind, kept):
    assert safe_name(name, kind) == kept


def test_a_long_name_keeps_its_ending():
    assert safe_name("長" * 400 + ".pdf", PDF) == "長" * (MAX_NAME - 4) + ".pdf"
