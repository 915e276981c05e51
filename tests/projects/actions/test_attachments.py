"""Files of a proposal: limits, doubles, and what stays of a removed one."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage

from kyodo.uploads import check_upload
from projects.actions import attachments
from projects.actions.attachments import add_attachment, attach_files, remove_attachment
from projects.models import Attachment
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.kyodo.uploads.files import docx, pdf, picture, uploaded

pytestmark = pytest.mark.django_db
RULES = {"key": "rules", "label": "会則", "required": True, "note": ""}


@pytest.fixture
def proposal():
    return ProposalFactory(call__papers=[RULES])


@pytest.fixture
def writer(proposal):
    return MembershipFactory(organization=proposal.organization, role="editor").user


@pytest.fixture
def add(proposal, writer):
    def attach(name: str = "会則.pdf", data: bytes | None = None, paper: str = "rules") -> Attachment:
        file = check_upload(uploaded(pdf() if data is None else data, name))
        return add_attachment(proposal, file=file, paper=paper, by=writer)

    return attach


def hold(attachment: Attachment) -> None:
    ProposalRevisionFactory(
        proposal=attachment.proposal,
        content={"attachments": [{"id": attachment.pk, "name": attachment.name}]},
    )


def test_a_file_is_kept_under_a_name_of_its_own(add, writer):
    kept = add("𠮷野の会則.pdf")
    assert (kept.name, kept.paper, kept.content_type, kept.added_by) == (
        "𠮷野の会則.pdf",
        "rules",
        "application/pdf",
        writer,
    )
    assert kept.file.name.startswith("attachments/")
    assert "会則" not in kept.file.name
    with kept.file.open() as stored:
        assert stored.read() == pdf()


def test_a_file_sent_again_is_the_same_file(add):
    first = add()
    assert add() == first
    assert add(paper="other") != first
    assert Attachment.objects.count() == 2


def test_a_paper_that_nobody_asked_for_is_refused(add):
    with pytest.raises(ValidationError, match="この募集にありません"):
        add(paper="score")


def test_more_files_than_the_limit_are_refused(add, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    add()
    with pytest.raises(ValidationError, match="1件までです"):
        add("二.pdf")


def test_more_bytes_than_the_limit_are_refused(add, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", len(pdf()))
    add()
    with pytest.raises(ValidationError, match="合わせて1KBまで"):
        add("二.pdf")


def test_a_removed_file_makes_room(add, writer, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    remove_attachment(add(), by=writer)
    assert add("二.pdf").name == "二.pdf"


@pytest.mark.parametrize("state", ["submitted", "checking", "screening", "withdrawn"])
def test_what_was_handed_in_takes_and_gives_no_file(state):
    proposal = ProposalFactory(**{state: True})
    writer = MembershipFactory(organization=proposal.organization, role="officer").user
    file = check_upload(uploaded(pdf()))
    with pytest.raises(ValidationError, match="いま書きかえられません"):
        add_attachment(proposal, file=file, by=writer)


def test_a_returned_proposal_takes_files():
    proposal = ProposalFactory(returned=True)
    writer = MembershipFactory(organization=proposal.organization, role="editor").user
    assert add_attachment(proposal, file=check_upload(uploaded(pdf())), by=writer).proposal == proposal


def test_only_those_who_write_for_the_group_attach(proposal):
    file = check_upload(uploaded(pdf()))
    for person in (
        MembershipFactory(organization=proposal.organization, role="viewer").user,
        MembershipFactory(role="officer").user,
        PostFactory(coordinator=True).user,
    ):
        with pytest.raises(PermissionDenied):
            add_attachment(proposal, file=file, by=person)


def test_one_bad_file_takes_none_of_the_others_with_it(proposal, writer):
    files = [
        uploaded(picture(), "写真.jpg"),
        uploaded(b"MZ", "見積.pdf"),
        uploaded(docx({"word/vbaProject.bin": b""}), "計画.docx"),
        uploaded(docx(), "計画.docx"),
    ]
    result = attach_files(proposal, uploads=files, paper="other", by=writer)
    assert [each.name for each in result.added] == ["写真.jpg", "計画.docx"]
    assert [name for name, _ in result.refused] == ["見積.pdf", "計画.docx"]
    assert [reason.partition("。")[0] for _, reason in result.refused] == [
        "プログラムは受け付けていません",
        "マクロが入っています",
    ]


def test_a_removed_file_is_gone_where_no_submission_holds_it(add, writer, django_capture_on_commit_callbacks):
    attachment = add()
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment, by=writer)
    assert not Attachment.objects.exists()
    assert not default_storage.exists(attachment.file.name)


def test_a_removed_file_stays_where_a_submission_holds_it(add, writer, django_capture_on_commit_callbacks):
    attachment = add()
    hold(attachment)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment, by=writer)
    attachment.refresh_from_db()
    assert attachment.removed_by == writer
    assert default_storage.exists(attachment.file.name)
    assert not attachment.proposal.attachments.present().exists()


def test_a_file_removed_twice_keeps_the_first_name(add, writer):
    attachment = add()
    hold(attachment)
    remove_attachment(attachment, by=writer)
    second = MembershipFactory(organization=attachment.proposal.organization, role="editor").user
    remove_attachment(attachment, by=second)
    attachment.refresh_from_db()
    assert attachment.removed_by == writer
