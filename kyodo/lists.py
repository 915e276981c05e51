"""A list page: one query string narrows, sorts, counts, pages and exports the same rows.

Counting stops at `COUNT_CAP`, and pages end there: no page costs more because a table grew. Whoever needs more than
that narrows the list, or exports it (an export has no cap).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator

COUNT_CAP = 1000
PAGE_SIZES = (20, 50, 100)


class CappedPaginator(Paginator):
    """Counts no further than the cap. Pages a queryset, or a list of what was read already."""

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNT_CAP)

    @cached_property
    def counted(self) -> int:
        if isinstance(self.object_list, list):
            return len(self.object_list)
        return self.object_list.order_by()[: COUNT_CAP + 1].count()

    @property
    def is_capped(self) -> bool:
        return self.counted > COUNT_CAP


@dataclass(frozen=True)
class Sort:
    """One way to sort: its key in the URL, its label, and the order that an index supports."""

    key: str
    label: str
    order: tuple[str, ...]


@dataclass(frozen=True)
class ActiveFilter:
    """One filter in force: what it says, and the query string without it."""

    label: str
    value: str
    without: str


class PagedRows:
    """Rows in pages, for `_components/pagination.html`: a list without filters."""

    def __init__(self, request, rows, size: int = PAGE_SIZES[0]):
        self.request = request
        self.size = size
        self.paginator = CappedPaginator(rows, size)
        self.page = self.paginator.get_page(request.GET.get("page"))

    @property
    def count_label(self) -> str:
        return f"{COUNT_CAP:,}件以上" if self.paginator.is_capped else f"{self.paginator.count:,}件"

    @property
    def page_range(self):
        return self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)


class ListPage(PagedRows):
    """What a list's template shows. `filterset` is bound to the request's query string."""

    def __init__(self, request, filterset, sorts: Sequence[Sort]):
        self.filterset = filterset
        self.sorts = sorts
        self.sort = next((each for each in sorts if each.key == request.GET.get("sort")), sorts[0])
        super().__init__(request, filterset.qs.order_by(*self.sort.order), _size(request.GET.get("size")))

    @property
    def page_sizes(self) -> tuple[int, ...]:
        return PAGE_SIZES

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """The filters in force, each with its words and the way to drop it."""
        found = []
        form = self.filterset.form
        for name in form.fields:
            for value, words in _chosen(form[name]):
                query = self.request.GET.copy()
                query.setlist(name, [each for each in query.getlist(name) if each != value])
                query.pop("page", None)
                found.append(ActiveFilter(str(form.fields[name].label or name), words, query.urlencode()))
        return found

    @property
    def query_string(self) -> str:
        """The filters and the sort, without the page: what exports and saved filters keep."""
        query = self.request.GET.copy()
        for name in ("page", "size"):
            query.pop(name, None)
        return query.urlencode()


def _size(value) -> int:
    return int(value) if value in {str(size) for size in PAGE_SIZES} else PAGE_SIZES[0]


def _chosen(bound_field):
    value = bound_field.value()
    choices = {str(key): str(label) for key, label in getattr(bound_field.field, "choices", ())}
    for each in value if isinstance(value, (list, tuple)) else [value]:
        if each not in (None, "", False):
            yield str(each), choices.get(str(each), str(each))
