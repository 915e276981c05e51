"""The demo of reviews: sheets in every state, and surveys answered, published and open. All of it is made up."""

from .sheets import make_sheets
from .surveys import make_surveys

__all__ = ["make_sheets", "make_surveys"]
