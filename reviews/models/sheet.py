from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, one_of
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import SheetKind, SheetState, Side
from ..workflow import sheet_workflow

# The texts a sheet takes over from the project at its start, in the order in which it prints them
# (西東京市 ふりかえりシート).
TEXT_FIELDS = ("purpose", "expected_effect", "summary", "result", "outlook")


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for city staff; one's own group's from 記入中 on; the published ones for everybody."""
        if user.is_authenticated and user.standing.is_staff:
            return self
        shown = Q(state=SheetState.PUBLISHED)
        if user.is_authenticated and user.standing.memberships:
            shown |= Q(organization__in=list(user.standing.memberships)) & ~Q(state=SheetState.PREPARING)
        return self.filter(shown)

    def inside(self, user):
        """Those that this person reads as one of the sides: all for city staff, one's own group's from 記入中 on."""
        if user.standing.is_staff:
            return self
        return self.filter(organization__in=list(user.standing.memberships)).exclude(
            state=SheetState.PREPARING
        )

    def counted(self):
        """Those that both sides have finished: only these go into the numbers of a year."""
        return self.filter(state__in=SheetState.both_sides_seen())

    def late_on(self, today):
        """記入 or ふりかえりの場 past its due date."""
        return self.filter(
            Q(state=SheetState.OPEN, due_on__lt=today) | Q(state=SheetState.MEETING, meeting_due_on__lt=today)
        )

    def for_page(self):
        """With everything a sheet's page shows of other records."""
        return self.select_related(
            "axis_set",
            "round",
            "organization",
            "division",
            "partner__project_year__project",
            "project_year__form",
        )


class Sheet(Stateful, Versioned, Stamped):
    """ふりかえりシート: one partner's year, looked at by both sides.

    Its texts are taken over when it is opened, so that later edits of the project do not change a finished sheet.
    Each side finishes by itself; when both have, the sheet goes to the ふりかえりの場. From 確定 on nothing changes
    (only a coordinator reopens, with a reason). `organization`, `division`, `project_year` and `fiscal_year` repeat
    what hangs on the partner, because lists filter by them and the names must stay those of that year.
    """

    round = models.ForeignKey("reviews.ReviewRound", on_delete=models.PROTECT, related_name="sheets")
    partner = models.ForeignKey("projects.Partner", on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField("種類", max_length=10, choices=SheetKind, default=SheetKind.FINAL)
    number = models.PositiveIntegerField("番号")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    project_year = models.ForeignKey("projects.ProjectYear", on_delete=models.PROTECT, related_name="sheets")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="sheets"
    )
    division = models.ForeignKey("organizations.Division", on_delete=models.PROTECT, related_name="sheets")
    axis_set = models.ForeignKey("reviews.AxisSet", on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField("状態", max_length=12, choices=SheetState, default=SheetState.PREPARING)
    due_on = models.DateField("記入の期限")
    meeting_due_on = models.DateField("ふりかえりの場の期限")

    organization_name = models.CharField("団体名", max_length=120)
    division_name = models.CharField("担当課", max_length=50)
    form_name = models.CharField("協働の形態", max_length=40)
    project_name = models.CharField("事業名", max_length=150)
    purpose = models.TextField("事業の目的", max_length=2000, blank=True)
    expected_effect = models.TextField("想定した効果", max_length=2000, blank=True)
    summary = models.TextField("事業の概要", max_length=3000, blank=True)
    result = models.TextField("事業の結果", max_length=3000, blank=True)
    outlook = models.TextField("今後の展望", max_length=2000, blank=True)
    group_comment = models.TextField("団体のコメント", max_length=2000, blank=True)
    city_comment = models.TextField("市のコメント", max_length=2000, blank=True)

    group_finished_at = models.DateTimeField("団体が書き終えた日時", null=True, blank=True)
    group_finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    city_finished_at = models.DateTimeField("市が書き終えた日時", null=True, blank=True)
    city_finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    workflow = sheet_workflow
    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ふりかえりシート"
        ordering = ["-fiscal_year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "kind"], name="sheet_once_a_partner_and_kind"),
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="sheet_number_once_a_year"),
            one_of("kind", SheetKind, name="sheet_kind_known"),
            one_of("state", SheetState, name="sheet_state_known"),
            both_or_neither(
                "group_finished_at",
                "group_finished_by",
                name="sheet_group_finished_by_somebody",
                message="書き終えた人と日時は、そろえて記録します。",
            ),
            both_or_neither(
                "city_finished_at",
                "city_finished_by",
                name="sheet_city_finished_by_somebody",
                message="書き終えた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "open"])
                | Q(group_finished_at__isnull=False, city_finished_at__isnull=False),
                name="sheet_meets_when_both_finished",
                violation_error_message="双方が書き終えてから、ふりかえりの場に進みます。",
            ),
        ]
        indexes = [
            models.Index(fields=["-fiscal_year", "number"], name="sheet_by_year"),
            models.Index(fields=["-fiscal_year", "state", "number"], name="sheet_by_state"),
            models.Index(fields=["division", "-fiscal_year", "number"], name="sheet_by_division"),
            models.Index(fields=["organization", "-fiscal_year", "number"], name="sheet_of_group"),
            models.Index(fields=["state", "due_on"], name="sheet_due"),
            models.Index(fields=["-updated_at"], name="sheet_newest"),
            # What the coordinator's desk counts of the sheets in hand, without reading the sheets themselves.
            models.Index(
                fields=["-fiscal_year", "state", "due_on", "meeting_due_on", "id"],
                condition=Q(state__in=["preparing", "open", "meeting", "final"]),
                name="sheet_in_hand",
            ),
        ]

    def __str__(self):
        return f"No.{self.number:03} {self.project_name}"

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def is_frozen(self) -> bool:
        return self.state in SheetState.frozen()

    @property
    def shows_both_sides(self) -> bool:
        return self.state in SheetState.both_sides_seen()

    def finished_at(self, side: Side):
        return {Side.GROUP: self.group_finished_at, Side.CITY: self.city_finished_at}.get(side)

    @property
    def badge(self) -> SheetState:
        """The state as a member of its enum, for its label and tone."""
        return SheetState(self.state)

    def comment_of(self, side: Side) -> str:
        return {Side.GROUP: self.group_comment, Side.CITY: self.city_comment}[side]

    def is_late(self, today) -> bool:
        if self.state == SheetState.OPEN:
            return today > self.due_on
        return self.state == SheetState.MEETING and today > self.meeting_due_on
