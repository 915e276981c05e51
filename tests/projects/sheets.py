"""A score sheet as a browser sends it."""

import json


def filled(round_, *values, bases=None, **more):
    """The whole form as a browser sends it, with these values on the criteria, as somebody who saw it empty."""
    data = {"outlook_0": "", "comment_0": ""}
    for criterion, value in zip(round_.criteria, [*values, *[""] * len(round_.criteria)], strict=False):
        data |= {f"value_{criterion.pk}": value, f"comment_{criterion.pk}": ""}
    seen = {"outlook_0": 1, "comment_0": 1} if bases is None else bases
    return sent(data, bases=json.dumps(seen)) | sent(more)


def sent(fields, **more):
    """Under the names that the page gives its fields."""
    named = {
        (f"field-{name}" if "_" in name and name[-1].isdigit() else name): text
        for name, text in fields.items()
    }
    return named | more
