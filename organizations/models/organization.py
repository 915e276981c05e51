from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import not_negative, one_of
from kyodo.models import Stamped, Stateful, Versioned
from kyodo.text import organization_key, search_key

from ..enums import ActivityField, OrganizationKind, OrganizationSource, OrganizationState, Visibility
from ..workflow import organization_workflow

# Fields that a reader outside the office may or may not see, and how each starts out.
DEFAULT_VISIBILITY = {
    "corporate_number": Visibility.PUBLIC,
    "representative": Visibility.STAFF,
    "established_on": Visibility.PUBLIC,
    "member_count": Visibility.PUBLIC,
    "postal_code": Visibility.STAFF,
    "address": Visibility.STAFF,
    "area": Visibility.PUBLIC,
    "phone": Visibility.STAFF,
    "email": Visibility.STAFF,
    "contact_name": Visibility.STAFF,
    "website": Visibility.PUBLIC,
    "purpose": Visibility.PUBLIC,
    "activities": Visibility.PUBLIC,
}


# The first letters (hiragana, without voiced and small forms apart) that open each row of the 五十音.
KANA_ROWS = {
    "あ": ("ぁ", "お"),
    "か": ("か", "ご"),
    "さ": ("さ", "ぞ"),
    "た": ("た", "ど"),
    "な": ("な", "の"),
    "は": ("は", "ぽ"),
    "ま": ("ま", "も"),
    "や": ("ゃ", "よ"),
    "ら": ("ら", "ろ"),
    "わ": ("ゎ", "ん"),
}
OTHER_ROW = "他"


def kana_row(key: str) -> str:
    """The 五十音 row that a `kana_key` stands in; `OTHER_ROW` for Latin letters, digits and kanji."""
    first = key[:1]
    return next((row for row, (low, high) in KANA_ROWS.items() if low <= first <= high), OTHER_ROW)


def default_visibility() -> dict[str, str]:
    return {name: str(value) for name, value in DEFAULT_VISIBILITY.items()}


def fields_in_words(fields: list[int]) -> str:
    """「まちづくり、環境の保全」, in the law's order."""
    return "、".join(ActivityField(value).label for value in sorted(fields) if value in ActivityField.values)


def visibility_in_words(visibility: dict[str, str]) -> str:
    """「庁内のみ：代表者、電話」 and 「非公開：…」; what everybody may read is not listed."""
    circles = []
    for circle in (Visibility.STAFF, Visibility.PRIVATE):
        names = [name for name in DEFAULT_VISIBILITY if visibility.get(name) == circle]
        if names:
            labels = "、".join(str(Organization._meta.get_field(name).verbose_name) for name in names)
            circles.append(f"{circle.label}：{labels}")
    return "\n".join(circles) or "すべて公開"


class OrganizationQuerySet(models.QuerySet):
    def registered(self):
        return self.filter(state=OrganizationState.REGISTERED)

    def visible_to(self, user):
        """The public register for everybody; one's own group in any state; everything for city staff."""
        if user.is_authenticated and user.standing.is_staff:
            return self
        mine = list(user.standing.memberships) if user.is_authenticated else []
        return self.filter(Q(state=OrganizationState.REGISTERED, is_listed=True) | Q(pk__in=mine))

    def active_in(self, fields):
        """Those active in at least one of the fields (`ActivityField` values)."""
        return self.filter(
            Exists(OrganizationField.objects.filter(organization=OuterRef("pk"), field__in=fields))
        )

    def like(self, *, name: str = "", corporate_number: str = "", phone_key: str = ""):
        """Those that may be the same group: by normalised name, 法人番号 or phone."""
        same = Q()
        if name:
            same |= Q(name_key=organization_key(name))
        if corporate_number:
            same |= Q(corporate_number=corporate_number)
        if phone_key:
            same |= Q(phone_key=phone_key)
        return self.filter(same) if same else self.none()


