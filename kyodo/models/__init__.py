from .abstract import Dated, Stamped, Stateful, Versioned
from .city import City
from .draft import Draft
from .job import Job
from .letter import Letter
from .letter_wording import LetterWording
from .mail_preference import MailPreference
from .scheduled_run import ScheduledRun
from .state_change import StateChange

__all__ = [
    "City",
    "Dated",
    "Draft",
    "Job",
    "Letter",
    "LetterWording",
    "MailPreference",
    "ScheduledRun",
    "Stamped",
    "StateChange",
    "Stateful",
    "Versioned",
]
