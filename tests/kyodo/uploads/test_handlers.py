"""Long files while they arrive: the disk and the memory never hold more than is taken."""

import io

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from kyodo.tables import Limits
from kyodo.uploads import UploadRefused, check_upload
from tests.kyodo.uploads.bodies import MB, Body, sent
from tests.kyodo.uploads.files import pdf


@pytest.fixture
def received():
    """`received(length)` gives the body and the file that came out of it."""
    requests = []

    def receive(length: int) -> tuple[Body, TemporaryUploadedFile]:
        body = Body(length)
        environ = RequestFactory().post("/").environ
        requests.append(WSGIRequest({**environ, **sent(body)}))
        return body, requests[-1].FILES["files"]

    yield receive
    for request in requests:
        request.close()


def test_fifty_megabytes_are_refused_in_words_and_not_kept(received):
    body, file = received(50 * MB)
    assert body.given == body.size
    assert body.largest_read <= MB
    assert isinstance(file, TemporaryUploadedFile)
    assert 25 * MB < file.size < 25 * MB + 128 * 1024
    with pytest.raises(UploadRefused, match="大きすぎます。1つ25MBまでです") as caught:
        check_upload(file)
    assert caught.value.code == "too_big"


def test_a_file_within_the_limit_arrives_whole(received):
    assert received(3 * MB)[1].size == 3 * MB + len(b"%PDF-1.7 ")


def test_the_cut_is_never_shorter_than_a_table_may_be(settings, received):
    settings.UPLOAD_MAX_BYTES = MB
    assert received(9 * MB)[1].size == 9 * MB + len(b"%PDF-1.7 ")
    assert Limits.file_bytes == 10 * MB


@pytest.mark.parametrize(("length", "is_read"), [(3 * MB, True), (5 * MB, False)])
@pytest.mark.django_db
def test_a_request_that_is_too_long_is_refused_with_a_page(settings, length, is_read):
    settings.UPLOAD_REQUEST_MAX_BYTES = MB
    body = Body(length)
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    answer = client.generic("POST", "/accounts/login/", **sent(body))
    assert answer.status_code == 413
    assert "一度に送れる大きさを超えた" in answer.content.decode()
    assert (body.given == body.size) is is_read


def test_a_small_file_in_memory_is_checked_the_same():
    request = RequestFactory().post("/", {"file": io.BytesIO(pdf())})
    assert check_upload(request.FILES["file"]).kind.key == "pdf"
