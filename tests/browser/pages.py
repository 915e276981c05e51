"""Every page there is, once: what `bin/shots` pictures is what the axe test walks.

A new page is a new row; `test_no_page_is_forgotten` names the address that has none. `path` is an address, or a
function that takes the `Demo` and gives one where the address holds an id. `VISITOR` has not signed in. The first
role is the page's main one.
"""

from django.urls import reverse

from tests.browser import made, made_proposals
from tests.browser.page import Page, at
from tests.browser.pages_calls import CALLS
from tests.browser.pages_checking import CHECKING
from tests.browser.pages_deciding import DECIDED
from tests.browser.pages_of_work import WORK
from tests.browser.pages_screening import SCREENING
from tests.browser.pages_surveys import SURVEYS
from tests.browser.pages_writing import WRITING
from tests.harness.demo import EMAILS, VISITOR

SIGNED_IN = tuple(EMAILS)
CITY = ("staff", "coordinator")
KODOMO, TAGENGO, PARK = "こそだてフェスタ", "多言語情報提供事業", "小規模公園"


def of_group(name: str, /, *more, **lookups):
    return at(f"organizations:{name}", "organizations.Organization", *more, **lookups)


def of_project(name: str, word: str = KODOMO):
    return at(f"projects:{name}", "projects.Project", name__startswith=word)


def of_draft(name: str, thing, *more) -> str:
    return reverse(f"projects:{name}", args=[thing.pk, *more])


def of_sheet(name: str, state: str, /, *more, query: str = "", **lookups):
    """A sheet of the open round, by its state."""
    return lambda demo: at(
        f"reviews:{name}",
        "reviews.Sheet",
        *more,
        query=query,
        state=state,
        fiscal_year=demo.open_year,
        **lookups,
    )(demo)


def of_round(name: str, *more, years_ago: int = 0):
    return lambda demo: reverse(f"reviews:{name}", args=[demo.open_year - years_ago, *more])


def of_ledger(name: str, stage: str):
    return lambda demo: reverse(f"projects:{name}", args=[made.ledger_import(demo, stage).pk])


def of_letter(name: str, state: str, *more):
    return lambda demo: reverse(name, args=[made.letter(demo, state).pk, *more])


