from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What somebody typed into a form and has not submitted yet: one per person and form.

    `form_key` names the form and the record ("projects.project:12", "projects.project:new").
    `data` is the raw form data ({name: [values]}), kept as typed, valid or not. `base_version` is the version of
    the record the person started from. `kyodo.drafts` alone reads and writes it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    form_key = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "下書き"
        constraints = [models.UniqueConstraint(fields=["user", "form_key"], name="draft_one_per_form")]
        indexes = [models.Index(fields=["user", "-updated_at"], name="draft_newest")]

    def __str__(self):
        return self.title or self.form_key
