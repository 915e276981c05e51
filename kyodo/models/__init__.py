from .abstract import Dated, Stamped, Stateful, Versioned
from .city import City
from .draft import Draft
from .job import Job
from .state_change import StateChange

__all__ = ["City", "Dated", "Draft", "Job", "Stamped", "StateChange", "Stateful", "Versioned"]
