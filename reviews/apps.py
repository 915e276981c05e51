from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "ふりかえり"

    def ready(self):
        # Each registers what this app hands down.
        from . import desk, jobs, letters, on_projects, preset, schedule, survey_desk, work_desk  # noqa: F401
