from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "ふりかえり"

    def ready(self):
        from . import desk, jobs, on_projects, preset  # noqa: F401 – each registers what this app hands down
