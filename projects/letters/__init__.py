"""The letters of calls and proposals: what each kind says, one module a journey."""

from . import checking, consultations, presentation, reminders  # noqa: F401 – each declares its kinds
