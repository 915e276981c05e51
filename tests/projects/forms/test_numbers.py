from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.forms.numbers import CountField, MeasureField


@pytest.mark.parametrize(
    ("typed", "number"), [("１，２００人", 1200), ("30", 30), ("0", 0), ("", None), (" 12 名", 12)]
)
def test_counts_as_people_type_them(typed, number):
    assert CountField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["-1", "1.5", "たくさん", "2147483648"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(ValidationError):
        CountField(required=False).clean(typed)


def test_measures_take_a_decimal_and_a_unit():
    field = MeasureField(required=False)
    assert field.clean("１０．５％") == Decimal("10.5")
    assert field.prepare_value(Decimal("100.0")) == "100"
    with pytest.raises(ValidationError):
        field.clean("1.25")
