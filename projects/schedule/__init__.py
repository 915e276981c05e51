"""What the clock does for calls and proposals, one module a journey; a second time each finds nothing to do."""

from . import presentation  # noqa: F401 – registers what the clock does
