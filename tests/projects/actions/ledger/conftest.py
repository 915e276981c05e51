import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from projects.models import LedgerImport
from tests.factories.projects import CollaborationFormFactory


@pytest.fixture(autouse=True)
def _today(now):
    """1 July 2026."""


@pytest.fixture
def contract(db):
    return CollaborationFormFactory(name="委託")


@pytest.fixture
def kept(contract, coordinator):
    """An import that has been written."""
    return LedgerImport.objects.create(
        owner=coordinator,
        file=ContentFile(b"x", name="a.xlsx"),
        file_name="台帳.xlsx",
        mapping={"columns": {}, "division": "", "rows": 1},
        imported_at=timezone.now(),
    )
