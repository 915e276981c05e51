"""Every address of the portal. Each app lists its own; what all share stands here."""

from django.urls import include, path

from .views import (
    desk,
    drafts,
    home,
    jobs,
    notices,
    outbox,
    outbox_batches,
    pages,
    search,
    settings,
    wordings,
)

handler400 = "kyodo.views.errors.bad_request"

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("search/", search.search, name="search"),
    path("rules/", pages.rules, name="rules_page"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("contact/", pages.contact, name="contact"),
    path("open-data/", pages.open_data, name="open_data"),
    path("city.css", pages.city_css, name="city_css"),
    path("health/", pages.health, name="health"),
    path("city/", settings.city_settings, name="city_settings"),
    path("drafts/save/", drafts.save, name="draft_save"),
    path("drafts/discard/", drafts.discard, name="draft_discard"),
    path("jobs/", jobs.job_list, name="job_list"),
    path("jobs/<int:pk>/", jobs.show, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<int:pk>/file/", jobs.file, name="job_file"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/preferences/", notices.preferences, name="mail_preferences"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.letter, name="outbox_letter"),
    path("outbox/<int:pk>/<slug:action>/", outbox.step, name="outbox_step"),
    path("outbox/batches/<str:batch>/", outbox_batches.batch, name="outbox_batch"),
    path("outbox/batches/<str:batch>/release/", outbox_batches.release, name="outbox_release"),
    path("outbox/wordings/", wordings.wordings, name="wordings"),
    path("outbox/wordings/<slug:kind>/", wordings.wording, name="wording"),
    path("outbox/wordings/<slug:kind>/reset/", wordings.reset, name="wording_reset"),
    path("accounts/", include("allauth.urls")),
    path("organizations/", include("organizations.urls")),
    path("projects/", include("projects.urls")),
    path("reviews/", include("reviews.urls")),
]
