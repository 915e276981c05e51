"""The PDF of a submission is made once."""

import pytest
from django.core.files.base import ContentFile

from projects.printing import keeping, print_later, proposal_pdf
from tests.factories.proposals import ProposalRevisionFactory
from tests.projects.printing.snapshots import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return ProposalRevisionFactory(content=snapshot())


@pytest.fixture
def renderings(monkeypatch):
    """Every rendering gives other bytes, so that a second one would be seen."""
    made = []

    def render(document) -> bytes:
        made.append(document.receipt)
        return f"%PDF {len(made)}".encode()

    monkeypatch.setattr(keeping, "render_proposal", render)
    return made


def kept(revision) -> bytes:
    with revision.pdf.open() as file:
        return file.read()


def test_it_is_made_once_and_kept(revision, renderings):
    first = proposal_pdf(revision).name
    revision.refresh_from_db()
    assert proposal_pdf(revision).name == first
    assert (renderings, kept(revision)) == ([revision.receipt_number], b"%PDF 1")


def test_of_two_at_once_the_first_one_lasts(revision, renderings):
    same = type(revision).objects.get(pk=revision.pk)
    proposal_pdf(revision)
    assert proposal_pdf(same).name == revision.pdf.name
    assert kept(same) == b"%PDF 1"


def test_nothing_is_rendered_while_the_row_is_locked(revision, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(keeping, "render_proposal", lambda document: b"%PDF")
    revision.pdf.save("a.pdf", ContentFile(b"%PDF kept"))
    with django_assert_num_queries(0):
        proposal_pdf(revision)


def test_the_worker_makes_it_after_the_commit(revision, renderings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        print_later(revision)
        assert renderings == []
    revision.refresh_from_db()
    assert kept(revision) == b"%PDF 1"
