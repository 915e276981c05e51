"""The demo's survey that everybody has answered, for the pages of its tables."""

from reviews.demo.surveys import CODE
from reviews.models import Question, Survey


def tabulated(demo) -> Survey:
    """公表, with the counts of 武蔵野市's report."""
    return demo.first("reviews.Survey", code=CODE)


def words(demo) -> Question:
    """A question in words, whose answers stand under headings."""
    return tabulated(demo).questions.get(code="D_GROUPS_TEXT")
