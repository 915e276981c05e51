from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.text import search_key

from ..enums import Paper, ResultsOwner


class CollaborationFormQuerySet(models.QuerySet):
    def current(self):
        """Those that may be chosen for new projects."""
        return self.filter(is_current=True)

    def named(self, name: str):
        return self.filter(search_key=search_key(name))


class CollaborationForm(models.Model):
    """協働の形態: one way in which a city works with others (委託, 共催, 補助 …).

    A row and not an enum: each city has its own list, loaded from its preset. A form that only past ledgers know is
    kept with `is_current` off. `parent` is the form it counts as in statistics across cities. Coordinators change it.
    """

    name = models.CharField("名称", max_length=40, unique=True)
    search_key = models.CharField(max_length=60, editable=False, db_index=True)
    domains = models.CharField(
        "領域", max_length=5, blank=True, help_text="A から E。二つにまたがるときは CD のように並べます。"
    )
    results_owner = models.CharField("成果の帰属", max_length=10, choices=ResultsOwner, blank=True)
    paper = models.CharField("必要な書類", max_length=15, choices=Paper, blank=True)
    description = models.TextField("説明", blank=True)
    examples = models.TextField("例", blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="集計のときの形態",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )
    position = models.PositiveIntegerField("並び順", default=0)
    is_current = models.BooleanField("新しい事業で選べる", default=True)
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = CollaborationFormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "協働の形態"
        ordering = ["position", "pk"]
        constraints = [
            one_of("results_owner", ResultsOwner, name="form_results_owner_known", blank=True),
            one_of("paper", Paper, name="form_paper_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(domains__regex=r"^[A-E]*$"),
                name="form_domains_known",
                violation_error_message="領域は A から E の文字で書いてください。",
            ),
        ]

    def __str__(self):
        return self.name
