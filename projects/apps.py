from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "協働事業"

    def ready(self):
        from . import preset  # noqa: F401 – registers the section of a city preset that this app loads
