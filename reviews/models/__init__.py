from .answer import Answer
from .axis import Axis, AxisSet
from .choice import Choice
from .meeting import Meeting, MeetingPoint
from .question import Question
from .rating import Rating
from .respondent import Respondent
from .review_round import ReviewRound
from .sheet import Sheet
from .survey import Survey
from .survey_report import ReportBlock, ReportEdition, SurveyReport
from .survey_row import SurveyRow
from .text_category import TextCategory
from .work_item import WorkItem
from .work_round import WorkRound

__all__ = [
    "Answer",
    "Axis",
    "AxisSet",
    "Choice",
    "Meeting",
    "MeetingPoint",
    "Question",
    "Rating",
    "ReportBlock",
    "ReportEdition",
    "Respondent",
    "ReviewRound",
    "Sheet",
    "Survey",
    "SurveyReport",
    "SurveyRow",
    "TextCategory",
    "WorkItem",
    "WorkRound",
]
