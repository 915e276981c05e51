from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import in_order
from kyodo.models import Stamped, Versioned

from ..rule_words import HISTORY


class ProgrammeQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_year__isnull=True)


class Programme(Versioned, Stamped):
    """制度: the rules that last over the years – 部門, theme kinds, who may propose, how long, at what share.

    A call takes them over when it is made (`projects.rulebook` reads both), so that a rule changed here never changes
    a call that is out. A city preset brings its programmes; a coordinator changes them.
    """

    key = models.SlugField("プリセットでの名前", max_length=40, unique=True)
    name = models.CharField("制度の名前", max_length=80)
    since_year = models.PositiveSmallIntegerField("始まった年度")
    ended_year = models.PositiveSmallIntegerField("終わった年度", null=True, blank=True)
    purpose = models.TextField("めざすこと", max_length=1000, blank=True)
    audience = models.TextField("提案できる団体", max_length=1000, blank=True)
    form = models.ForeignKey(
        "projects.CollaborationForm",
        verbose_name="採択後の協働の形態",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    origins = models.JSONField("提案の種類", default=list, blank=True)
    theme_kinds = models.JSONField("テーマの種類", default=list, blank=True)
    categories = models.JSONField("部門", default=list, blank=True)
    conditions = models.JSONField("応募の条件", default=list, blank=True)
    papers = models.JSONField("求める書類", default=list, blank=True)
    criteria = models.JSONField("審査の観点", default=list, blank=True)
    sections = models.JSONField("提案書の項目の変更", default=list, blank=True)
    schedule = models.JSONField("日程の例", default=list, blank=True)
    needs_vote = models.BooleanField("予算の議決を待つ", default=True)
    history = HistoricalRecords()

    history_words = HISTORY
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "制度"
        ordering = ["-since_year", "pk"]
        constraints = [
            in_order("since_year", "ended_year", name="programme_years_in_order"),
            models.UniqueConstraint(
                fields=["name"],
                name="programme_name_once",
                violation_error_message="同じ名前の制度があります。",
            ),
        ]

    def __str__(self):
        return self.name
