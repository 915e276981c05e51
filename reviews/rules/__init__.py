"""Who may do what: review sheets (`sheets`), surveys and the list of a 課's work (`surveys`)."""

from . import sheets, surveys  # noqa: F401 – each registers its permissions
