"""Addresses of the panel, its scores and their calculation."""

from django.urls import path

from ..views import assigning, conflicts, matrix, panel, ranking, reviewing, scoring, stages

urlpatterns = [
    path("screening/", reviewing.reviews, name="reviews"),
    path("screening/<int:assignment_id>/", scoring.score, name="score"),
    path("screening/<int:assignment_id>/declare/", reviewing.declare, name="declare"),
    path("screening/<int:assignment_id>/save/", scoring.score_save, name="score_save"),
    path("screening/<int:assignment_id>/finish/", scoring.score_finish, name="score_finish"),
    path("screening/<int:assignment_id>/take-back/", scoring.score_take_back, name="score_take_back"),
    path("screening/<int:assignment_id>/conflict/", conflicts.conflict, name="conflict"),
    path("screening/invitations/<str:token>/", panel.panel_invitation, name="panel_invitation"),
    path("calls/<int:call_id>/panel/", panel.panel, name="panel"),
    path("calls/<int:call_id>/panel/invite/", panel.panel_invite, name="panel_invite"),
    path("calls/panel/<int:member_id>/resend/", panel.panel_resend, name="panel_resend"),
    path("calls/panel/<int:member_id>/end/", panel.panel_end, name="panel_end"),
    path("calls/<int:call_id>/assign/", assigning.assign, name="assign"),
    path("calls/proposals/<int:proposal_id>/reviewers/", assigning.assign_by_hand, name="assign_by_hand"),
    path("calls/<int:call_id>/matrix/", matrix.matrix, name="matrix"),
    path("calls/<int:call_id>/matrix/nudge/", matrix.nudge, name="nudge"),
    path("calls/<int:call_id>/stages/<int:number>/close/", stages.stage_close, name="stage_close"),
    path("calls/<int:call_id>/stages/<int:number>/reopen/", stages.stage_reopen, name="stage_reopen"),
    path("calls/<int:call_id>/stages/pass/", stages.stage_pass, name="stage_pass"),
    path("calls/<int:call_id>/ranking/", ranking.ranking, name="ranking"),
    path("calls/<int:call_id>/ranking/export/<slug:kind>/", ranking.ranking_export, name="ranking_export"),
    path("calls/<int:call_id>/ranking/print/", ranking.ranking_print, name="ranking_print"),
    path("calls/proposals/<int:proposal_id>/calculation/", ranking.calculation, name="calculation"),
    path(
        "calls/proposals/<int:proposal_id>/calculation/print/",
        ranking.calculation_print,
        name="calculation_print",
    ),
]
