"""What this app puts on わたしの机 and on the 年度ボード, one module a journey."""

from . import (  # noqa: F401 – each registers its tasks
    calls,
    checking,
    deciding,
    presentation,
    records,
    screening,
    writing,
)
