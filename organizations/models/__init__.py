from .division import Division
from .invitation import Invitation
from .membership import Membership
from .organization import Organization, ReturnedField
from .post import Post
from .user import User

__all__ = ["Division", "Invitation", "Membership", "Organization", "Post", "ReturnedField", "User"]
