import pytest

from projects.models import LedgerImport
from tests.factories.projects import CollaborationFormFactory
from tests.projects.actions.ledger.books import book_of, row

from .pages import answers, send, url


@pytest.fixture
def contract(db):
    return CollaborationFormFactory(name="委託")


@pytest.fixture
def browser(as_, clerk):
    return as_(clerk)


@pytest.fixture
def uploaded(browser):
    def give(*rows, **options):
        send(browser, book_of(*rows, **options))
        return LedgerImport.objects.latest("pk")

    return give


@pytest.fixture
def checked(browser, uploaded):
    """Uploaded and tried."""

    def give(*rows, **options):
        kept = uploaded(*rows, **options)
        form = browser.get(url("ledger_columns", kept)).context["form"]
        assert browser.post(url("ledger_columns", kept), answers(form)).status_code == 302
        kept.refresh_from_db()
        return kept

    return give


@pytest.fixture
def imported(browser, checked):
    kept = checked(row(), row(事業名="読み聞かせ"))
    browser.post(url("ledger_run", kept))
    browser.get(url("ledger_report", kept))  # the message has been read
    kept.refresh_from_db()
    return kept
