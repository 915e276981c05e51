from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "ふりかえり"

    def ready(self):
        from . import preset  # noqa: F401 – registers the section of a city preset that this app loads
