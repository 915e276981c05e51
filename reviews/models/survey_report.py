from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Versioned


class BlockKind(models.TextChoices):
    HEADING = "heading", "見出し"
    TEXT = "text", "文章"
    FIGURE = "figure", "図"
    TABLE = "table", "表"
    QUOTES = "quotes", "主な意見"


class SurveyReport(Versioned, Stamped):
    """報告書 of a survey: blocks in an order, whose sentences take their numbers from the tabulation."""

    survey = models.OneToOneField("reviews.Survey", on_delete=models.CASCADE, related_name="report")
    title = models.CharField("題名", max_length=150)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "調査の報告書"

    def __str__(self):
        return self.title


class ReportBlock(models.Model):
    """報告書の一部: a heading, sentences with {numbers} in them, a figure, a table, or grouped quotes.

    `question` and `by` are question codes (or an attribute's name) that figure, table and sentences read.
    """

    report = models.ForeignKey(SurveyReport, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField("種類", max_length=10, choices=BlockKind)
    level = models.PositiveSmallIntegerField("見出しの段", default=2)
    text = models.TextField("文", max_length=4000, blank=True)
    question = models.CharField("設問", max_length=30, blank=True)
    by = models.CharField("クロス", max_length=30, blank=True)
    options = models.JSONField("見せ方", default=dict, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "報告書の一部"
        ordering = ["position", "pk"]
        constraints = [one_of("kind", BlockKind, name="reportblock_kind_known")]

    def __str__(self):
        return self.text[:40] or self.question
