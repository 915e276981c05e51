from pathlib import Path

from organizations.management.commands.describe_roles import describe_roles

DOCUMENT = Path(__file__).parents[3] / "docs" / "roles.md"


def test_the_document_says_what_the_rules_say():
    assert DOCUMENT.read_text(encoding="utf-8") == describe_roles(), (
        "manage.py describe_roles > docs/roles.md"
    )
