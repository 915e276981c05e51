"""業務の洗い出し as rows of a file. Records in, plain rows out."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from kyodo.fiscal_year import FiscalYear

from .enums import Fitness
from .models import WorkItem
from .queries.work import DivisionWork

ITEM_HEADER = ("年度", "部", "課", "業務", "内容", "協働", "条件・理由", "テーマ", "テーマのアドレス")
SUMMARY_HEADER = ("部", "課", "業務", *Fitness.labels, "まだ決めていない", "テーマになった", "状態")


def item_rows(items: Iterable[WorkItem]) -> Iterator[list]:
    """One row a piece of work, in the order of `ITEM_HEADER`."""
    for item in items:
        yield [
            FiscalYear(item.fiscal_year).short_label,
            item.division.department,
            item.division.name,
            item.name,
            item.content,
            item.get_fitness_display(),
            item.reason,
            item.theme.title if item.theme else "",
            reverse("projects:theme", args=[item.theme_id]) if item.theme_id else "",
        ]


def summary_rows(found: Iterable[DivisionWork]) -> Iterator[list]:
    """One row a 課, in the order of `SUMMARY_HEADER`."""
    for each in found:
        counts = [each.rows, each.yes, each.conditional, each.no, each.unmarked, each.themes]
        yield [each.division.department, each.division.name, *counts, each.state[0]]
