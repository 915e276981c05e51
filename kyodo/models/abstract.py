"""What many records have in common: when, which version, from when to when, in which state."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Stamped(models.Model):
    """Knows when it was made and last changed."""

    created_at = models.DateTimeField("登録日時", auto_now_add=True)
    updated_at = models.DateTimeField("更新日時", auto_now=True)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Carries the number that `kyodo.conflicts` compares, so that two editors never overwrite each other silently."""

    version = models.PositiveIntegerField("版", default=1, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    def in_force(self, on=None):
        """Those that hold on the day (default: today in Japan); both ends are included."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def to_come(self, on=None):
        return self.filter(starts_on__gt=on or timezone.localdate())

    def over(self, on=None):
        return self.filter(ends_on__lt=on or timezone.localdate())


class Dated(models.Model):
    """Holds from one day to another (both included); without an end it holds until somebody sets one."""

    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, on=None) -> bool:
        on = on or timezone.localdate()
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether its first day has not come yet."""
        return self.starts_on > timezone.localdate()


class Stateful(models.Model):
    """Has a state that `kyodo.workflow.move` alone writes, with who last moved it and when.

    The subclass declares `state` with its own choices, and `workflow`, the table of its steps.
    """

    state_changed_at = models.DateTimeField("状態の更新日時", null=True, blank=True, editable=False)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="状態を変えた人",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
