from django.core.cache import cache
from django.db import models
from django.db.models import Q

CACHE_KEY = "kyodo.city"
CACHE_SECONDS = 60


class City(models.Model):
    """The one city that this portal serves: its name, words, principles and colour.

    `manage.py load_city` writes it from a preset; an administrator changes it on the settings page.
    Lists that a city words for itself (domains, actors, principles) are kept as JSON in the preset's order.
    """

    preset = models.SlugField("プリセット", max_length=30)
    name = models.CharField("市の名前", max_length=50)
    portal_name = models.CharField("ポータルの名前", max_length=50)
    accent = models.CharField("アクセント色", max_length=7, default="#0017c1")
    division_word = models.CharField("課の呼び方", max_length=20, default="課")
    organization_word = models.CharField("団体の呼び方", max_length=20, default="団体")
    office_name = models.CharField("協働の担当", max_length=100)
    office_contact = models.TextField("連絡先", blank=True)
    introduction = models.TextField("協働とは", blank=True)
    domains = models.JSONField("活動領域", default=list, help_text="code, label, note")
    actors = models.JSONField("協働の主体", default=list, help_text="label, kinds, note")
    principles = models.JSONField("協働の原則", default=list, help_text="label, note")
    eligibility = models.JSONField("対象となる活動", default=list, blank=True)
    is_demo = models.BooleanField("見本のデータ", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "市の設定"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="city_only_one")]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls) -> "City":
        """The city's row, from the cache; a portal without a preset answers with neutral words."""
        city = cache.get(CACHE_KEY)
        if city is None:
            city = cls.objects.filter(pk=1).first() or cls(
                pk=1, name="市", portal_name="協働ポータル", office_name="協働担当課"
            )
            cache.set(CACHE_KEY, city, CACHE_SECONDS)
        return city

    @staticmethod
    def forget() -> None:
        """Drop the cached row, after somebody changed it."""
        cache.delete(CACHE_KEY)
