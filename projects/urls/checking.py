"""Addresses of checking proposals, of opinions and consultations."""

from django.urls import path

from ..views import checking, checking_acts, comparison, consultations, office_proposals, opinions, remarks

PROPOSAL = "proposals/<int:proposal_id>/"
CONSULTATION = "consultations/<int:consultation_id>/"
urlpatterns = [
    path("proposals/office/", office_proposals.office_proposals, name="office_proposals"),
    path("proposals/office/export/<str:kind>/", office_proposals.export_proposals, name="export_proposals"),
    path("calls/<int:call_id>/screen-checked/", office_proposals.screen_checked, name="screen_checked"),
    path(f"{PROPOSAL}check/", checking.check, name="check_proposal"),
    path(f"{PROPOSAL}check/history/", checking.check_history, name="check_history"),
    path(f"{PROPOSAL}check/start/", checking_acts.start, name="start_checking"),
    path(f"{PROPOSAL}check/conditions/", checking_acts.conditions, name="check_conditions"),
    path(f"{PROPOSAL}check/ask/", checking_acts.ask, name="ask_group"),
    path(f"{PROPOSAL}check/return/", checking_acts.give_back, name="return_proposal"),
    path(f"{PROPOSAL}check/division/", checking_acts.division, name="set_division"),
    path(f"{PROPOSAL}check/opinions/", opinions.ask, name="ask_opinions"),
    path(f"{PROPOSAL}check/screen/", checking_acts.screen, name="screen_proposal"),
    path(f"{PROPOSAL}reopen/", checking_acts.reopen, name="reopen_proposal"),
    path(f"{PROPOSAL}compare/", comparison.compare, name="compare_revisions"),
    path(f"{PROPOSAL}read/", checking.read, name="read_proposal"),
    path(f"{PROPOSAL}remarks/<int:remark_id>/", remarks.answer, name="answer_remark"),
    path(f"{PROPOSAL}remarks/<int:remark_id>/settle/", remarks.settle, name="settle_question"),
    path(f"{PROPOSAL}consultations/new/", consultations.ask, name="ask_consultation"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/<int:opinion_id>/", opinions.opinion, name="opinion"),
    path("opinions/<int:opinion_id>/request/", opinions.change, name="change_opinion"),
    path("consultations/", consultations.consultations, name="consultations"),
    path(CONSULTATION, consultations.consultation, name="consultation"),
    path(f"{CONSULTATION}arrange/", consultations.arrange, name="arrange_consultation"),
    path(f"{CONSULTATION}refer/", consultations.refer, name="refer_consultation"),
    path(f"{CONSULTATION}record/", consultations.record, name="record_consultation"),
    path(f"{CONSULTATION}drop/", consultations.drop, name="drop_consultation"),
]
