from django.urls import path

from ..views import browse, cases, copy, detail, export, find, ledger, open_data, record, steps

urlpatterns = [
    path("", browse.project_list, name="list"),
    path("export/<str:kind>/", export.export, name="export"),
    path("filters/", browse.keep_filter, name="keep_filter"),
    path("filters/<int:filter_id>/drop/", browse.drop_filter, name="drop_filter"),
    path("record/", record.record_start, name="record_start"),
    path("record/new/", record.record_new, name="record_new"),
    path("record/copy/", copy.copy, name="copy"),
    path("record/partners/<int:row>/", find.find_partners, name="find_partners"),
    path("record/ledgers/", ledger.ledger_list, name="ledger_list"),
    path("record/ledgers/new/", ledger.ledger_upload, name="ledger_upload"),
    path("record/ledgers/<int:import_id>/columns/", ledger.ledger_columns, name="ledger_columns"),
    path("record/ledgers/<int:import_id>/", ledger.ledger_report, name="ledger_report"),
    path("record/ledgers/<int:import_id>/faults/", ledger.ledger_faults, name="ledger_faults"),
    path("record/ledgers/<int:import_id>/run/", ledger.ledger_run, name="ledger_run"),
    path("record/ledgers/<int:import_id>/undo/", ledger.ledger_undo, name="ledger_undo"),
    path("cases/", cases.case_list, name="cases"),
    path("open-data/<slug:kind>/", open_data.open_data, name="open_data"),
    path("cases/<int:project_id>/", cases.case, name="case"),
    path("<int:project_id>/", detail.detail, name="detail"),
    path("<int:project_id>/years/", detail.detail_years, name="detail_years"),
    path("<int:project_id>/goals/", detail.detail_goals, name="detail_goals"),
    path("<int:project_id>/history/", detail.detail_history, name="detail_history"),
    path("<int:project_id>/edit/", record.edit_project, name="edit"),
    path("<int:project_id>/follow/", steps.follow_project, name="follow"),
    path("<int:project_id>/unfollow/", steps.unfollow_project, name="unfollow"),
    path("years/<int:year_id>/edit/", record.edit_year, name="edit_year"),
    path("years/<int:year_id>/steps/<slug:action>/", steps.step, name="step"),
]
