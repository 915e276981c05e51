"""Who may do what: `records` for projects, one module more for each further part of this app."""

from . import records  # noqa: F401 – registers its permissions
