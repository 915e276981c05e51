"""What the tests of the codebase itself read: the packages' files, and who imports whom."""

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("kyodo", "organizations", "projects", "reviews")  # each may import those before it
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Source:
    """One Python file of the project. `name` is its path from the root, `module` its dotted name."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        return self.module.split(".")[0]

    @property
    def part(self) -> str:
        """The word that says what the file is for: models, actions, views, …; empty for the package itself."""
        return self.module.partition(".")[2].partition(".")[0]

    @functools.cached_property
    def text(self) -> str:
        return self.path.read_text()

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.name)

    def imports(self) -> set[str]:
        """Dotted names this file imports, wherever in it: `from a.b import c` gives a.b and a.b.c."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
        return found

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.module.split(".")
        if self.path.name == "__init__.py":
            parts = [*parts, ""]
        return ".".join([*parts[: -node.level], *([node.module] if node.module else [])])


@functools.cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files below these folders (the four packages without one), migrations left out."""
    found = (path for folder in folders or PACKAGES for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(Source(path) for path in found if "migrations" not in path.parts)


@functools.cache
def templates() -> dict[str, str]:
    """Template name to its text, of the project's own templates."""
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in sorted(TEMPLATES.rglob("*.*"))
    }


def functions(source: Source):
    """Every function of a file, with its number of lines (docstring and decorators left out)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = len(node.body) > 1 and ast.get_docstring(node) is not None
            first = node.body[0].end_lineno if documented else node.lineno
            yield node, node.end_lineno - first + (0 if documented else 1)
