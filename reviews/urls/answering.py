"""Addresses of answering a survey, by the 課 or group asked, and by the office in their place."""

from django.urls import path

from ..views import answer_form, answer_submit, answering

ONE = "surveys/answers/<int:pk>/"
PAGE = f"{ONE}pages/<slug:page>/"

urlpatterns = [
    path(ONE, answering.survey_answer, name="survey_answer"),
    path(f"{ONE}confirm/", answer_submit.survey_answer_confirm, name="survey_answer_confirm"),
    path(f"{ONE}take-back/", answer_submit.survey_answer_take_back, name="survey_answer_take_back"),
    path(f"{ONE}form/", answer_form.survey_answer_form, name="survey_answer_form"),
    path(f"{ONE}upload/", answer_form.survey_answer_upload, name="survey_answer_upload"),
    path(f"{ONE}upload/apply/", answer_form.survey_answer_apply, name="survey_answer_apply"),
    path(PAGE, answering.survey_answer_page, name="survey_answer_page"),
    path(f"{PAGE}save/", answering.survey_answer_save, name="survey_answer_save"),
]
