from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A list's query string under a name of one's own. Only its owner sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=60)
    name = models.CharField("名前", max_length=40)
    query = models.CharField(max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "保存した絞り込み"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="savedfilter_name_once",
                violation_error_message="同じ名前の絞り込みがあります。",
            )
        ]

    def __str__(self):
        return self.name


class Follow(models.Model):
    """A project that somebody keeps an eye on; it shows on the desk, last changed first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="followers")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "フォロー"
        constraints = [models.UniqueConstraint(fields=["user", "project"], name="follow_once")]

    def __str__(self):
        return f"{self.user} → {self.project}"
