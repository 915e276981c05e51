from django.conf import settings
from django.db import models
from django.db.models import Q

from ..constraints import both_or_neither, one_of
from ..steps import Workflow, step
from .abstract import Stateful


class LetterState(models.TextChoices):
    DRAFTED = "drafted", "下書き"
    READY = "ready", "送信待ち"
    SENDING = "sending", "送信中"
    SENT = "sent", "送信済み"
    HELD = "held", "保留"
    FAILED = "failed", "送信できず"
    DROPPED = "dropped", "取りやめ"

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {
            "drafted": "info",
            "ready": "info",
            "sending": "info",
            "sent": "go",
            "held": "warn",
            "failed": "stop",
            "dropped": "done",
        }[self.value]


S = LetterState
MAY = "kyodo.manage_letters"

# The steps that people take. Those of the machine (claimed, sent, failed) are in kyodo.outbox.states.
letter_workflow = Workflow(
    step("read", "確かめた", S.DRAFTED, S.DRAFTED, MAY),
    step("release", "送る", S.DRAFTED, S.READY, MAY, automatic=True),
    step("hold", "保留にする", [S.DRAFTED, S.READY], S.HELD, MAY),
    # Back to the drafts: nothing that was held goes out before somebody has released it.
    step("resume", "保留をやめる", S.HELD, S.DRAFTED, MAY),
    # What a draft tells has changed meanwhile: whoever wrote it writes another one.
    step("supersede", "書き直す", [S.DRAFTED, S.HELD], S.DROPPED, MAY, automatic=True),
    step("retry", "もう一度送る", S.FAILED, S.READY, MAY),
    step("drop", "取りやめる", [S.DRAFTED, S.READY, S.HELD, S.FAILED], S.DROPPED, MAY, reason_required=True),
)


class LetterQuerySet(models.QuerySet):
    def due(self, now):
        """Those to be handed to the mail server now, oldest first; what waits for a digest goes inside it."""
        return (
            self.filter(state=LetterState.READY, for_digest=False)
            .filter(Q(send_after__isnull=True) | Q(send_after__lte=now))
            .filter(Q(next_try_at__isnull=True) | Q(next_try_at__lte=now))
            .order_by("pk")
        )

    def shown_to(self, user):
        """What has reached this person, by their own account of it."""
        return self.filter(recipient=user, state=LetterState.SENT, is_digest=False)


class Letter(Stateful):
    """通知: one letter to one address, from its writing to its hand-over to the mail server.

    `kyodo.outbox` alone writes it: a drafted letter is read and released by the office, a ready one is sent by the
    machine, once. `key` says what must not be sent twice; `batch` groups what the office reads and releases together.
    A letter `for_digest` is never sent by itself: it goes inside another one (`digest`). The text of a secret letter
    (it holds a link that lets somebody in) is shown to nobody, and is kept no longer than until it has been sent.
    """

    kind = models.CharField("種類", max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="宛先の人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="letters",
    )
    address = models.EmailField("宛先")
    subject = models.CharField("件名", max_length=200)
    body = models.TextField("本文", blank=True)
    url = models.CharField("ページ", max_length=500, blank=True)
    state = models.CharField("状態", max_length=10, choices=LetterState, default=LetterState.READY)
    key = models.CharField("一度だけの印", max_length=200, null=True, blank=True, unique=True)
    batch = models.CharField("まとまり", max_length=100, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    is_secret = models.BooleanField("本文を見せない", default=False)
    is_digest = models.BooleanField("まとめの通知", default=False)
    for_digest = models.BooleanField("まとめて送る", default=False)
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="gathered"
    )
    created_at = models.DateTimeField("書いた日時", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="書いた人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    send_after = models.DateTimeField("送信の予定", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("送信の回数", default=0)
    next_try_at = models.DateTimeField("次に試す日時", null=True, blank=True)
    error = models.CharField("送れなかった理由", max_length=80, blank=True)
    read_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="確かめた人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sent_at = models.DateTimeField("送った日時", null=True, blank=True)

    workflow = letter_workflow
    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-pk"]
        constraints = [
            one_of("state", LetterState, name="letter_state_known"),
            both_or_neither(
                "read_at",
                "read_by",
                name="letter_read_by_somebody",
                message="確かめた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_has_time",
                violation_error_message="送った日時と状態が合いません。",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""),
                name="letter_failed_has_error",
                violation_error_message="送れなかった理由がありません。",
            ),
            models.CheckConstraint(
                condition=Q(key__isnull=True) | ~Q(key=""),
                name="letter_key_not_empty",
                violation_error_message="印が空です。",
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False) | ~Q(state__in=["sent", "dropped"]) | Q(body=""),
                name="letter_secret_is_forgotten",
                violation_error_message="見せない本文が残っています。",
            ),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(for_digest=True),
                name="letter_digest_gathers_its_own",
                violation_error_message="まとめて送る通知ではありません。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="letter_by_state"),
            models.Index(fields=["kind", "-id"], name="letter_by_kind"),
            models.Index(fields=["batch", "id"], name="letter_by_batch", condition=~Q(batch="")),
            models.Index(fields=["recipient", "-id"], name="letter_of_person"),
            # What the machine looks for every half minute, without the thousands that have been sent.
            models.Index(fields=["id"], name="letter_in_hand", condition=Q(state__in=["ready", "sending"])),
        ]

    def __str__(self):
        return self.subject

    @property
    def badge(self) -> LetterState:
        """The state as a member of its enum, for its label and tone."""
        return LetterState(self.state)
