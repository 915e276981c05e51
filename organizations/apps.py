from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "人と団体"

    def ready(self):
        from . import desk, letters  # noqa: F401 – register what this app hands down
