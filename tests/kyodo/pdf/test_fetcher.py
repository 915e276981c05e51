import pytest
from weasyprint import HTML

from kyodo.pdf.fetcher import PICTURE_BASE, STATIC_BASE, RefusedURLError, StaticFetcher


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/secret",
        "https://example.com/a.css",
        "ftp://example.com/a",
        "data:text/css,body{}",
        "static://elsewhere/print/base.css",
        f"{STATIC_BASE}../kyodo/settings.py",
        f"{STATIC_BASE}%2e%2e/kyodo/settings.py",
        f"{STATIC_BASE}/etc/passwd",
        f"{STATIC_BASE}print/none.css",
        f"{STATIC_BASE}print",
        f"{PICTURE_BASE}unknown.png",
    ],
)
def test_everything_but_static_files_is_refused(url):
    with pytest.raises(RefusedURLError):
        StaticFetcher({"qr.png": b"png"}).fetch(url)


def test_a_static_file_opens():
    response = StaticFetcher().fetch(f"{STATIC_BASE}print/base.css")

    assert response.content_type == "text/css"
    assert b"BIZ UDPGothic" in response.read()


def test_a_picture_made_for_the_page_opens():
    assert StaticFetcher({"qr.png": b"png"}).fetch(f"{PICTURE_BASE}qr.png").read() == b"png"


def test_a_page_cannot_reach_a_file(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(StaticFetcher, "fetch", _recording(asked))
    page = (
        f'<html lang="ja"><link rel="stylesheet" href="file://{tmp_path}/a.css"><img src="http://x/y" alt="">'
    )

    HTML(string=page, base_url=STATIC_BASE, url_fetcher=StaticFetcher()).write_pdf()

    assert asked == [(f"file://{tmp_path}/a.css", "refused"), ("http://x/y", "refused")]


def _recording(asked):
    fetch = StaticFetcher.fetch

    def record(self, url, headers=None):
        try:
            response = fetch(self, url, headers)
        except RefusedURLError:
            asked.append((url, "refused"))
            raise
        asked.append((url, "opened"))
        return response

    return record
