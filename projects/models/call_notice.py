from django.conf import settings
from django.db import models


class CallNotice(models.Model):
    """変更のお知らせ: what changed in a published call, dated, for everybody to read. Never changed afterwards.

    `changes` lists {label, before, after} in words. `projects.actions.calls` writes it together with the change.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="notices")
    text = models.TextField("お知らせ", max_length=1000)
    changes = models.JSONField("変わったところ", default=list)
    at = models.DateTimeField("いつ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "募集の変更のお知らせ"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.text[:40]
