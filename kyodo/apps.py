from django.apps import AppConfig


class KyodoConfig(AppConfig):
    name = "kyodo"
    verbose_name = "共通"

    def ready(self):
        from .outbox import desk, schedule  # noqa: F401 – register what the desk and the clock have to do with letters
