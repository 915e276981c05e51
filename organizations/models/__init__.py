from .division import Division
from .invitation import Invitation
from .membership import Membership
from .organization import Organization, OrganizationField, ReturnedField
from .post import Post
from .user import User

__all__ = [
    "Division",
    "Invitation",
    "Membership",
    "Organization",
    "OrganizationField",
    "Post",
    "ReturnedField",
    "User",
]
