"""One call's scores as short as they can be written, for the tests of the calculation."""

from projects.enums import TieRule
from projects.ranking import Entry, Given, Judge, Mark, Measure, Rules, Seat, Stage

NAMES = "ABCDEFGH"


def given(scores, *, weights=(2, 1), stages=None, out=None, closed=(True, True), passed=(), **rules) -> Given:
    """`scores[entry]` is one string a judge: a digit a criterion, a dot for none, "" where not assigned.

    `stages`: the stage of each criterion (default: all of the first). `out`: {(entry, judge): why}.
    `passed`: the entries that came to the second stage.
    """
    stages = stages or (1,) * len(weights)
    numbers = sorted(set(stages))
    judges = range(max(map(len, scores)))
    seats, marks = [], []
    for entry, row in enumerate(scores):
        for judge, digits in enumerate(row):
            if digits:
                why = (out or {}).get((entry, judge), "")
                seats += [Seat(judge, entry, number, why) for number in numbers]
            marks += [
                Mark(judge, entry, measure, int(digit))
                for measure, digit in enumerate(digits)
                if digit.isdigit()
            ]
    return Given(
        stages=tuple(Stage(number, f"第{number}段階", closed[number - 1]) for number in numbers),
        measures=tuple(
            Measure(key, f"観点{key}", weight, stage)
            for key, (weight, stage) in enumerate(zip(weights, stages, strict=True))
        ),
        entries=tuple(
            Entry(key, NAMES[key % 8] + "の提案", 2 if key in passed else 1) for key in range(len(scores))
        ),
        judges=tuple(Judge(key, f"委員{key}") for key in judges),
        seats=tuple(seats),
        marks=tuple(marks),
        rules=Rules(**{"tie": TieRule.HEAVIEST, **rules}),
    )
