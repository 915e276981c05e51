"""Every address of the portal. Each app lists its own; what all share stands here."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("organizations/", include("organizations.urls")),
    path("projects/", include("projects.urls")),
    path("reviews/", include("reviews.urls")),
]
