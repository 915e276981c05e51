import pytest
from django.urls import reverse

from kyodo.models import Draft, Letter
from projects.actions.remarks import answer_question
from tests.factories.proposals import ProposalFactory, ProposalRemarkFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def remark(now):
    return ProposalRemarkFactory(question=True)


def address(name, remark, proposal=None):
    return reverse(f"projects:{name}", args=[(proposal or remark.proposal).pk, remark.pk])


def test_the_group_answers_where_it_is_asked(client, remark, coordinator):
    client.force_login(actor("editor", remark.proposal))
    url = address("answer_remark", remark)
    assert client.get(url).context["field_label"] == "事業の目的"
    assert client.post(url, {"answer": " "}).status_code == 422
    sent = client.post(url, {"answer": "はい、予約しました。"})
    assert sent.url == reverse("projects:proposal", args=[remark.proposal_id])
    remark.refresh_from_db()
    assert remark.answer == "はい、予約しました。"
    assert Letter.objects.get(kind="question_answered").recipient == coordinator


def test_an_answer_that_comes_second_is_kept_on_the_page(client, remark):
    client.force_login(actor("editor", remark.proposal))
    first = actor("officer", remark.proposal)
    answer_question(remark=remark, text="一つめ", by=first)
    response = client.post(address("answer_remark", remark), {"answer": "二つめ"})
    assert response.status_code == 409
    assert response.context["form"]["answer"].value() == "二つめ"
    assert response.context["form"].non_field_errors() == [f"{first}さんが、先に答えを送りました。"]
    assert "一つめ" in response.content.decode()


def test_a_half_written_answer_comes_back(client, remark):
    client.force_login(actor("editor", remark.proposal))
    typed = {"draft_key": f"projects.answer:{remark.pk}", "answer": "書きかけ"}
    client.post(reverse("draft_save"), typed)
    url = address("answer_remark", remark)
    assert client.get(url).context["form"]["answer"].value() == "書きかけ"
    client.post(url, {"answer": "書いた"})
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("coordinator", 403), ("concerned", 403), ("other_officer", 404), ("citizen", 404)],
)
def test_answering_refuses_everybody_but_the_groups_writers(client, remark, role, status):
    client.force_login(actor(role, remark.proposal))
    assert (
        client.post(reverse("projects:answer_remark", args=[remark.proposal_id, remark.pk])).status_code
        == status
    )


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 403), ("coordinator_of_group", 403), ("staff", 404), ("citizen", 404)]
)
def test_settling_refuses_everybody_but_the_impartial_office(client, remark, role, status):
    client.force_login(actor(role, remark.proposal))
    address = reverse("projects:settle_question", args=[remark.proposal_id, remark.pk])
    assert client.post(address).status_code == status


def test_a_remark_is_not_found_through_another_proposal(client, remark, coordinator):
    member = actor("editor", remark.proposal)
    other = ProposalFactory(checking=True, organization=remark.proposal.organization)
    client.force_login(member)
    assert client.get(reverse("projects:answer_remark", args=[other.pk, remark.pk])).status_code == 404
    client.force_login(coordinator)
    assert client.post(reverse("projects:settle_question", args=[other.pk, remark.pk])).status_code == 404


def test_the_office_settles_and_what_was_sent_back_stays_open(client, remark, coordinator):
    client.force_login(coordinator)
    back = reverse("projects:check_proposal", args=[remark.proposal_id])
    assert client.post(address("settle_question", remark)).url == back
    remark.refresh_from_db()
    assert remark.settled_by == coordinator
    returned = ProposalRemarkFactory()
    page = client.post(address("settle_question", returned), follow=True)
    told = [str(message) for message in page.context["messages"]]
    assert told == ["照会を済みにしました。", "差戻しの指摘は、団体が出し直すと済みになります。"]
    assert returned.proposal.remarks.open().count() == 1


def test_the_group_reads_the_remarks_on_its_page_and_answers_there(client, remark):
    ProposalRemarkFactory(proposal=remark.proposal, answered=True, settled=True, field="budget")
    client.force_login(actor("editor", remark.proposal))
    page = client.get(reverse("projects:proposal", args=[remark.proposal_id]))
    assert [(each.label, each.remark.settled_at is None) for each in page.context["remarks"]] == [
        ("事業の目的", True),
        ("収支予算", False),
    ]
    assert f'action="{address("answer_remark", remark)}"' in page.content.decode()
    typed = {"draft_key": f"projects.answer:{remark.pk}", "answer": "途中まで"}
    client.post(reverse("draft_save"), typed)
    again = client.get(reverse("projects:proposal", args=[remark.proposal_id]))
    assert 'rows="3">途中まで</textarea>' in again.content.decode()
    client.force_login(actor("viewer", remark.proposal))
    read_only = client.get(reverse("projects:proposal", args=[remark.proposal_id])).content.decode()
    assert f'action="{address("answer_remark", remark)}"' not in read_only
