from django.db import models
from django.db.models import Q


class AxisSet(models.Model):
    """ふりかえりの視点: a versioned set of axes. Once a sheet uses a version it is never edited; a new one is made.

    The default seven are those of 西東京市 (市民と行政の協働に関する基本方針, ふりかえりシート).
    """

    key = models.SlugField("識別名", max_length=30)
    version = models.PositiveSmallIntegerField("版", default=1)
    name = models.CharField("名称", max_length=60)
    is_current = models.BooleanField("新しいシートで使う", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "視点の組"
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="axisset_version_once"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="axisset_one_current"
            ),
        ]

    def __str__(self):
        return f"{self.name}（第{self.version}版）"


class Axis(models.Model):
    """One 視点: its short label on the radar and the question behind it. Rated 1 to 5."""

    axis_set = models.ForeignKey(AxisSet, on_delete=models.CASCADE, related_name="axes")
    number = models.PositiveSmallIntegerField("番号")
    label = models.CharField("視点", max_length=30)
    question = models.TextField("問い", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "視点"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["axis_set", "number"], name="axis_number_once")]

    def __str__(self):
        return self.label
