from django.apps import AppConfig


class KyodoConfig(AppConfig):
    name = "kyodo"
    verbose_name = "共通"
