"""What the office says at the fields of a proposal, and what the group answers."""

from django.utils import timezone

from ..enums import RemarkKind
from ..models import Proposal


def settle_returns(proposal: Proposal) -> int:
    """What was sent back has been handed in again; called inside that submission's transaction. Says how many."""
    open_returns = proposal.remarks.open().filter(kind=RemarkKind.RETURN)
    return open_returns.update(settled_at=timezone.now())
