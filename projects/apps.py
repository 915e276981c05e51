from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "協働事業"

    def ready(self):
        from . import desk, jobs, open_data, preset, preset_programmes, shown  # noqa: F401 – registers what this app hands down
