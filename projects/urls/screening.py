"""Addresses of the panel, its scores and their calculation."""

from django.urls import path

from ..views import reviewing, scoring

urlpatterns = [
    path("screening/", reviewing.reviews, name="reviews"),
    path("screening/<int:assignment_id>/", scoring.score, name="score"),
    path("screening/<int:assignment_id>/declare/", reviewing.declare, name="declare"),
    path("screening/<int:assignment_id>/save/", scoring.score_save, name="score_save"),
    path("screening/<int:assignment_id>/finish/", scoring.score_finish, name="score_finish"),
    path("screening/<int:assignment_id>/take-back/", scoring.score_take_back, name="score_take_back"),
]
