"""Fills the portal that is measured. `fill` only ever adds: 2,000 rows grow to 20,000, then to 200,000."""


def fill(partner_rows: int) -> None:
    """Bring the database to this number of partner rows, with all that hangs on them."""
    raise NotImplementedError("nothing seeds the bench yet: run it with --rows 0")


def account(role: str):
    """The user who plays a role in the scenarios."""
    raise LookupError(role)
