"""Who may do what: projects (`records`), calls and proposals (`proposals`), screening and decision (`screening`)."""

from . import deciding, presentation, proposals, records, screening  # noqa: F401 – each registers its permissions
