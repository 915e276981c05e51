from django.core.management.base import BaseCommand
from rules.permissions import permissions

from organizations.enums import MembershipRole, PostRole

HEAD = """# Roles and rights

Written by `manage.py describe_roles`; a test holds it to the rules.
A right follows a post or a membership that holds today.
"""


class Command(BaseCommand):
    help = "役割と権限の一覧（docs/roles.md）を出します。"

    def handle(self, *args, **options):
        self.stdout.write(describe_roles(), ending="")


def describe_roles() -> str:
    """The roles as they describe themselves, and every permission with the rule that grants it, as Markdown."""
    lines = [HEAD, "| role | held by | may |", "|---|---|---|"]
    for kind, roles in (("post in a 課", PostRole), ("membership of a group", MembershipRole)):
        lines += [f"| {role.label} | {kind} | {role.description} |" for role in roles]
    lines += ["", "| permission | granted to |", "|---|---|"]
    for name, rule in sorted(permissions.items()):
        lines.append(f"| `{name}` | {_words(rule.name)} |")
    return "\n".join(lines) + "\n"


def _words(name: str) -> str:
    """`(is_coordinator | works_on_year)` without the outer brackets, safe inside a table."""
    plain = name[1:-1] if name.startswith("(") and name.endswith(")") else name
    return f"`{plain}`".replace("|", "\\|")