OWN = {"name__contains": "みほん子育てひろば"}
PUBLIC = [
    Page("home", (VISITOR, "staff", "officer"), "/"),
    Page("search", (VISITOR, "staff"), "/search/?q=子ども"),
    Page("search-nothing", (VISITOR,), "/search/?q=zzzz"),
    Page("rules", (VISITOR,), "/rules/"),
    Page("accessibility", (VISITOR,), "/accessibility/"),
    Page("privacy", (VISITOR,), "/privacy/"),
    Page("contact", (VISITOR,), "/contact/"),
    Page("open-data", (VISITOR,), "/open-data/"),
    Page("cases", (VISITOR,), "/projects/cases/"),
    Page("cases-none", (VISITOR,), "/projects/cases/?q=zzzz"),
    Page("case", (VISITOR, "viewer"), of_project("case")),
    Page("published-sheet", (VISITOR,), of_sheet("published", "published")),
]
SIGNING_IN = [
    Page("sign-in", (VISITOR,), "/accounts/login/"),
    Page("sign-in-by-code", (VISITOR,), "/accounts/login/code/"),
    Page("sign-up", (VISITOR,), "/accounts/signup/"),
    Page("password-reset", (VISITOR,), "/accounts/password/reset/"),
    Page("password-reset-sent", (VISITOR,), "/accounts/password/reset/done/"),
    Page("password-reset-new", (VISITOR,), made.new_password),
    Page("password-reset-done", (VISITOR,), "/accounts/password/reset/key/done/"),
    Page("sign-in-inactive", (VISITOR,), "/accounts/inactive/"),
    Page("provider-cancelled", (VISITOR,), "/accounts/3rdparty/login/cancelled/"),
    Page("provider-connections", ("staff",), "/accounts/3rdparty/"),
    Page("sign-out", ("staff",), "/accounts/logout/"),
    Page("addresses", ("staff",), "/accounts/email/"),
    Page("password-change", ("staff",), "/accounts/password/change/"),
    Page("sign-in-again", ("staff",), "/accounts/reauthenticate/"),
    Page("second-factor", ("administrator", "staff"), "/accounts/2fa/"),
    Page("second-factor-again", ("administrator",), "/accounts/2fa/reauthenticate/"),
    Page("second-factor-on", ("staff",), "/accounts/2fa/totp/activate/"),
    Page("second-factor-off", ("administrator",), "/accounts/2fa/totp/deactivate/"),
    Page("recovery-codes", ("administrator",), made.recovery_codes),
    Page("recovery-codes-new", ("administrator",), "/accounts/2fa/recovery-codes/generate/"),
    Page("passkey-add", ("administrator",), "/accounts/2fa/webauthn/add/"),
    Page(
        "passkey-change",
        ("editor",),
        lambda demo: reverse("mfa_edit_webauthn", args=[made.passkey(demo).pk]),
    ),
    Page(
        "passkey-remove",
        ("editor",),
        lambda demo: reverse("mfa_remove_webauthn", args=[made.passkey(demo).pk]),
    ),
    Page("passkeys", ("editor",), "/accounts/2fa/webauthn/"),
]
SHARED = [
    Page("desk", SIGNED_IN, "/desk/"),
    Page("jobs", ("coordinator", "staff"), "/jobs/"),
    Page("job", ("coordinator",), lambda demo: reverse("job", args=[made.print_job(demo).pk])),
    Page("city-settings", ("administrator",), "/city/"),
    Page("notices", ("officer",), lambda demo: made.letters(demo, "/notices/", "sent")),
    Page("notices-none", ("viewer",), "/notices/"),
    Page("notice", ("officer",), of_letter("notice", "sent")),
    Page("mail-preferences", ("officer", "staff"), "/notices/preferences/"),
    Page("outbox", ("coordinator", "administrator"), lambda demo: made.letters(demo, "/outbox/", "failed")),
    Page("outbox-letter", ("coordinator",), of_letter("outbox_letter", "failed")),
    Page("outbox-step", ("coordinator",), of_letter("outbox_step", "failed", "drop")),
    Page(
        "outbox-batch", ("coordinator",), lambda demo: made.letters(demo, "/outbox/batches/group:1:notice/")
    ),
    Page(
        "outbox-release",
        ("coordinator",),
        lambda demo: made.letters(demo, "/outbox/batches/group:1:notice/release/"),
    ),
    Page("wordings", ("coordinator",), "/outbox/wordings/"),
    Page("wording", ("coordinator",), "/outbox/wordings/digest/"),
    Page("wording-reset", ("coordinator",), "/outbox/wordings/digest/reset/"),
]
PEOPLE = [
    Page("groups", (VISITOR, "coordinator", "officer"), "/organizations/"),
    Page("group", ("officer", VISITOR, "coordinator"), of_group("detail", **OWN)),
    Page("group-returned", ("coordinator",), of_group("detail", state="returned")),
    Page("group-history", ("officer", "staff"), of_group("history", **OWN)),
    Page("group-change", ("officer",), of_group("change", **OWN)),
    Page("group-mend", ("coordinator",), of_group("change", state="returned")),
    Page("group-apply", ("viewer",), "/organizations/apply/"),
    Page("group-add", ("coordinator",), "/organizations/add/"),
    Page("group-check", ("coordinator",), of_group("check", state="applied")),
    Page("group-suspend", ("coordinator",), of_group("suspend", **OWN)),
    Page("group-resume", ("coordinator",), of_group("resume", state="suspended")),
    Page("group-withdraw", ("officer",), of_group("withdraw", **OWN)),
    Page("applications", ("coordinator",), "/organizations/applications/"),
    Page("members", ("officer", "coordinator"), of_group("members", **OWN)),
    Page("members-read", ("viewer",), of_group("members", name="みほん多言語の会")),
    Page("member-invite", ("officer",), of_group("invite_member", **OWN)),
    Page(
        "member",
        ("officer",),
        at("organizations:membership", "organizations.Membership", organization__name__contains="子育て"),
    ),
    Page("invitation", (VISITOR, "viewer"), made.invitation),
    Page("me", ("officer", "staff"), "/organizations/me/"),
    Page("staff", ("coordinator", "staff", "administrator"), "/organizations/staff/"),
    Page("staff-invite", ("coordinator",), "/organizations/staff/invite/"),
    Page("staff-import", ("administrator",), "/organizations/staff/import/"),
    Page(
        "person",
        ("coordinator",),
        at("organizations:person", "organizations.User", email=EMAILS["staff"]),
    ),
    Page(
        "post",
        ("coordinator",),
        at("organizations:post", "organizations.Post", user__email=EMAILS["staff"]),
    ),
    Page("divisions", ("coordinator", "staff"), "/organizations/divisions/"),
    Page("division-add", ("coordinator",), "/organizations/divisions/add/"),
    Page("division-succeed", ("coordinator",), "/organizations/divisions/succeed/"),
    Page(
        "division",
        ("coordinator",),
        at("organizations:division", "organizations.Division", name="見本共生課"),
    ),
]
PROJECTS = [
    Page("projects", (*CITY, "officer"), "/projects/"),
    Page("projects-all", ("staff",), "/projects/?division=all"),
    Page("project", ("coordinator", "staff", "officer"), of_project("detail")),
    Page("project-years", ("coordinator", "officer"), of_project("detail_years")),
    Page("project-goals", ("coordinator", "officer"), of_project("detail_goals")),
    Page("project-history", ("coordinator",), of_project("detail_history")),
    Page("project-edit", ("staff",), of_project("edit", TAGENGO)),
    Page(
        "project-year-edit",
        ("staff",),
        at("projects:edit_year", "projects.ProjectYear", project__name=TAGENGO),
    ),
    Page(
        "project-step",
        ("coordinator",),
        at("projects:step", "projects.ProjectYear", "prepare", state="considering"),
    ),
    Page("record", CITY, "/projects/record/"),
    Page("record-new", ("staff",), "/projects/record/new/"),
    Page("record-copy", ("staff",), "/projects/record/copy/"),
    Page("ledger-new", ("staff",), "/projects/record/ledgers/new/"),
    Page("ledger-columns", ("staff",), of_ledger("ledger_columns", "columns")),
    Page("ledger-faulty", ("staff",), of_ledger("ledger_report", "faulty")),
    Page("ledger-ready", ("staff",), of_ledger("ledger_report", "ready")),
    Page("ledger-imported", ("staff",), of_ledger("ledger_report", "imported")),
    Page("ledger-undo", ("staff",), of_ledger("ledger_undo", "imported")),
    Page("ledgers", CITY, "/projects/record/ledgers/"),
]
PROPOSALS = [
    Page("programme-tables", (VISITOR, "coordinator"), "/projects/programmes/table/"),
    Page(
        "programme-table",
        (VISITOR,),
        at("projects:programme_table", "projects.Programme", key="kyodo-teian"),
    ),
    Page("attachments", ("officer",), lambda demo: of_draft("attachments", made_proposals.draft(demo))),
    Page(
        "attachment-remove",
        ("officer",),
        lambda demo: of_draft("remove_attachment", made_proposals.attachment(demo)),
    ),
    Page(
        "proposal-draft-pdf",
        ("officer",),
        lambda demo: of_draft("proposal_pdf", made_proposals.draft(demo)),
        pdf=True,
    ),
    Page(
        "proposal-pdf",
        ("coordinator",),
        lambda demo: of_draft("revision_pdf", made_proposals.revision(demo).proposal, 1),
        pdf=True,
    ),
]
REVIEWS = [
    Page("sheets", (*CITY, "officer"), "/reviews/"),
    Page("sheets-none", ("viewer",), "/reviews/?q=zzzz"),
    Page(
        "project-reviews",
        ("coordinator", "officer"),
        at("reviews:of_project", "projects.Project", name__startswith=KODOMO),
    ),
    Page("sheet-preparing", ("coordinator",), of_sheet("sheet", "preparing")),
    Page("sheet-open", ("coordinator", "officer"), of_sheet("sheet", "open", number=2)),
    Page("sheet-meeting", ("staff", "editor", "viewer"), of_sheet("sheet", "meeting")),
    Page("sheet-final", ("promoter",), of_sheet("sheet", "final")),
    Page("sheet-published", ("coordinator",), of_sheet("sheet", "published")),
    Page("sheet-goals", ("coordinator", "viewer"), of_sheet("sheet_goals", "meeting")),
    Page("sheet-comparison", ("coordinator", "viewer"), of_sheet("sheet_comparison", "meeting")),
    Page("sheet-history", ("coordinator", "viewer"), of_sheet("sheet_history", "meeting")),
    Page("sheet-entry", ("officer",), of_sheet("entry", "open", number=2)),
    Page("sheet-entry-city", ("coordinator",), of_sheet("entry", "open", number=7)),
    Page("sheet-finish", ("officer",), of_sheet("finish", "open", number=2)),
    Page("meeting", ("staff", "editor"), of_sheet("meeting", "meeting")),
    Page("meeting-axis", ("staff", "editor"), of_sheet("meeting_axis", "meeting", 1)),
    Page("sheet-step", ("coordinator",), of_sheet("step", "meeting", "finalise")),
    Page("sheet-reopen", ("coordinator",), of_sheet("step", "final", "reopen")),
    Page("print", ("coordinator",), "/reviews/print/"),
    Page("print-selection", ("coordinator",), "/reviews/print/selection/?query=state%3Dpublished"),
    Page("sheet-print", (VISITOR, "promoter"), of_sheet("print_sheet", "published"), pdf=True),
    Page(
        "sheet-print-comparison",
        ("promoter",),
        of_sheet("print_sheet", "published", query="?mode=comparison"),
        pdf=True,
    ),
    Page("sheet-print-blank", ("officer",), of_sheet("print_sheet", "open", query="?mode=blank"), pdf=True),
    Page("rounds", CITY, "/reviews/rounds/"),
    Page("round-open", ("coordinator",), "/reviews/rounds/new/"),
    Page("round", CITY, of_round("round")),
    Page("round-dates", ("coordinator",), of_round("round_dates")),
    Page("round-publish", ("coordinator",), of_round("round_act", "publish")),
    Page("round-gaps", CITY, of_round("gaps")),
    Page("round-summary", CITY, of_round("year", years_ago=1)),
    Page("round-summary-open", ("coordinator",), of_round("year")),
    Page("axes", ("coordinator",), "/reviews/axes/"),
    Page("axes-new", ("coordinator",), "/reviews/axes/new/"),
]
PAGES = [
    *PUBLIC,
    *SIGNING_IN,
    *SHARED,
    *PEOPLE,
    *PROJECTS,
    *CALLS,
    *PROPOSALS,
    *WRITING,
    *SCREENING,
    *CHECKING,
    *DECIDED,
    *REVIEWS,
    *SURVEYS,
    *WORK,
]
