from django.db import models


class TextCategory(models.Model):
    """自由記述の分類: a heading under which answers in words are put by hand, whatever was chosen beside them."""

    question = models.ForeignKey("reviews.Question", on_delete=models.CASCADE, related_name="categories")
    label = models.CharField("分類", max_length=80)
    position = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "自由記述の分類"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "label"], name="textcategory_once")]

    def __str__(self):
        return self.label
