"""Addresses of a survey's report: reading it, writing its blocks, publishing it, its files."""

from django.urls import path

from ..views import report_blocks, reports

urlpatterns = [
    path("surveys/blocks/<int:pk>/", report_blocks.block_edit, name="block_edit"),
    path("surveys/blocks/<int:pk>/move/", report_blocks.block_move, name="block_move"),
    path("surveys/blocks/<int:pk>/remove/", report_blocks.block_remove, name="block_remove"),
    path("surveys/<slug:code>/report/", reports.survey_report, name="survey_report"),
    path("surveys/<slug:code>/report/new/", reports.report_new, name="report_new"),
    path("surveys/<slug:code>/report/edit/", report_blocks.report_edit, name="report_edit"),
    path("surveys/<slug:code>/report/title/", reports.report_title, name="report_title"),
    path("surveys/<slug:code>/report/history/", reports.report_history, name="report_history"),
    path("surveys/<slug:code>/report/blocks/new/", report_blocks.block_new, name="block_new"),
    path("surveys/<slug:code>/report/steps/<slug:action>/", reports.report_step, name="report_step"),
    path("surveys/<slug:code>/report/print/", reports.report_print, name="report_print"),
    path("surveys/<slug:code>/report/report.pdf", reports.report_pdf, name="report_pdf"),
    path("surveys/<slug:code>/report/tables.xlsx", reports.report_xlsx, name="report_xlsx"),
]