class Organization(Stateful, Versioned, Stamped):
    """A 団体: a citizens' group, a corporation or a school that works, or may work, with the city.

    Its officers and editors change it; the office checks a registration and returns or registers it. `visibility`
    says of each field whether it is 公開, 庁内のみ or 非公開 (the group itself and the office alone).
    """

    name = models.CharField("団体名", max_length=120)
    kana = models.CharField("フリガナ", max_length=160, blank=True)
    kind = models.CharField("種類", max_length=15, choices=OrganizationKind)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    representative = models.CharField("代表者", max_length=60, blank=True)
    established_on = models.DateField("設立年月日", null=True, blank=True)
    member_count = models.PositiveIntegerField("構成員数", null=True, blank=True)
    fields = models.JSONField("活動分野", default=list, blank=True)
    area = models.CharField("活動地域", max_length=120, blank=True)
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    contact_name = models.CharField("連絡担当者", max_length=60, blank=True)
    phone = models.CharField("電話", max_length=20, blank=True)
    email = models.EmailField("メール", blank=True)
    website = models.URLField("ウェブサイト", blank=True)
    purpose = models.TextField("団体の目的", max_length=1000, blank=True)
    activities = models.TextField("活動の内容", max_length=2000, blank=True)
    visibility = models.JSONField("公開の範囲", default=default_visibility)
    is_listed = models.BooleanField("団体名簿に載せる", default=True)
    source = models.CharField(
        "登録の元", max_length=12, choices=OrganizationSource, default=OrganizationSource.APPLICATION
    )
    state = models.CharField(
        "状態", max_length=12, choices=OrganizationState, default=OrganizationState.APPLIED
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="申請した人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What lists sort and search by; `organizations.actions.organizations.save_organization` writes them.
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    kana_key = models.CharField(max_length=160, editable=False, db_index=True)
    phone_key = models.CharField(max_length=15, editable=False, db_index=True, blank=True)
    kana_row = models.CharField(max_length=1, editable=False, default="", blank=True)
    area_key = models.CharField(max_length=120, editable=False, default="", blank=True)
    search_key = models.TextField(editable=False, default="")
    history = HistoricalRecords(
        excluded_fields=["search_key", "name_key", "kana_key", "kana_row", "phone_key", "area_key"]
    )

    workflow = organization_workflow
    history_words = {"fields": fields_in_words, "visibility": visibility_in_words}
    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "団体"
        ordering = ["kana_key", "pk"]
        constraints = [
            one_of("kind", OrganizationKind, name="organization_kind_known"),
            one_of("state", OrganizationState, name="organization_state_known"),
            not_negative("member_count", name="organization_members_not_negative"),
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
                name="organization_corporate_number_once",
                violation_error_message="この法人番号の団体は、もう登録されています。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kana_key"], name="organization_list"),
            models.Index(fields=["kind", "kana_key"], name="organization_by_kind"),
            models.Index(fields=["kana_row", "kana_key"], name="organization_by_kana_row"),
            models.Index(fields=["-updated_at"], name="organization_newest"),
        ]

    def __str__(self):
        return self.name

    def refresh_keys(self) -> None:
        """Recompute what lists sort and search by from what people read.

        Only what is public goes into the keys of words and area: a search must not tell what a page hides.
        """
        self.name_key = organization_key(self.name)[:120]
        self.kana_key = search_key(self.kana or self.name)[:160]
        self.kana_row = kana_row(self.kana_key)
        self.phone_key = "".join(filter(str.isdigit, self.phone.partition("（")[0]))[:15]
        self.area_key = search_key(self.area)[:120] if self.is_public("area") else ""
        shown = [getattr(self, name) for name in ("area", "purpose", "activities") if self.is_public(name)]
        self.search_key = search_key(" ".join([self.name, self.kana, *shown]))

    def visibility_of(self, field: str) -> Visibility:
        """Who may read a field; what nobody ever chose starts out as `DEFAULT_VISIBILITY` has it."""
        return Visibility(self.visibility.get(field, DEFAULT_VISIBILITY.get(field, Visibility.PUBLIC)))

    def is_public(self, field: str) -> bool:
        return self.visibility_of(field) == Visibility.PUBLIC


class OrganizationField(models.Model):
    """One 活動分野 of one group, copied from `Organization.fields` so that a list can be narrowed by it with an index.

    `organizations.actions.organizations.save_organization` writes it.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="field_rows")
    field = models.PositiveSmallIntegerField("活動分野", choices=ActivityField)

    class Meta:
        verbose_name = verbose_name_plural = "活動分野"
        ordering = ["field"]
        constraints = [
            models.UniqueConstraint(fields=["field", "organization"], name="organizationfield_once"),
            one_of("field", ActivityField, name="organizationfield_known"),
        ]

    def __str__(self):
        return self.get_field_display()


class ReturnedField(models.Model):
    """One remark of a 差戻し: which field of the registration is to be mended, and why."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="returned_fields")
    field = models.CharField("項目", max_length=40)
    remark = models.TextField("直してほしいこと")
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField("出し直した日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "差戻しの指摘"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(remark=""),
                name="returnedfield_says_why",
                violation_error_message="理由を書いてください。",
            )
        ]

    def __str__(self):
        return f"{self.field}: {self.remark}"
