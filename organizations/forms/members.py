"""Inviting people into a group or a 課, and setting when a post or a membership ends."""

from django import forms
from django.utils import timezone

from kyodo.formfields import CleanTextField, WarekiDateField

from ..enums import MembershipRole, PostRole
from ..models import Division
from .fields import EmailAddressField


def described(role_class, roles=None) -> list[tuple[str, str]]:
    """Choices that say what each role allows."""
    return [(role.value, f"{role.label} — {role.description}") for role in roles or role_class]


class PeriodForm(forms.Form):
    """From when to when; an open end is allowed."""

    starts_on = WarekiDateField(label="始まりの日")
    ends_on = WarekiDateField(
        label="終わりの日", required=False, help_text="決まっていなければ空けておきます。その日まで使えます。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "始まりの日か、それより後の日付を入力してください。")
        if last and last < timezone.localdate():
            self.add_error("ends_on", "今日か、それより後の日付を入力してください。")
        return cleaned


class InviteMemberForm(PeriodForm):
    """An officer invites somebody into the group."""

    field_order = ["email", "role", "starts_on", "ends_on"]

    email = EmailAddressField(label="メールアドレス", help_text="この人に、登録のための手紙を送ります。")
    role = forms.ChoiceField(label="役割", widget=forms.RadioSelect, initial=MembershipRole.EDITOR)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = described(MembershipRole)


class PostForm(PeriodForm):
    """A post in a 課; `by` may hand on only the roles that the rules allow."""

    field_order = ["division", "role", "starts_on", "ends_on"]

    division = forms.ModelChoiceField(
        label="課",
        queryset=Division.objects.none(),
        empty_label="選んでください",
        error_messages={"required": "課を選んでください。"},
    )
    role = forms.ChoiceField(label="役割", widget=forms.RadioSelect, initial=PostRole.STAFF)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = Division.objects.exclude(ends_on__lt=timezone.localdate())
        allowed = [role for role in PostRole if by.has_perm("organizations.give_role", role)]
        self.fields["role"].choices = described(PostRole, allowed)


class InviteStaffForm(PostForm):
    """Somebody is invited into a 課 by e-mail."""

    field_order = ["email", "division", "role", "starts_on", "ends_on"]

    email = EmailAddressField(
        label="メールアドレス", help_text="市のアドレスを書きます。この人に、登録のための手紙を送ります。"
    )


class EndForm(forms.Form):
    """The last day of a post or a membership."""

    ends_on = WarekiDateField(
        label="終わりの日",
        required=False,
        help_text="この日まで使えます。空にすると、終わりを決めずに続きます。",
    )


class MembershipForm(EndForm):
    """Another role or another last day."""

    field_order = ["role", "ends_on"]

    role = forms.ChoiceField(label="役割", widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = described(MembershipRole)


class ReasonForm(forms.Form):
    """A step that asks why."""

    reason = CleanTextField(label="理由", max_length=500)
