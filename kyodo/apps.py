from django.apps import AppConfig


class KyodoConfig(AppConfig):
    name = "kyodo"
    verbose_name = "共通"

    def ready(self):
        from .outbox import schedule  # noqa: F401 – registers what the clock does with letters
