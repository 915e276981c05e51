import datetime

import pytest
from django.urls import reverse

from kyodo.models import Letter
from projects.models import Consultation
from tests.factories.calls import CallFactory
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.proposals import ConsultationFactory, ProposalFactory
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db
NOTE = "代表者の体調に気をつける"
CITYS = (
    "projects:arrange_consultation",
    "projects:record_consultation",
    "projects:refer_consultation",
)


@pytest.fixture
def consultation(now):
    return ConsultationFactory(proposal=ProposalFactory(answers=WHOLE), wished_times="平日の19時から")


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return coordinator


def address(consultation, name="consultation"):
    return reverse(f"projects:{name}", args=[consultation.pk])


def moment(day="3"):
    return {"meets_at_year": "令和8", "meets_at_month": "7", "meets_at_day": day, "meets_at_time": "19:00"}


def test_a_group_asks_from_its_draft(client, now, coordinator):
    proposal = ProposalFactory()
    client.force_login(actor("editor", proposal))
    url = reverse("projects:ask_consultation", args=[proposal.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"way": "phone"}).status_code == 422
    sent = {"wish": "予算のこと", "way": "phone", "wished_times": "土曜の午前"}
    assert client.post(url, sent).url == reverse("projects:proposal", args=[proposal.pk])
    assert Consultation.objects.get().wished_times == "土曜の午前"
    assert Letter.objects.get(kind="consultation_asked").recipient == coordinator
    assert client.post(url, sent).status_code == 409


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("coordinator", 404), ("other_officer", 404), ("citizen", 404)]
)
def test_asking_refuses_who_does_not_write_for_the_group(client, now, role, status):
    proposal = ProposalFactory()
    client.force_login(actor(role, proposal))
    assert client.post(reverse("projects:ask_consultation", args=[proposal.pk])).status_code == status


def test_asking_is_refused_after_the_deadline_and_what_was_typed_stays(client, now):
    proposal = ProposalFactory(call=CallFactory(over=True))
    client.force_login(actor("editor", proposal))
    url = reverse("projects:ask_consultation", args=[proposal.pk])
    refused = client.post(url, {"wish": "まだ聞きたい", "way": "phone"})
    assert refused.status_code == 409
    assert refused.context["form"]["wish"].value() == "まだ聞きたい"


def test_the_office_reads_the_draft_and_arranges_it(client, office, consultation):
    assert WHOLE["purpose"] in client.get(address(consultation)).content.decode()
    url = address(consultation, "arrange_consultation")
    refused = client.post(url, {"base_version": 1, "way": "online"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"meets_at"})
    member = actor("editor", consultation.proposal)
    sent = {"base_version": 1, "way": "online", "place": "接続先は前日に", **moment()}
    assert client.post(url, sent).url == address(consultation)
    consultation.refresh_from_db()
    assert consultation.meets_at == datetime.datetime(2026, 7, 3, 10, tzinfo=datetime.UTC)
    letter = Letter.objects.get(kind="consultation_arranged")
    assert letter.recipient == member
    assert "令和8年（2026年）7月3日 19:00" in letter.body
    second = client.post(url, {**sent, **moment("4")})
    assert second.status_code == 409
    assert [each.label for each in second.context["differences"]] == ["日時"]


def test_the_offices_note_never_reaches_the_group_or_the_division(client, office, consultation):
    url = address(consultation, "record_consultation")
    sent = {"base_version": 1, "outcome": "単価を見直します。", "office_note": NOTE}
    client.post(url, sent)
    consultation.refresh_from_db()
    assert (consultation.outcome, consultation.office_note) == ("単価を見直します。", NOTE)
    assert NOTE in client.get(address(consultation)).content.decode()
    division = DivisionFactory()
    Consultation.objects.update(division=division)
    proposal = consultation.proposal_id
    for user in (
        actor("officer", consultation.proposal),
        actor("coordinator_of_group", consultation.proposal),
        PostFactory(division=division).user,
    ):
        client.force_login(user)
        pages = [
            client.get(address(consultation)),
            client.get(address(consultation, "record_consultation")),
            client.get(reverse("projects:consultations")),
            client.get(reverse("projects:proposal", args=[proposal])),
            client.get(reverse("projects:proposal_history", args=[proposal])),
            client.get(reverse("desk")),
        ]
        assert [NOTE in page.content.decode() for page in pages] == [False] * 6
        assert "単価を見直します。" in pages[0].content.decode()
    assert [NOTE in letter.body for letter in Letter.objects.all()] == [False] * Letter.objects.count()


