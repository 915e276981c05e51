from django.conf import settings
from django.db import models
from django.db.models import Q


class ColumnMapping(models.Model):
    """What a heading of a ledger meant when somebody said so; remembered for the next file with that heading."""

    header_key = models.CharField(max_length=150, unique=True)
    field = models.CharField(max_length=40, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "列の対応"

    def __str__(self):
        return f"{self.header_key} → {self.field}"


class LedgerImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for coordinators, one's own for the rest of city hall."""
        if not user.is_authenticated or not user.standing.is_staff:
            return self.none()
        return self if user.standing.is_coordinator else self.filter(owner=user)


class Stage(models.TextChoices):
    """How far the conversation about a ledger is."""

    COLUMNS = "columns", "列を確かめる"
    CHECKING = "checking", "確かめています"
    FAULTY = "faulty", "誤りを直す"
    READY = "ready", "取り込める"
    IMPORTED = "imported", "取り込み済み"
    UNDONE = "undone", "取り消し済み"

    @property
    def badge(self) -> str:
        """The tone of the badge (`_components/badge.html`)."""
        return {"faulty": "stop", "ready": "go", "imported": "done", "checking": "info"}.get(self.value, "")


class LedgerImport(models.Model):
    """One ledger taken over from Excel or CSV: the file, how its columns were read, what the dry run found, what came.

    The conversation: uploaded → columns confirmed → dry run → imported → undone while nothing was built on it.
    `mapping` has `columns` (column number → Field value), `division` (the 課 of a ledger without such a column) and
    `rows` (how many rows the sheet has); `report` is what `projects.actions.ledger.report_of` gives, after the import
    with `history` (where each kind of record's history stood then). `projects.actions.ledger` alone writes it.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ledger_imports"
    )
    file = models.FileField(upload_to="ledgers/%Y/%m")
    file_name = models.CharField("ファイル名", max_length=200)
    sheet = models.CharField("シート", max_length=100, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    mapping = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    job = models.ForeignKey("kyodo.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField("取り込んだ日時", null=True, blank=True)
    undone_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = LedgerImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台帳の取り込み"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(imported_at__isnull=False),
                name="ledgerimport_undone_after_import",
                violation_error_message="取り込んでいないものは取り消せません。",
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def stage(self) -> Stage:
        if self.undone_at is not None:
            return Stage.UNDONE
        if self.imported_at is not None:
            return Stage.IMPORTED
        if self.job is not None and self.job.is_open:
            return Stage.CHECKING
        if not self.report:
            return Stage.COLUMNS
        return Stage.FAULTY if self.report["errors"] else Stage.READY


class LedgerImportItem(models.Model):
    """One record that an import made or changed, with what stood there before: what undoing needs.

    `before` has the changed fields; of a partner that was taken out, all of them.
    """

    ledger_import = models.ForeignKey(LedgerImport, on_delete=models.CASCADE, related_name="items")
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    was_created = models.BooleanField()
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "取り込んだ記録"
        constraints = [
            models.UniqueConstraint(
                fields=["ledger_import", "model", "object_id"], name="ledgerimportitem_once"
            )
        ]

    def __str__(self):
        return f"{self.model}:{self.object_id}"
