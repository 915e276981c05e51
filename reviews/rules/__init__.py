"""Who may do what: with review sheets (`sheets`)."""

from . import sheets  # noqa: F401 – registers its permissions
