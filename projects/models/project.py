from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Versioned
from organizations.enums import ActivityField

from ..enums import Domain, Initiator, Origin, Visibility


class ProjectQuerySet(models.QuerySet):
    def published(self):
        return self.filter(visibility=Visibility.PUBLIC)

    def visible_to(self, user):
        """Everything for city staff; the public ones and those of one's own group for everybody else."""
        if user.is_authenticated and user.standing.is_staff:
            return self
        shown = Q(visibility=Visibility.PUBLIC)
        if user.is_authenticated and user.standing.memberships:
            mine = self.model.objects.filter(
                years__partners__organization__in=list(user.standing.memberships)
            )
            shown |= Q(pk__in=mine.values("pk"))
        return self.filter(shown)


class Project(Versioned, Stamped):
    """協働事業: what lasts over the years – why it exists, how it came about, who thought of it.

    What belongs to one 年度 (課, form, money, outcome) is in `ProjectYear`. Staff of the 課 that runs its newest year
    change it; a coordinator may change all. `origins` and `initiators` are lists of enum values.
    """

    name = models.CharField("事業名", max_length=150)
    purpose = models.TextField("事業の目的", max_length=2000, blank=True)
    problem = models.TextField("地域の課題", max_length=2000, blank=True)
    expected_effect = models.TextField("想定した効果", max_length=2000, blank=True)
    origins = models.JSONField("経緯", default=list, blank=True)
    origin_note = models.CharField("経緯（その他の内容）", max_length=200, blank=True)
    initiators = models.JSONField("発案", default=list, blank=True)
    domain = models.CharField("領域", max_length=1, choices=Domain, blank=True)
    field = models.PositiveSmallIntegerField("分野", choices=ActivityField, null=True, blank=True)
    visibility = models.CharField("公開", max_length=10, choices=Visibility, default=Visibility.STAFF)
    started_on = models.DateField("始めた日", null=True, blank=True)
    history = HistoricalRecords()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "協働事業"
        ordering = ["-pk"]
        constraints = [
            one_of("domain", Domain, name="project_domain_known", blank=True),
            one_of("visibility", Visibility, name="project_visibility_known"),
        ]
        indexes = [models.Index(fields=["-updated_at"], name="project_newest")]

    def __str__(self):
        return self.name

    def origin_labels(self) -> list[str]:
        return [Origin(value).label for value in self.origins]

    def initiator_labels(self) -> list[str]:
        return [Initiator(value).label for value in self.initiators]
