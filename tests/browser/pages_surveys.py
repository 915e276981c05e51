"""All pages of surveys, a module a journey, part of `tests.browser.pages`."""

from tests.browser import pages_answering, pages_of_reports, pages_of_surveys, pages_of_tables
from tests.browser.page import Page

PARTS = (pages_of_surveys, pages_answering, pages_of_tables, pages_of_reports)
SURVEYS = [Page(*row) for part in PARTS for row in part.ADDRESSES]
