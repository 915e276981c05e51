"""Pictures are kept as they were taken, without telling where and when."""

import io

import pytest
from PIL import Image, PngImagePlugin

from kyodo.uploads import UploadRefused, check_upload
from kyodo.uploads.kinds import JPEG, PNG, WEBP
from kyodo.uploads.metadata import BrokenPictureError, without_metadata
from tests.kyodo.uploads.files import picture, uploaded

PLACE = "35.725"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def exif(orientation: int = 6) -> Image.Exif:
    told = Image.Exif()
    told[ORIENTATION], told[MAKE] = orientation, "A phone"
    told.get_ifd(GPS)[2] = (35.0, 43.0, 30.0)
    return told


def kept(data: bytes, name: str = "写真.jpg") -> bytes:
    return check_upload(uploaded(data, name)).content.read()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_keeps_its_points_and_its_turn_and_nothing_else(progressive):
    data = picture(
        "JPEG",
        (640, 480),
        exif=exif(),
        comment=b"taken at " + PLACE.encode(),
        xmp=b"<x/>",
        progressive=progressive,
    )
    bare = kept(data)
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert dict(opened(bare).getexif()) == {ORIENTATION: 6}
    assert [word for word in (b"A phone", b"GPS", PLACE.encode(), b"<x/>") if word in bare] == []


def test_an_upright_photograph_has_no_exif_left():
    assert dict(opened(kept(picture("JPEG", exif=exif(1)))).getexif()) == {}


def test_a_profile_of_colours_stays():
    assert opened(kept(picture("JPEG", icc_profile=b"profile"))).info["icc_profile"] == b"profile"


def test_what_follows_a_photograph_is_cut_off():
    plain = picture("JPEG", (64, 48))
    assert kept(plain + b"and a hidden film") == kept(plain)


def test_fill_bytes_between_blocks_are_read_over():
    plain = picture("JPEG")
    assert kept(plain[:2] + b"\xff\xff" + plain[2:]) == kept(plain)


def test_a_png_loses_its_texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "高橋")
    texts.add_itxt("Place", PLACE)
    data = picture("PNG", pnginfo=texts, exif=exif())
    bare = kept(data + b"and more", "図.png")
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert bare == picture("PNG")


def test_a_webp_loses_its_exif():
    data = picture("WEBP", exif=exif(), xmp=b"<x/>", icc_profile=b"profile")
    bare = kept(data, "図.webp")
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert (
        sorted(opened(bare).info) == ["background", "icc_profile", "loop"] or "exif" not in opened(bare).info
    )
    assert b"A phone" not in bare


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("JPEG")[:-2], JPEG),
        (picture("JPEG")[:20], JPEG),
        (picture("JPEG")[:2] + b"xx" + picture("JPEG")[2:], JPEG),
        (picture("PNG")[:-6], PNG),
        (picture("WEBP")[:-6], WEBP),
    ],
)
def test_a_cut_or_torn_picture_is_broken(data, kind):
    with pytest.raises(BrokenPictureError):
        without_metadata(data, kind)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_too_many_pixels_are_refused_without_drawing_them(settings, kind):
    settings.UPLOAD_MAX_PIXELS = 1_000_000
    with pytest.raises(UploadRefused, match="100万画素まで") as caught:
        check_upload(uploaded(picture(kind, (1001, 1000))))
    assert caught.value.code == "pixels"


def test_a_picture_of_impossible_size_is_refused():
    data = bytearray(picture("GIF"))
    data[6:10] = b"\xff" * 4
    with pytest.raises(UploadRefused) as caught:
        check_upload(uploaded(bytes(data)))
    assert caught.value.code == "pixels"


def test_a_png_with_a_wrong_sum_is_refused():
    data = bytearray(picture("PNG"))
    data[-20] ^= 0xFF
    with pytest.raises(UploadRefused) as caught:
        check_upload(uploaded(bytes(data)))
    assert caught.value.code == "broken"
