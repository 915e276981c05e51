"""The letters of calls and proposals: what each kind says, one module a journey."""

from . import presentation  # noqa: F401 – declares its kinds
