from .collaboration_form import CollaborationForm
from .goal import Goal
from .ledger_import import ColumnMapping, LedgerImport, LedgerImportItem
from .partner import Partner
from .project import Project
from .project_year import ProjectYear
from .saved_filter import Follow, SavedFilter

__all__ = [
    "CollaborationForm",
    "ColumnMapping",
    "Follow",
    "Goal",
    "LedgerImport",
    "LedgerImportItem",
    "Partner",
    "Project",
    "ProjectYear",
    "SavedFilter",
]
