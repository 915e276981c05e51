from decimal import Decimal

import pytest

from reviews.bases import base_of, blank_base, read_base
from reviews.given import Given
from reviews.models import Question

SAID = Given(codes=("c1", "c2"), text="約束")


def test_a_base_tells_what_was_seen_from_everything_else():
    base = read_base(base_of(Question(pk=7), SAID, 3))
    assert (base.question, base.version, base.says(SAID)) == (7, 3, True)
    others = [Given(), Given(codes=("c1",), text="約束"), Given(codes=SAID.codes), Given(number=Decimal(12))]
    assert [base.says(each) for each in others] == [False] * 4
    assert blank_base(Question(pk=7)).says(Given())


def test_a_number_is_the_same_however_it_is_written():
    base = read_base(base_of(Question(pk=1), Given(number=Decimal("12.50")), 1))
    assert base.says(Given(number=Decimal("12.5")))


@pytest.mark.parametrize(
    "text", ["", "7", "7-3", "7-3:xyz", "-1-3:0123456789ab", 7, None, ["7-3:0123456789ab"]]
)
def test_what_makes_no_sense_is_no_base(text):
    assert read_base(text) is None
