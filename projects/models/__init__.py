from .assignment import Assignment
from .attachment import Attachment
from .budget_line import BudgetLine
from .call import Call
from .call_notice import CallNotice
from .call_question import CallQuestion
from .category import Category
from .collaboration_form import CollaborationForm
from .consultation import Consultation
from .criterion import Criterion
from .decision import Decision
from .division_opinion import DivisionOpinion
from .goal import Goal
from .ledger_import import ColumnMapping, LedgerImport, LedgerImportItem
from .panel_member import PanelMember
from .partner import Partner
from .presentation_slot import PresentationSlot
from .programme import Programme
from .project import Project
from .project_year import ProjectYear
from .proposal import Proposal
from .proposal_answer import ProposalAnswer
from .proposal_remark import ProposalRemark
from .proposal_revision import ProposalRevision
from .role_share import RoleShare
from .saved_filter import Follow, SavedFilter
from .score import Score
from .screening_stage import ScreeningStage
from .theme import Theme
from .writer_presence import WriterPresence

__all__ = [
    "Assignment",
    "Attachment",
    "BudgetLine",
    "Call",
    "CallNotice",
    "CallQuestion",
    "Category",
    "CollaborationForm",
    "ColumnMapping",
    "Consultation",
    "Criterion",
    "Decision",
    "DivisionOpinion",
    "Follow",
    "Goal",
    "LedgerImport",
    "LedgerImportItem",
    "PanelMember",
    "Partner",
    "PresentationSlot",
    "Programme",
    "Project",
    "ProjectYear",
    "Proposal",
    "ProposalAnswer",
    "ProposalRemark",
    "ProposalRevision",
    "RoleShare",
    "SavedFilter",
    "Score",
    "ScreeningStage",
    "Theme",
    "WriterPresence",
]
