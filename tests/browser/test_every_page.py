"""Every page of `PAGES` in every role: no fault that axe can see (WCAG 2.2 AA), nothing wider than the window."""

import pytest
from django.urls import resolve

from tests.browser.pages import PAGES
from tests.harness.addresses import all_addresses
from tests.harness.browser import WIDE, axe, overflow
from tests.harness.demo import ROLES

SCREENS = [page for page in PAGES if not page.pdf]
ZOOMED = 320  # CSS pixels: a window of 1280 at 400 %, as WCAG 2.2's 1.4.10 wants it
# Addresses that show no page of their own.
ONLY_SENT = {  # a form's target; what it refuses is tried in the unit tests
    "draft_discard",
    "draft_save",
    "job_cancel",
    "organizations:accept_invitation",
    "organizations:resend_invitation",
    "organizations:revoke_invitation",
    "projects:ask_question",
    "projects:cancel_release",
    "projects:decide",
    "projects:draft_results",
    "projects:drop_filter",
    "projects:follow",
    "projects:keep_filter",
    "projects:ledger_run",
    "projects:print_letters",
    "projects:proposal_save",
    "projects:publish_order",
    "projects:read_decision",
    "projects:remove_slot",
    "projects:nudge",
    "projects:panel_resend",
    "projects:score_save",
    "projects:score_take_back",
    "projects:settle_question",
    "projects:stage_pass",
    "projects:unfollow",
    "reviews:block_move",
    "reviews:entry_radar",
    "reviews:question_move",
    "reviews:report_print",
    "reviews:survey_answer_apply",
    "reviews:survey_answer_save",
    "reviews:survey_answer_take_back",
    "reviews:work_copy",
    "reviews:take_back",
    "reviews:text_heading_remove",
}
FILES = {
    "city_css",
    "health",
    "job_file",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "organizations:export",
    "projects:attachment",
    "projects:call_calendar",
    "projects:export",
    "projects:export_proposals",
    "projects:ledger_faults",
    "projects:open_data",
    "projects:open_results",
    "projects:programme_table_file",
    "projects:programme_tables_file",
    "projects:ranking_export",
    "reviews:report_xlsx",
    "reviews:sheets_export",
    "reviews:statistics_file",
    "reviews:statistics_main_file",
    "reviews:statistics_ratings_file",
    "reviews:statistics_rows_file",
    "reviews:work_file",
    "reviews:work_summary_file",
    "reviews:survey_answer_form",
    "reviews:survey_table_file",
}
# Of a page that is there already.
PARTS = {"projects:find_partners", "projects:proposal_writers", "reviews:survey_progress"}
ON_THE_WAY = {  # nobody gets there but through the page before; the journeys do
    "account_confirm_login_code",
    "account_email_verification_sent",
    "mfa_authenticate",
}
ELSEWHERE = {  # sends on at once
    "account_set_password",  # to the change of a password that is there; ours always have one or sign in by code
    "mfa_reauthenticate_webauthn",  # to the device
}
OF_PROVIDERS = {  # only with a provider set by the environment
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_error",
    "socialaccount_signup",
}
WITHOUT_A_PAGE = ONLY_SENT | FILES | PARTS | ON_THE_WAY | ELSEWHERE | OF_PROVIDERS


@pytest.mark.parametrize("role", ROLES)
def test_every_page_can_be_used_by_everyone(role, demo, open_page):
    page = open_page(user=demo.user(role))
    faults = {}
    for screen in SCREENS:
        if role in screen.roles:
            faults |= faults_of(page, screen, demo)
    assert faults == {}


def faults_of(page, screen, demo) -> dict[str, list[str]]:
    """The screen's faults under its name; empty where it has none."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    address = screen.address(demo)
    answer = page.goto(address)
    found = [] if answer.status == screen.status else [f"status {answer.status}"]
    if answer.request.redirected_from and not address.startswith("/accounts/password/reset/key/"):
        found.append(f"sends on to {answer.url}")
    found += axe(page)
    page.set_viewport_size({"width": ZOOMED, "height": 640})
    if wider := overflow(page):
        found.append(f"wider than a window of {ZOOMED} px by {wider} px")
    return {screen.name: found} if found else {}


def test_no_page_is_forgotten(demo):
    shown = {resolve(page.address(demo).partition("?")[0]).view_name for page in PAGES}
    named = {address.name for address in all_addresses() if not address.name.startswith("/")}
    assert (named - shown - WITHOUT_A_PAGE, WITHOUT_A_PAGE & shown, WITHOUT_A_PAGE - named) == (
        set(),
        set(),
        set(),
    )