def test_a_division_that_listens_in_reads_the_draft_and_writes_the_outcome(client, office, consultation):
    post = PostFactory()
    url = address(consultation, "refer_consultation")
    client.post(url, {"base_version": 1, "division": post.division_id})
    assert Letter.objects.get(kind="consultation_referred").recipient == post.user
    client.force_login(post.user)
    assert WHOLE["purpose"] in client.get(address(consultation)).content.decode()
    assert [each.pk for each in client.get(reverse("projects:consultations")).context["listing"].page] == [
        consultation.pk
    ]
    page = client.get(address(consultation, "record_consultation"))
    assert set(page.context["form"].fields) == {"outcome"}
    forged = {"base_version": 2, "outcome": "話しました。", "office_note": "書きこみ"}
    client.post(address(consultation, "record_consultation"), forged)
    consultation.refresh_from_db()
    assert (consultation.outcome, consultation.office_note) == ("話しました。", "")


def test_a_dropped_one_is_still_seen_but_not_its_draft(client, office, consultation):
    assert client.get(address(consultation, "drop_consultation")).status_code == 200
    assert client.post(address(consultation, "drop_consultation")).url == address(consultation)
    page = client.get(address(consultation))
    assert page.status_code == 200
    assert page.context["snapshot"] is None
    assert WHOLE["name"] not in page.content.decode()


def test_the_group_reads_what_was_arranged_and_drops_it(client, consultation):
    client.force_login(actor("editor", consultation.proposal))
    page = client.get(address(consultation))
    assert (page.context["for_city"], page.context["may_drop"]) == (False, True)
    client.post(address(consultation, "drop_consultation"))
    consultation.refresh_from_db()
    assert consultation.state == "dropped"
    assert Letter.objects.filter(kind="consultation_dropped").count() == 0


@pytest.mark.parametrize("name", CITYS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("officer", 403),
        ("coordinator_of_group", 403),
        ("staff", 404),
        ("other_officer", 404),
        ("citizen", 404),
    ],
)
def test_the_citys_side_refuses_everybody_else(client, consultation, name, role, status):
    client.force_login(actor(role, consultation.proposal))
    assert client.post(reverse(name, args=[consultation.pk])).status_code == status


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("staff", 404), ("other_officer", 404)])
def test_dropping_refuses_who_is_on_neither_side(client, consultation, role, status):
    client.force_login(actor(role, consultation.proposal))
    assert client.post(reverse("projects:drop_consultation", args=[consultation.pk])).status_code == status


def test_a_consultation_is_not_found_by_others(client, consultation):
    for role in ("staff", "other_officer", "citizen"):
        client.force_login(actor(role, consultation.proposal))
        assert client.get(reverse("projects:consultation", args=[consultation.pk])).status_code == 404


def test_the_list_refuses_who_is_not_of_the_city(client, consultation):
    client.force_login(actor("officer", consultation.proposal))
    assert client.get(reverse("projects:consultations")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, office, now, django_assert_num_queries, count):
    ConsultationFactory.create_batch(count, division=DivisionFactory())
    client.get(reverse("projects:consultations"))
    with django_assert_num_queries(5):
        client.get(reverse("projects:consultations"))


def test_the_list_has_the_open_ones_first(client, office, now):
    held, arranged, asked = (
        ConsultationFactory(held=True),
        ConsultationFactory(arranged=True),
        ConsultationFactory(),
    )
    assert list(client.get(reverse("projects:consultations")).context["listing"].page) == [
        asked,
        arranged,
        held,
    ]
