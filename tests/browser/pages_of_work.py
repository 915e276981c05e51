"""The pages of 業務の洗い出し and of the statistics, part of `tests.browser.pages`."""

from django.urls import reverse

from tests.browser import made_work
from tests.browser.page import Page, of_made

CITY = ("staff", "coordinator")


def of_own_list(demo) -> str:
    item = made_work.of_staff(demo)
    return reverse("reviews:work_edit", args=[item.fiscal_year, item.division_id])


WORK = [
    Page("statistics", CITY, "/reviews/statistics/"),
    Page("statistics-records", CITY, "/reviews/statistics/records/?measure=projects&by=form"),
    Page("statistics-money", ("coordinator",), "/reviews/statistics/records/?measure=city_cost&by=division"),
    Page("statistics-kinds", ("coordinator",), "/reviews/statistics/records/?measure=groups&by=kind"),
    Page("statistics-continuing", ("coordinator",), "/reviews/statistics/records/?measure=continuing"),
    Page("statistics-rows", CITY, "/reviews/statistics/rows/?measure=city_cost&part=known"),
    Page("statistics-partners", ("coordinator",), "/reviews/statistics/rows/?measure=partners"),
    Page("statistics-groups", ("coordinator",), "/reviews/statistics/rows/?measure=groups"),
    Page("statistics-ratings", CITY, "/reviews/statistics/ratings/"),
    Page("work", CITY, "/reviews/statistics/work/"),
    Page("work-summary", CITY, "/reviews/statistics/work/summary/"),
    Page("work-edit", ("staff",), of_own_list),
    Page("work-item", CITY, of_made("reviews:work_item", made_work.fitting)),
    Page("work-theme", ("coordinator",), of_made("reviews:work_theme", made_work.fitting)),
    Page("work-ask", ("coordinator",), "/reviews/statistics/work/ask/"),
]
