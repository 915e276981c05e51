"""The files of a proposal in the browser: with and without scripts, one's own, another's, and a reviewer's."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from projects.models import Attachment
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.proposals import (
    AssignmentFactory,
    AttachmentFactory,
    ConsultationFactory,
    ProposalFactory,
)
from tests.harness.answers import status_of
from tests.kyodo.uploads.bodies import MB, Body, sent
from tests.kyodo.uploads.files import pdf, picture, uploaded, xlsx

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def proposal():
    return ProposalFactory(
        call__papers=[{"key": "rules", "label": "会則", "required": True, "note": "いまのもの"}]
    )


def member_of(proposal, role: str = "editor"):
    return MembershipFactory(organization=proposal.organization, role=role).user


def page_of(proposal) -> str:
    return reverse("projects:attachments", args=[proposal.pk])


def file_of(attachment) -> str:
    return reverse("projects:attachment", args=[attachment.pk])


def remove_of(attachment) -> str:
    return reverse("projects:remove_attachment", args=[attachment.pk])


def kept(proposal, name: str = "会則.pdf", data: bytes | None = None, content_type: str = "application/pdf"):
    file = ContentFile(pdf() if data is None else data, name="a.bin")
    return AttachmentFactory(proposal=proposal, name=name, content_type=content_type, file=file)


def test_the_page_lists_files_under_their_papers(as_, proposal):
    kept(proposal)
    Attachment.objects.update(paper="rules")
    html = as_(member_of(proposal)).get(page_of(proposal)).content.decode()
    assert html.index("会則") < html.index("会則.pdf") < html.index("その他")
    assert "1つ25MB、全部で20件・100MBまで" in html


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_one_file_and_for_three(as_, proposal, number, django_assert_num_queries):
    AttachmentFactory.create_batch(number, proposal=proposal)
    browser = as_(member_of(proposal))
    browser.get(page_of(proposal))
    with django_assert_num_queries(5):
        browser.get(page_of(proposal))


def test_several_files_are_sent_by_a_plain_form(as_, proposal):
    files = [uploaded(pdf(), "会則.pdf"), uploaded(picture(), "写真.jpg")]
    data = {"paper": "rules", "files": files, "next": "/desk/"}
    answer = as_(member_of(proposal)).post(page_of(proposal), data)
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert list(proposal.attachments.values_list("name", "paper")) == [
        ("会則.pdf", "rules"),
        ("写真.jpg", "rules"),
    ]


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_away_by_a_plain_form(as_, proposal, next_page):
    data = {"files": uploaded(pdf()), "paper": "other", "next": next_page}
    assert as_(member_of(proposal)).post(page_of(proposal), data).url == page_of(proposal)


def test_a_bad_file_is_named_with_its_reason_and_the_good_one_stays(as_, proposal):
    files = [uploaded(b"MZ", "見積.pdf"), uploaded(pdf(), "会則.pdf")]
    answer = as_(member_of(proposal)).post(page_of(proposal), {"paper": "other", "files": files})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "「見積.pdf」：プログラムは受け付けていません。" in html
    assert "「会則.pdf」を付けました。" in html


def test_nothing_chosen_is_told(as_, proposal):
    answer = as_(member_of(proposal)).post(page_of(proposal), {"paper": "other"})
    assert answer.status_code == 422
    assert "ファイルを選んでください。" in answer.content.decode()


def test_fifty_megabytes_are_refused_in_words(as_, proposal):
    body = Body(50 * MB)
    answer = as_(member_of(proposal)).generic("POST", page_of(proposal), **sent(body))
    assert answer.status_code == 422
    assert "「x.pdf」：ファイルが大きすぎます。1つ25MBまでです。" in answer.content.decode()
    assert body.given == body.size
    assert not proposal.attachments.exists()


def test_a_script_gets_the_box_as_it_looks_now(as_, proposal):
    data = {"paper": "rules", "files": uploaded(pdf(), "会則.pdf"), "next": "/desk/"}
    answer = as_(member_of(proposal)).post(page_of(proposal), data, **SCRIPT)
    found = answer.json()
    assert (answer.status_code, found["faults"], found["sum"]) == (200, [], "いま1件、合わせて1KBです。")
    assert "会則.pdf" in found["files"]
    assert "?next=/desk/" in found["files"]


def test_a_script_gets_the_reason_of_a_refusal(as_, proposal):
    data = {"paper": "rules", "files": uploaded(b"", "空.pdf")}
    answer = as_(member_of(proposal)).post(page_of(proposal), data, **SCRIPT)
    assert answer.status_code == 422
    assert answer.json()["faults"] == ["「空.pdf」：ファイルが空です。中身のあるファイルを選んでください。"]


def test_another_groups_files_are_not_found_and_a_readers_page_is_forbidden(as_, proposal):
    address = reverse("projects:attachments", args=[proposal.pk])
    assert as_(MembershipFactory(role="officer").user).get(address).status_code == 404
    assert as_(PostFactory(coordinator=True).user).post(address).status_code == 404
    assert as_(member_of(proposal, "viewer")).get(address).status_code == 403


def test_a_page_for_writing_is_forbidden_once_handed_in(as_):
    proposal = ProposalFactory(submitted=True)
    address = reverse("projects:attachments", args=[proposal.pk])
    data = {"paper": "other", "files": uploaded(pdf())}
    assert as_(member_of(proposal)).post(address, data).status_code == 403
    assert not proposal.attachments.exists()


@pytest.mark.parametrize(
    ("name", "data", "content_type", "disposition"),
    [
        ("会則.pdf", pdf(), "application/pdf", "inline"),
        ("写真.webp", picture("WEBP"), "image/webp", "inline"),
        (
            "予算.xlsx",
            xlsx(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment",
        ),
    ],
)
def test_a_file_comes_back_as_what_it_is(as_, proposal, name, data, content_type, disposition):
    attachment = kept(proposal, name, data, content_type)
    browser = as_(member_of(proposal, "viewer"))
    answer = browser.get(file_of(attachment))
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"].startswith(f"{disposition}; filename*=utf-8''")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    saved = browser.get(f"{file_of(attachment)}?save")
    assert saved["Content-Disposition"].startswith("attachment;")
    assert status_of(saved) == 200


def reading(as_, person, attachment) -> int:
    return status_of(as_(person).get(file_of(attachment)))


def test_the_office_and_the_division_read_what_was_handed_in(as_):
    post = PostFactory()
    proposal = ProposalFactory(checking=True, division=post.division)
    attachment = kept(proposal)
    assert reading(as_, PostFactory(coordinator=True).user, attachment) == 200
    assert reading(as_, post.user, attachment) == 200


def test_a_file_is_not_found_by_those_who_may_not_read_it(as_, proposal):
    draft, handed_in = kept(proposal), kept(ProposalFactory(checking=True))
    assert as_(UserFactory()).get(reverse("projects:attachment", args=[handed_in.pk])).status_code == 404
    assert reading(as_, PostFactory(coordinator=True).user, draft) == 404
    assert reading(as_, MembershipFactory(role="officer").user, draft) == 404
    assert reading(as_, PostFactory().user, handed_in) == 404


def test_the_office_reads_a_draft_that_it_is_asked_about(as_):
    assert reading(as_, PostFactory(coordinator=True).user, kept(ConsultationFactory().proposal)) == 200


def test_a_reviewer_reads_the_files_of_what_is_assigned(as_):
    assignment = AssignmentFactory()
    attachment = kept(assignment.proposal)
    assert reading(as_, assignment.member.user, attachment) == 200
    assert reading(as_, assignment.member.user, kept(ProposalFactory(screening=True))) == 404


@pytest.mark.parametrize("trait", ["undeclared", "conflicting"])
def test_a_file_is_not_found_by_a_reviewer_who_is_not_free(as_, trait):
    assignment = AssignmentFactory(**{trait: True})
    assert reading(as_, assignment.member.user, kept(assignment.proposal)) == 404


def test_a_file_is_not_found_by_a_reviewer_who_left_or_belongs_to_the_group(as_):
    left = AssignmentFactory(member__ended=True)
    assert reading(as_, left.member.user, kept(left.proposal)) == 404


def test_a_removed_file_is_read_by_the_group_and_not_by_a_reviewer(as_, now):
    assignment = AssignmentFactory()
    attachment = kept(assignment.proposal)
    member = member_of(assignment.proposal)
    Attachment.objects.update(removed_at=now, removed_by=member)
    assert reading(as_, member, attachment) == 200
    assert reading(as_, assignment.member.user, attachment) == 404


def test_a_file_that_is_gone_from_the_disk_is_not_found(as_, proposal):
    attachment = kept(proposal)
    attachment.file.storage.delete(attachment.file.name)
    assert reading(as_, member_of(proposal), attachment) == 404


def test_taking_off_asks_first(as_, proposal):
    attachment = kept(proposal)
    browser = as_(member_of(proposal))
    asked = browser.get(f"{remove_of(attachment)}?next=/desk/").content.decode()
    assert "「会則.pdf」を外しますか。" in asked
    assert browser.post(remove_of(attachment), {"next": "/desk/"}).url == "/desk/"
    assert not proposal.attachments.exists()


def test_taking_off_is_forbidden_and_not_found(as_, proposal):
    attachment = kept(proposal)
    address = reverse("projects:remove_attachment", args=[attachment.pk])
    assert as_(member_of(proposal, "viewer")).post(address).status_code == 403
    assert as_(MembershipFactory(role="officer").user).post(address).status_code == 404
    handed_in = kept(ProposalFactory(submitted=True))
    assert as_(member_of(handed_in.proposal)).post(remove_of(handed_in)).status_code == 403
    assert Attachment.objects.count() == 2
