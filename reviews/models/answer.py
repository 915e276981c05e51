from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class AnswerQuerySet(models.QuerySet):
    def counted(self):
        """Those of respondents who have submitted: only these go into the numbers."""
        return self.filter(is_counted=True)


class Answer(models.Model):
    """回答: what one respondent gave to one question, about one partner row where the question asks about those.

    A row that exists was asked; with no codes, number or words it is a 無回答. What was not asked has no row, and is
    never counted. `codes` holds the chosen codes in the questionnaire's order, parted by commas: tabulation groups by
    it. `is_counted` repeats that the respondent has submitted. `reviews.actions.answering` alone writes it.
    """

    respondent = models.ForeignKey("reviews.Respondent", on_delete=models.CASCADE, related_name="answers")
    row = models.ForeignKey(
        "reviews.SurveyRow", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey("reviews.Question", on_delete=models.PROTECT, related_name="answers")
    codes = models.CharField("選んだもの", max_length=400, blank=True)
    number = models.DecimalField("数", max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.TextField("ことば", max_length=3000, blank=True)
    cells = models.JSONField("表", default=list, blank=True)
    category = models.ForeignKey(
        "reviews.TextCategory", null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    is_counted = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["is_counted"])

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回答"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "row"], condition=Q(row__isnull=False), name="answer_once_a_row"
            ),
            models.UniqueConstraint(
                fields=["question", "respondent"],
                condition=Q(row__isnull=True),
                name="answer_once_a_respondent",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "is_counted", "codes"], name="answer_by_codes"),
            models.Index(fields=["question", "row", "codes"], name="answer_of_row"),
            models.Index(fields=["question", "respondent", "codes"], name="answer_of_respondent"),
        ]

    def __str__(self):
        return self.codes or self.text[:40]

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.codes.split(",")) if self.codes else ()

    @property
    def is_blank(self) -> bool:
        return not (self.codes or self.text or self.cells or self.number is not None)
