from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "協働事業"

    def ready(self):
        # Each registers what this app hands down.
        from . import (  # noqa: F401
            calls_shown,
            desk,
            jobs,
            letters,
            open_data,
            open_results,
            preset,
            preset_programmes,
            schedule,
            shown,
        )
