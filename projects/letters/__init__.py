"""The letters of calls and proposals: what each kind says, one module a journey."""

from . import (  # noqa: F401 – each declares its kinds
    after,
    calls,
    checking,
    consultations,
    presentation,
    reminders,
    results,
    screening,
    writing,
)
