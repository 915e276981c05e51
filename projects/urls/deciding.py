"""Addresses of decisions and what follows from them."""

from django.urls import path

from ..views import adoption, deciding, open_data, release, results

urlpatterns = [
    path("calls/<int:call_id>/decisions/", deciding.decisions, name="decisions"),
    path("calls/<int:call_id>/decisions/reading/", deciding.decisions_reading, name="read_decisions"),
    path("proposals/<int:proposal_id>/decision/", deciding.decide, name="decide"),
    path("proposals/<int:proposal_id>/decision/read/", deciding.decision_read, name="read_decision"),
    path("calls/<int:call_id>/release/", release.call_release, name="release"),
    path("calls/<int:call_id>/release/letters/", release.results_draft, name="draft_results"),
    path("calls/<int:call_id>/release/cancel/", release.release_cancel, name="cancel_release"),
    path("calls/<int:call_id>/release/print/", results.letters_print, name="print_letters"),
    path("calls/<int:call_id>/results/", results.results, name="results"),
    path("proposals/<int:proposal_id>/result/", results.result, name="result"),
    path("proposals/<int:proposal_id>/result/letter/", results.decision_letter, name="decision_letter"),
    path("calls/<int:call_id>/adoptions/", adoption.adoptions, name="adoptions"),
    path("calls/<int:call_id>/vote/", adoption.vote, name="vote"),
    path("calls/<int:call_id>/confirm/", adoption.confirm, name="confirm"),
    path("proposals/<int:proposal_id>/result/<slug:action>/", adoption.decision_step, name="decision_step"),
    path("open-data/adopted/<slug:kind>/", open_data.open_results, name="open_results"),
]
