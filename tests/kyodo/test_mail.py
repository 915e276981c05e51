import pytest
from django.core import mail
from django.utils import timezone

from kyodo.mail import mail_after_commit
from kyodo.models import Letter
from organizations.actions.invitations import invite
from organizations.models import Invitation
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory(name="試験みどりの会")


def test_each_address_gets_one_letter_from_the_template(
    organization, person, django_capture_on_commit_callbacks
):
    recipients = [person.email, "", "office@example.jp", person.email]
    with django_capture_on_commit_callbacks(execute=True):
        mail_after_commit(
            "organization_applied", recipients, {"organization": organization, "url": "http://…/"}
        )
    letters = Letter.objects.order_by("pk")
    assert [(each.kind, each.recipient, each.address, each.state) for each in letters] == [
        ("organization_applied", person, person.email, "sent"),
        ("organization_applied", None, "office@example.jp", "sent"),
    ]
    assert [sent.subject for sent in mail.outbox] == ["団体の登録の申請が届きました（試験みどりの会）"] * 2
    assert mail.outbox[0].body.startswith("協働担当課のみなさま\n\n試験みどりの会から")


def test_a_full_width_blank_in_a_name_stays(person):
    mail_after_commit(
        "organization_applied", [person.email], {"organization": {"name": "ＮＰＯ法人\u3000緑\n"}}
    )
    assert Letter.objects.get().subject == "団体の登録の申請が届きました（ＮＰＯ法人\u3000緑"


def send_invitation(organization):
    officer = MembershipFactory(organization=organization, officer=True).user
    today = timezone.localdate()
    return invite("hanako@example.jp", into=organization, role="editor", starts_on=today, by=officer)


def test_an_unanswering_mail_server_undoes_nothing_and_loses_nothing(
    organization, mail_server, caplog, django_capture_on_commit_callbacks
):
    mail_server.append(ConnectionRefusedError("smtp.example.jp hanako@example.jp"))
    with django_capture_on_commit_callbacks(execute=True):
        send_invitation(organization)
    letter = Letter.objects.get()
    assert (Invitation.objects.count(), letter.state, letter.attempts) == (1, "ready", 1)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        f"letter {letter.pk} (invitation) was not sent: ConnectionRefusedError"
    ]


def test_the_link_of_an_invitation_is_kept_no_longer_than_until_it_was_sent(
    organization, django_capture_on_commit_callbacks
):
    """Whoever reads the outbox could else go in by it."""
    with django_capture_on_commit_callbacks(execute=True):
        send_invitation(organization)
    letter = Letter.objects.get()
    assert (letter.is_secret, letter.state, letter.body) == (True, "sent", "")
    assert "/organizations/invitations/" in mail.outbox[0].body
