"""What the demo does not hold, made once for the pages that show it: a ledger under way, a job, an invitation."""

import io

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from kyodo.models import Letter
from kyodo.outbox import states
from kyodo.outbox.writing import store
from organizations.actions.invitations import hash_of, invite
from projects.actions.ledger import check_ledger, import_ledger, upload_ledger
from projects.models import LedgerImport, PanelMember
from reviews.jobs import order_print
from reviews.models import Sheet
from reviews.printing.document import PrintMode
from tests.browser.books import ledger

GOOD_ROW = [1, "文化振興課", "見本ことばの広場", "共催", "みほん多言語の会", "ボランティア団体", 120]
FAULTY_ROW = [2, "文化振興課", "見本ことばの会", "お祭り", "みほん多言語の会", "ボランティア団体", "百円"]


def ledger_import(demo, stage: str) -> LedgerImport:
    """One ledger of the staff account at this stage: columns, faulty, ready or imported."""
    name = f"協働事業一覧（{stage}）.xlsx"
    if found := LedgerImport.objects.filter(file_name=name).first():
        return found
    staff = demo.user("staff")
    rows = [GOOD_ROW, FAULTY_ROW] if stage == "faulty" else [GOOD_ROW]
    made = upload_ledger(io.BytesIO(ledger(*rows)), name, by=staff)
    if stage != "columns":
        made = check_ledger(made, by=staff)
    if stage == "imported":
        made = import_ledger(made, by=staff)
    return made


def print_job(demo):
    """All sheets of the demo as one PDF, asked for by the coordinator."""
    by = demo.user("coordinator")
    sheets = list(Sheet.objects.order_by("pk").values_list("pk", flat=True))
    return by.jobs.first() or order_print(sheets, mode=PrintMode.FILLED, by=by)


def invitation(demo) -> str:
    """The address of a new invitation into the officer's group, out of its letter."""
    officer = demo.user("officer")
    group = officer.memberships.get().organization
    if open_one := group.invitations.open().filter(email="guest@kyodo.example").first():
        open_one.delete()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        invite("guest@kyodo.example", into=group, role="viewer", starts_on=timezone.localdate(), by=officer)
    return address_in(mail.outbox[-1].body)


def panel_invitation(demo) -> str:
    """The address of an invitation to a panel that nobody has answered."""
    member = PanelMember.objects.invited().order_by("pk").first()
    PanelMember.objects.filter(pk=member.pk).update(token_hash=hash_of("an-unanswered-invitation"))
    return reverse("projects:panel_invitation", args=["an-unanswered-invitation"])


def letter(demo, state: str) -> Letter:
    """One letter to the officer in this state: sent, failed, or a draft of the batch "group:1:notice"."""
    if found := Letter.objects.filter(state=state, kind="organization_state").first():
        return found
    officer = demo.user("officer")
    made = Letter(
        kind="organization_state",
        recipient=officer,
        address=officer.email,
        subject="団体の登録が済みました",
        body="みほん子育てひろば\nご担当のかた\n\n団体の登録が済みました。\n\nhttp://127.0.0.1:8000/organizations/\n",
        url="/organizations/",
        batch="group:1:notice" if state == "drafted" else "",
        state="drafted" if state == "drafted" else "ready",
    )
    store([made])
    made = Letter.objects.get(message_id=made.message_id)
    if state != "drafted" and states.claim(made):
        states.mark_sent(made) if state == "sent" else states.give_up(made, "SMTPRecipientsRefused")
    return made


def letters(demo, address: str, state: str = "drafted") -> str:
    """The address, with a letter in this state behind it."""
    letter(demo, state)
    return address


def address_in(letter: str, host: str = "://") -> str:
    """The path of the first address of the portal in a letter."""
    line = next(line for line in letter.splitlines() if host in line)
    return "/" + line.partition("://")[2].partition("/")[2].strip()


def new_password(demo) -> str:
    """Where the letter about a forgotten password leads."""
    user = demo.user("staff")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def recovery_codes(demo) -> str:
    RecoveryCodes.activate(demo.user("administrator"))
    return reverse("mfa_view_recovery_codes")


def passkey(demo) -> Authenticator:
    """A passkey by its name alone, of the editor: enough to be listed, renamed and removed, and for nothing else."""
    of = {"user": demo.user("editor"), "type": Authenticator.Type.WEBAUTHN}
    found = Authenticator.objects.filter(**of).first()
    return found or Authenticator.objects.create(data={"name": "窓口のパソコン", "credential": {}}, **of)
