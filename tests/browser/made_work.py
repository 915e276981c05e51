"""業務の洗い出し for the pages that show it: what the demo has, in the year that the office asks about."""

from reviews.models import WorkItem


def fitting(demo) -> WorkItem:
    """A row that may become a theme."""
    return WorkItem.objects.filter(theme=None, fitness="yes").order_by("-fiscal_year", "pk").first()


def of_staff(demo) -> WorkItem:
    """A row of the 課 of the demo's member of staff."""
    division = demo.user("staff").posts.get().division
    return WorkItem.objects.filter(division=division).order_by("-fiscal_year", "pk").first()
