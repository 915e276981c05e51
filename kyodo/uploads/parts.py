"""The parts of an Office file, read within limits."""

import zipfile
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from kyodo.uploads.refused import UploadRefused

PART_BYTES = 5 * 1024 * 1024
TOO_BIG = "ファイルの中身が大きすぎます。画像を小さくするか、PDFとして保存し直してください。"


class Package:
    """An opened zip whose directory has been found harmless."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.names = set(archive.namelist())

    def read(self, name: str) -> bytes:
        if self.archive.getinfo(name).file_size > PART_BYTES:
            raise UploadRefused(TOO_BIG, code="bomb")
        return self.archive.read(name)

    def xml(self, name: str) -> Element:
        return ElementTree.fromstring(self.read(name), forbid_dtd=True)
