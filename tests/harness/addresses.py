"""Every address of the portal that leads to a view of its own packages, as the tests of the codebase see it."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from .source import PACKAGES

SAMPLES = {"int": "1", "str": "a", "slug": "a", "uuid": "00000000-0000-0000-0000-000000000000", "path": "a"}


@dataclass(frozen=True)
class Address:
    """`name` as `reverse` takes it, `view`, and `sample`: a path that leads there, with any values in it."""

    name: str
    view: Callable
    sample: str

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)

    @property
    def may_refuse(self) -> bool:
        """The view asks for a right, or for a thing that not everybody finds."""
        return hasattr(self.view, "permission") or hasattr(self.view, "fetch")


@functools.cache
def all_addresses() -> tuple[Address, ...]:
    """Those of the libraries too."""
    return tuple(_walk(get_resolver(), "", "/"))


@functools.cache
def own_addresses() -> tuple[Address, ...]:
    return tuple(each for each in all_addresses() if each.view.__module__.partition(".")[0] in PACKAGES)


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = prefix + _sample(entry)
        if isinstance(entry, URLPattern):
            yield Address(namespace + (entry.name or here), entry.callback, here)
        else:
            yield from _walk(entry, namespace + (f"{entry.namespace}:" if entry.namespace else ""), here)


def _sample(entry: URLPattern | URLResolver) -> str:
    path = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        written = f"<{name}>" if f"<{name}>" in path else f"<{kind}:{name}>"
        path = path.replace(written, SAMPLES.get(kind, "1"))
    return path
