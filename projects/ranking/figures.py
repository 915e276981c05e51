"""Numbers that say how they came about: an exact fraction, and its calculation as somebody would write it by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

PLACES = 100  # two decimals


@dataclass(frozen=True)
class Figure:
    """`value` is exact; `steps` is the whole calculation in one line, with fractions where decimals would round."""

    value: Fraction
    steps: str

    @property
    def shown(self) -> str:
        """Two decimals, halves rounded up."""
        return shown(self.value)

    @property
    def signed(self) -> str:
        """With its sign: 「＋0.42」「－0.10」「±0.00」."""
        sign = "±" if self.shown in {"0.00", "-0.00"} else "＋" if self.value > 0 else "－"
        return sign + self.shown.removeprefix("-")


def shown(value: Fraction) -> str:
    """「3.67」; a half goes up, away from zero."""
    hundredths = (abs(value) * PLACES * 2 + 1) // 2
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // PLACES}.{hundredths % PLACES:02}"


def exact(value: Fraction) -> str:
    """「4」「3.5」 where two decimals say it all, else 「11/3」."""
    if PLACES % value.denominator:
        return str(value)
    return shown(value).rstrip("0").rstrip(".")


def result(value: Fraction) -> str:
    """「3.5」 or 「11/3（3.67）」: what stands behind an equals sign."""
    text = exact(value)
    return f"{text}（{shown(value)}）" if "/" in text else text


def mean(values: Sequence[Fraction | int]) -> Figure:
    """Raises `ZeroDivisionError` without values."""
    value = Fraction(sum(values), len(values))
    added = "＋".join(exact(Fraction(each)) for each in values)
    return Figure(value, f"({added})÷{len(values)}＝{result(value)}")


def weighted(parts: Sequence[tuple[Fraction, int]]) -> Figure:
    """Each value times its weight, added."""
    value = sum((each * weight for each, weight in parts), Fraction())
    added = "＋".join(f"{exact(each)}×{weight}" for each, weight in parts)
    return Figure(value, f"{added}＝{result(value)}")


def added(parts: Sequence[Fraction]) -> Figure:
    value = sum(parts, Fraction())
    return Figure(value, f"{'＋'.join(map(exact, parts))}＝{result(value)}")


def percent(total: Fraction, full: int) -> Figure:
    value = total * 100 / full
    return Figure(value, f"{exact(total)}÷{full}×100＝{result(value)}")


def difference(first: Fraction, second: Fraction) -> Figure:
    value = first - second
    return Figure(value, f"{exact(first)}－{exact(second)}＝{result(value)}")


@dataclass(frozen=True)
class Deviation:
    """標準偏差 of all given scores (of the population): the root of `variance`, which is exact."""

    variance: Fraction
    steps: str

    @property
    def shown(self) -> str:
        """Two decimals, halves rounded up, without passing through a float."""
        # k is the greatest whole number with (k - 1/2)² ≤ variance × 100², that is (2k - 1)² ≤ 4 × variance × 100².
        root = isqrt(4 * PLACES**2 * self.variance.numerator // self.variance.denominator)
        hundredths = (root + 1) // 2
        return f"{hundredths // PLACES}.{hundredths % PLACES:02}"


def deviation(values: Sequence[int]) -> Deviation:
    """The mean of the squares less the square of the mean, and the root of that."""
    count = len(values)
    middle = Fraction(sum(values), count)
    variance = Fraction(sum(each * each for each in values), count) - middle * middle
    squares = "＋".join(f"{each}²" for each in values)
    square = f"({exact(middle)})²" if "/" in exact(middle) else f"{exact(middle)}²"
    return Deviation(variance, f"√(({squares})÷{count}－{square})＝√{exact(variance)}")
