"""The pages of a survey's tables, part of `tests.browser.pages`."""

from django.urls import reverse
from django.utils.http import urlencode

from tests.browser import made_tables


def of_tables(name: str, **query):
    """The address of a table of the survey that has everybody's answers."""

    def address(demo) -> str:
        path = reverse(f"reviews:{name}", args=[made_tables.tabulated(demo).code])
        return f"{path}?{urlencode(query)}" if query else path

    return address


def headings(demo) -> str:
    return reverse("reviews:text_headings", args=[made_tables.words(demo).pk])


ADDRESSES = [
    ("survey-overview", ("coordinator", "staff"), of_tables("survey_tables")),
    ("survey-table", ("staff",), of_tables("survey_tables", question="D_GROUPS", order="size")),
    (
        "survey-table-crossed",
        ("staff",),
        of_tables("survey_tables", question="D_GROUPS", by="experience", by2=""),
    ),
    ("survey-table-single", ("staff",), of_tables("survey_tables", question="P_INITIATOR")),
    ("survey-table-bars", ("staff",), of_tables("survey_tables", question="P_OUTCOME", by="P_KIND")),
    (
        "survey-table-refused",
        ("staff",),
        of_tables("survey_tables", question="D_GROUPS", by="year", by2="group"),
        False,
        422,
    ),
    (
        "survey-table-rows",
        ("staff",),
        of_tables("survey_table_rows", question="D_GROUPS", code="people"),
    ),
    ("text-headings", ("coordinator",), headings),
]
