from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of

from ..enums import QuestionKind, QuestionUnit
from ..routing import rules_in_words


class QuestionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_by__isnull=True)


class Question(models.Model):
    """設問: one question of a survey, asked about each partner row or about the respondent.

    `rules` says who is asked, as readable data (`reviews.routing`): all of them have to hold; none means everybody.
    `source` names what the portal knows already (`reviews.known`), shown to be confirmed. Once anybody answered it, a
    question is never edited: a new row of the next `version` takes its place, and old answers stay with the old words.
    """

    survey = models.ForeignKey("reviews.Survey", on_delete=models.CASCADE, related_name="questions")
    code = models.CharField("記号", max_length=30)
    section = models.CharField("ページ", max_length=60, blank=True)
    unit = models.CharField(
        "何について", max_length=10, choices=QuestionUnit, default=QuestionUnit.RESPONDENT
    )
    kind = models.CharField("種類", max_length=10, choices=QuestionKind)
    text = models.CharField("設問", max_length=300)
    note = models.CharField("説明", max_length=300, blank=True)
    unit_label = models.CharField("単位", max_length=20, blank=True)
    columns = models.JSONField("表の列", default=list, blank=True)
    is_required = models.BooleanField("必須", default=False)
    rules = models.JSONField("だれに聞くか", default=list, blank=True)
    source = models.SlugField("分かっていること", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    version = models.PositiveSmallIntegerField("版", default=1, editable=False)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaces"
    )
    history = HistoricalRecords()

    history_words = {"rules": rules_in_words}
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "設問"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code", "version"], name="question_once_a_version"),
            one_of("kind", QuestionKind, name="question_kind_known"),
            one_of("unit", QuestionUnit, name="question_unit_known"),
        ]

    def __str__(self):
        return self.text

    @property
    def has_choices(self) -> bool:
        return self.kind in QuestionKind.with_choices()
