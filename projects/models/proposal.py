import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, one_of, within
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import CallState, ConsultationState, ProposalOrigin, ProposalSource, ProposalState, ThemeKind
from ..workflow import proposal_workflow

HANDED_IN = Q(state__in=ProposalState.handed_in()) | Q(submitted_at__isnull=False)
PRESENTATION = 2  # the stage of screening that is the 公開プレゼンテーション


class ProposalQuerySet(models.QuerySet):
    def of_groups(self, user):
        """Those of the groups that this person belongs to today, in any role."""
        return self.filter(organization__in=list(user.standing.memberships))

    def for_office(self):
        """What was handed in, and what was taken back after that."""
        return self.filter(HANDED_IN)

    def readable_by(self, user):
        """Whose whole text this person may read.

        Members their own group's; coordinators what was handed in, and a draft as long as its group wants to be
        advised on it; staff what their 課 is concerned with or asked about. Reviewers read through `Assignment`.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(organization__in=list(user.standing.memberships))
        if user.standing.is_coordinator:
            return self.filter(own | self.open_to_office())
        divisions = user.standing.division_ids
        if divisions:
            asked = _exists(self.model, "opinions", division__in=divisions)
            referred = self._advised(division__in=divisions)
            concerned = HANDED_IN & (Q(division__in=divisions) | Q(asked))
            return self.filter(own | concerned | referred)
        return self.filter(own)

    def judged_by(self, user):
        """Those that this reviewer may open: assigned, declared free of 利害関係, not of a group of their own."""
        if not user.is_authenticated:
            return self.none()
        model = self.model._meta.get_field("assignments").related_model
        assigned = model.objects.of(user).readable().filter(proposal=OuterRef("pk"))
        return self.filter(Exists(assigned)).exclude(organization__in=list(user.standing.memberships))

    def open_to(self, user):
        """Whose texts and files this person may read, for whatever reason: the group, the office, a 課, a reviewer."""
        return self.filter(
            Q(pk__in=self.model.objects.readable_by(user).values("pk"))
            | Q(pk__in=self.model.objects.judged_by(user).values("pk"))
        )

    def open_to_office(self) -> Q:
        """The condition under which the office reads the texts."""
        return HANDED_IN | self._advised()

    def _advised(self, **lookups) -> Q:
        """A draft on which its group wants to be advised."""
        states = ConsultationState.opening_the_draft()
        asked = _exists(self.model, "consultations", state__in=states, **lookups)
        return Q(asked, state=ProposalState.DRAFT)

    def for_office_list(self, user):
        """All that groups have begun in this portal, but those of the person's own groups.

        Of a draft that is not `open_to_office` a list says the group and the state, and nothing else.
        """
        return self.filter(Q(state=ProposalState.DRAFT) | HANDED_IN, source=ProposalSource.ONLINE).exclude(
            organization__in=list(user.standing.memberships)
        )

    def ready_for_screening(self):
        """Checked since they were last handed in, the conditions met, and nothing open between office and group."""
        newer = _exists(self.model, "revisions", submitted_at__gt=OuterRef("conditions_checked_at"))
        waiting = _exists(self.model, "remarks", settled_at__isnull=True)
        return self.filter(~newer, ~waiting, state=ProposalState.CHECKING, conditions_met=True)

    def chosen(self):
        return self.filter(state__in=ProposalState.chosen())

    def presenting(self):
        """Those that go to the 公開プレゼンテーション."""
        return self.filter(state=ProposalState.SCREENING, stage_number=PRESENTATION)

    def with_receipt(self):
        """Each with `receipt_number`: that of its newest submission, None before the first."""
        revisions = self.model._meta.get_field("revisions").related_model.objects
        newest = revisions.filter(proposal=OuterRef("pk")).order_by("-number")
        return self.annotate(receipt_number=Subquery(newest.values("receipt_number")[:1]))

    def to_decide(self):
        """Handed in here and not decided yet."""
        waiting = [state for state in ProposalState.undecided() if state != ProposalState.DRAFT]
        return self.filter(source=ProposalSource.ONLINE, state__in=waiting)

    def released(self):
        """Decided, and told to everybody."""
        return self.filter(call__released_at__isnull=False, decision__isnull=False)


def _exists(model, related: str, **lookups) -> Exists:
    rows = model._meta.get_field(related).related_model.objects
    return Exists(rows.filter(proposal=OuterRef("pk"), **lookups))


class Proposal(Stateful, Versioned, Stamped):
    """提案: what one group proposes in one call, from the first draft to the decision.

    Its texts are `ProposalAnswer` rows, one a field, so that two members never overwrite each other; every submission
    is a numbered `ProposalRevision`. The group writes in 下書き and 差戻し; the state changes by
    `projects.actions.submission`, `checking` and `decisions`. `title` repeats the field 事業名, because lists show it.
    With source 過去の記録 it is known from a document alone: no group, no texts.
    """

    call = models.ForeignKey(
        "projects.Call", verbose_name="募集", on_delete=models.PROTECT, related_name="proposals"
    )
    category = models.ForeignKey(
        "projects.Category",
        verbose_name="部門",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    theme = models.ForeignKey(
        "projects.Theme",
        verbose_name="テーマ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        verbose_name="団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    division = models.ForeignKey(
        "organizations.Division",
        verbose_name="関係する課",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    origin = models.CharField(
        "提案の種類", max_length=10, choices=ProposalOrigin, default=ProposalOrigin.CITIZEN
    )
    theme_kind = models.CharField("テーマの種類", max_length=10, choices=ThemeKind, default=ThemeKind.FREE)
    source = models.CharField(
        "記録の元", max_length=10, choices=ProposalSource, default=ProposalSource.ONLINE
    )
    title = models.CharField("事業名", max_length=150, blank=True)
    years = models.PositiveSmallIntegerField("予定の年数", default=1)
    year_number = models.PositiveSmallIntegerField("何年目か", default=1)
    continues = models.ForeignKey(
        "projects.Project",
        verbose_name="続ける事業",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continuations",
    )
    state = models.CharField("状態", max_length=15, choices=ProposalState, default=ProposalState.DRAFT)
    stage_number = models.PositiveSmallIntegerField("審査の段階", default=1)
    requested = models.PositiveBigIntegerField("市に求める額（円）", null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField("提出した日時", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    open_until = models.DateTimeField("この提案だけの締切", null=True, blank=True)
    conditions_checked_at = models.DateTimeField("応募の条件を確かめた日時", null=True, blank=True)
    conditions_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    conditions_met = models.BooleanField("応募の条件を満たす", null=True, blank=True)
    conditions_note = models.TextField("確かめたこと", max_length=1000, blank=True)
    project = models.OneToOneField(
        "projects.ProjectYear",
        verbose_name="この提案からできた年度実績",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposal",
    )
    is_continued = models.BooleanField("いまも続く（記録）", null=True, blank=True)
    search_key = models.TextField(editable=False, default="", blank=True)
    history = HistoricalRecords(excluded_fields=["search_key"])

    workflow = proposal_workflow
    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提案"
        ordering = ["-pk"]
        constraints = [
            one_of("state", ProposalState, name="proposal_state_known"),
            one_of("origin", ProposalOrigin, name="proposal_origin_known"),
            one_of("source", ProposalSource, name="proposal_source_known"),
            one_of("theme_kind", ThemeKind, name="proposal_theme_kind_known"),
            within("years", 1, 3, name="proposal_years", message="1年から3年までにしてください。"),
            within(
                "year_number", 1, 3, name="proposal_year_number", message="1年目から3年目までにしてください。"
            ),
            within("stage_number", 1, 2, name="proposal_stage_number", message="段階は1か2です。"),
            both_or_neither(
                "submitted_at",
                "submitted_by",
                name="proposal_submitted_by_somebody",
                message="提出した人と日時は、そろえて記録します。",
            ),
            both_or_neither(
                "conditions_checked_at",
                "conditions_checked_by",
                name="proposal_conditions_checked_by_somebody",
                message="確かめた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(source=ProposalSource.RECORD)
                | Q(organization__isnull=False, category__isnull=False),
                name="proposal_has_a_group",
                violation_error_message="団体と部門が必要です。",
            ),
            models.CheckConstraint(
                condition=Q(source=ProposalSource.RECORD)
                | Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN])
                | Q(submitted_at__isnull=False),
                name="proposal_handed_in_has_time",
                violation_error_message="提出した提案には、提出の日時が必要です。",
            ),
            models.CheckConstraint(
                condition=Q(source=ProposalSource.RECORD)
                | ~Q(state=ProposalState.CONFIRMED)
                | Q(project__isnull=False),
                name="proposal_confirmed_has_project",
                violation_error_message="確定した提案には、事業の記録が必要です。",
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=True) | Q(theme_kind=ThemeKind.SET),
                name="proposal_theme_fits_kind",
                violation_error_message="テーマを選んだ提案は、テーマ設定型です。",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state", "-submitted_at", "-id"], name="proposal_of_call"),
            models.Index(fields=["call", "-submitted_at", "-id"], name="proposal_newest_of_call"),
            models.Index(fields=["organization", "-id"], name="proposal_of_group"),
            models.Index(fields=["division", "state", "-id"], name="proposal_of_division"),
            models.Index(fields=["state", "-submitted_at"], name="proposal_by_state"),
        ]

    def __str__(self):
        return self.title or "（事業名なし）"

    @property
    def badge(self) -> ProposalState:
        """The state as a member of its enum, for its label and tone."""
        return ProposalState(self.state)

    @property
    def is_writable(self) -> bool:
        return self.state in ProposalState.writable()

    @property
    def is_told(self) -> bool:
        """Whether its group has a result to read."""
        return self.call.is_released and self.state in ProposalState.decided()

    @property
    def presents(self) -> bool:
        """Whether it goes to the 公開プレゼンテーション."""
        return self.state == ProposalState.SCREENING and self.stage_number == PRESENTATION

    @property
    def closes_at(self) -> datetime.datetime | None:
        """The moment before which it has to be handed in: the call's, or its own; a reopened draft has the later."""
        if self.state == ProposalState.DRAFT and self.open_until and self.call.closes_at:
            return max(self.open_until, self.call.closes_at)
        return self.open_until or self.call.closes_at

    def may_be_handed_in_at(self, moment: datetime.datetime) -> bool:
        """Whether the office takes it at this moment: while the call is open, or until a time set for it alone."""
        if self.open_until is not None and moment < self.open_until:
            return self.call.state in CallState.under_way()
        return self.state == ProposalState.DRAFT and self.call.takes_proposals_at(moment)
