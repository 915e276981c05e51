import pytest

from reviews.actions.axes import AxisText, make_version, texts_of
from reviews.models import AxisSet
from tests.factories.reviews import AxisSetFactory

pytestmark = pytest.mark.django_db
AXES = [
    AxisText("共有", "分かち合えましたか。"),
    AxisText("達成", "届きましたか。"),
    AxisText("満足", "またしたいですか。"),
]


def test_another_wording_is_a_new_version_and_the_used_one_stays():
    first = AxisSetFactory(key="city")
    before = texts_of(first)
    made, happened = make_version(key="city", name="視点", axes=AXES)
    assert (happened, made.version, made.is_current, texts_of(made)) == ("created", 2, True, AXES)
    assert texts_of(AxisSet.objects.get(pk=first.pk)) == before
    assert AxisSet.objects.get(is_current=True) == made


def test_the_same_wording_makes_no_version():
    made, _ = make_version(key="city", name="視点", axes=AXES)
    assert make_version(key="city", name="視点", axes=AXES) == (made, "unchanged")
    other, _ = make_version(key="town", name="視点", axes=AXES[:2])
    assert make_version(key="city", name="視点", axes=AXES) == (made, "updated")
    assert AxisSet.objects.get(is_current=True) == made
    assert other.version == 1
