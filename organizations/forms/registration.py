"""A group's own data, declared once as sections: they drive input, completeness, the office's check and remarks."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kyodo.formfields import (
    CleanCharField,
    CleanTextField,
    CorporateNumberField,
    PhoneField,
    PostalCodeField,
    WarekiDateField,
)
from kyodo.text import normalise

from ..enums import ActivityField, OrganizationKind, Visibility
from ..models import Organization
from ..models.organization import DEFAULT_VISIBILITY
from .fields import EmailAddressField


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    note: str
    fields: tuple[str, ...]


SECTIONS = (
    Section("name", "団体の名前と種類", "", ("name", "kana", "kind", "corporate_number")),
    Section(
        "activity",
        "活動",
        "市民が団体を探すときの手がかりになります。",
        ("fields", "area", "purpose", "activities", "website"),
    ),
    Section("size", "団体のすがた", "", ("representative", "established_on", "member_count")),
    Section(
        "contact",
        "連絡先",
        "市からの連絡に使います。公開するかどうかは、項目ごとに選べます。",
        ("contact_name", "phone", "email", "postal_code", "address"),
    ),
)
PREFIX = "visible_"


class OrganizationForm(forms.ModelForm):
    """Everything about a group; beside each field stands who may read it (`visible_<field>`)."""

    name = CleanCharField(
        label="団体名",
        max_length=120,
        help_text="法人の種類も入れて、正式な名前で書きます。例：NPO法人 みどりの会",
    )
    kana = CleanCharField(
        label="フリガナ",
        max_length=160,
        help_text="名簿の並び順に使います。法人の種類は省きます。例：ミドリノカイ",
    )
    kind = forms.ChoiceField(
        label="種類",
        choices=[("", "選んでください"), *OrganizationKind.choices],
        error_messages={"required": "団体の種類を選んでください。"},
    )
    corporate_number = CorporateNumberField(
        label="法人番号", required=False, help_text="法人だけが持つ13桁の数字です。任意団体は空けておきます。"
    )
    representative = CleanCharField(label="代表者", max_length=60)
    established_on = WarekiDateField(
        label="設立年月日", required=False, help_text="和暦でも西暦でも書けます。例：平成20年4月1日"
    )
    member_count = forms.CharField(
        label="構成員数",
        required=False,
        help_text="活動に加わっている人の数です。",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    fields = forms.TypedMultipleChoiceField(
        label="活動分野",
        choices=ActivityField.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="特定非営利活動促進法の20分野です。あてはまるものをすべて選びます。",
        error_messages={"required": "活動分野を一つ以上選んでください。"},
    )
    area = CleanCharField(
        label="活動地域", max_length=120, required=False, help_text="例：市内全域、保谷町、ひばりが丘"
    )
    purpose = CleanTextField(label="団体の目的", max_length=1000)
    activities = CleanTextField(label="活動の内容", max_length=2000, required=False)
    website = forms.URLField(
        label="ウェブサイト",
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "https:// から始まるアドレスを書いてください。"},
    )
    contact_name = CleanCharField(label="連絡担当者", max_length=60)
    phone = PhoneField(label="電話", required=False, help_text="例：042-420-2821")
    email = EmailAddressField(label="メール", required=False, help_text="団体の問い合わせ先です。")
    postal_code = PostalCodeField(label="郵便番号", required=False, help_text="例：188-8666")
    address = CleanCharField(label="所在地", max_length=200, required=False)
    is_listed = forms.BooleanField(label="登録のあと、団体名簿に載せる", required=False, initial=True)

    class Meta:
        model = Organization
        fields = [*(name for section in SECTIONS for name in section.fields), "is_listed"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DEFAULT_VISIBILITY:
            self.fields[PREFIX + name] = forms.ChoiceField(
                label=f"{self.fields[name].label}を見られる人",
                choices=Visibility.choices,
                initial=self.instance.visibility_of(name),
                required=False,
            )

    def clean_member_count(self):
        digits = normalise(self.cleaned_data["member_count"]).replace(",", "").removesuffix("人").strip()
        if not digits:
            return None
        if not digits.isascii() or not digits.isdigit() or len(digits) > 7:
            raise ValidationError("人数は数字で書いてください。例：25")
        return int(digits)

    def clean_established_on(self):
        day = self.cleaned_data["established_on"]
        if day and day > timezone.localdate():
            raise ValidationError("今日か、それより前の日付を入力してください。")
        return day

    def clean(self):
        cleaned = super().clean()
        for name in DEFAULT_VISIBILITY:
            cleaned[PREFIX + name] = cleaned.get(PREFIX + name) or str(self.instance.visibility_of(name))
        self.instance.visibility = {name: cleaned[PREFIX + name] for name in DEFAULT_VISIBILITY}
        return cleaned

    def sections(self, remarks: dict[str, list[str]] | None = None) -> list[dict]:
        """What the template shows: each section with its rows of (field, who may read it, remarks of the office)."""
        remarks = remarks or {}
        return [
            {
                "id": f"section-{section.key}",
                "title": section.title,
                "note": section.note,
                "complete": self._is_complete(section),
                "rows": [self._row(name, remarks.get(name, [])) for name in section.fields],
            }
            for section in SECTIONS
        ]

    def _row(self, name: str, remarks: list[str]) -> dict:
        visible = self[PREFIX + name] if PREFIX + name in self.fields else None
        return {"field": self[name], "visible": visible, "remarks": remarks}

    def _is_complete(self, section: Section) -> bool:
        required = [self[name] for name in section.fields if self.fields[name].required]
        return all(field.value() not in (None, "", []) and not field.errors for field in required)
