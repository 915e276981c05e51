from django.db import models
from django.db.models import Q


class Choice(models.Model):
    """選択肢 of a question, in its order. `is_exclusive` stands alone (特にない); `is_other` takes words."""

    question = models.ForeignKey("reviews.Question", on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField("記号", max_length=30)
    label = models.CharField("選択肢", max_length=120)
    is_other = models.BooleanField("ことばを書く", default=False)
    is_exclusive = models.BooleanField("ほかと一緒に選べない", default=False)
    position = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "選択肢"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="choice_code_once"),
            models.UniqueConstraint(fields=["question", "label"], name="choice_label_once"),
            models.CheckConstraint(
                condition=~Q(code__contains=","),
                name="choice_code_without_comma",
                violation_error_message="記号に , は使えません。",
            ),
        ]

    def __str__(self):
        return self.label
