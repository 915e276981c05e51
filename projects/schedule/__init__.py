"""What the clock does for calls and proposals, one module a journey; a second time each finds nothing to do."""

from . import (  # noqa: F401 – each registers what the clock does
    checking,
    presentation,
    results,
    screening,
    writing,
)
