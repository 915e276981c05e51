from .axis import Axis, AxisSet
from .meeting import Meeting, MeetingPoint
from .rating import Rating
from .review_round import ReviewRound
from .sheet import Sheet

__all__ = ["Axis", "AxisSet", "Meeting", "MeetingPoint", "Rating", "ReviewRound", "Sheet"]
