"""The projects and programmes of the demo: made up, but for the names that the cities have published."""

from .projects import make_projects

__all__ = ["make_projects"]
