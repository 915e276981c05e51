"""The demo of reviews: sheets in every state, surveys answered, published and open, lists of work; all made up."""

from .sheets import make_sheets
from .surveys import make_surveys
from .work import make_work

__all__ = ["make_sheets", "make_surveys", "make_work"]
