"""課 as city hall has them: begun, corrected, succeeded by others."""

from django import forms
from django.core.exceptions import ValidationError

from kyodo.formfields import CleanCharField, CleanTextField, PhoneField, WarekiDateField

from ..models import Division
from .fields import EmailAddressField


class DivisionForm(forms.ModelForm):
    """One 課. Its name from a certain day on is another form: `SucceedForm`."""

    code = CleanCharField(label="課コード", max_length=20, help_text="台帳や名簿の取り込みで使う番号です。")
    department = CleanCharField(label="部", max_length=50, required=False)
    name = CleanCharField(label="課", max_length=50)
    starts_on = WarekiDateField(label="始まりの日", help_text="わからなければ、今年度の4月1日を書きます。")
    ends_on = WarekiDateField(label="終わりの日", required=False)
    phone = PhoneField(label="電話", required=False)
    email = EmailAddressField(label="メール", required=False)
    position = forms.IntegerField(
        label="並び順", required=False, min_value=0, help_text="小さい数から並びます。"
    )

    class Meta:
        model = Division
        fields = ["department", "name", "code", "starts_on", "ends_on", "phone", "email", "position"]

    def clean_position(self):
        return self.cleaned_data["position"] or 0


class SucceedForm(forms.Form):
    """改称・統合・分割: which 課 end, what comes after them, from which day.

    Once valid, `new` and `branch_divisions` hold what the verb takes.
    """

    on = WarekiDateField(
        label="新しくなる日",
        help_text="この日から新しい課になります。前の日で、これまでの課が終わります。",
    )
    old = forms.ModelMultipleChoiceField(
        label="終わる課",
        queryset=Division.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="統合では、終わる課をすべて選びます。",
        error_messages={"required": "終わる課を選んでください。"},
    )
    existing = forms.ModelChoiceField(
        label="引き継ぐ課",
        queryset=Division.objects.none(),
        required=False,
        empty_label="新しい課をつくる",
        help_text="これまでの記録と職員を受け継ぎます。",
    )
    name = CleanCharField(label="新しい課の名前", max_length=50, required=False)
    code = CleanCharField(label="新しい課のコード", max_length=20, required=False)
    department = CleanCharField(label="新しい課の部", max_length=50, required=False)
    branches = CleanTextField(
        label="分割で、ほかにできる課",
        max_length=300,
        required=False,
        help_text="一行に一つ、「コード 課の名前」と書きます。これまでの記録は、引き継ぐ課が受け持ちます。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        open_divisions = Division.objects.filter(ends_on__isnull=True)
        self.fields["old"].queryset = self.fields["existing"].queryset = open_divisions
        self.branch_divisions: list[Division] = []

    def clean_branches(self):
        lines = [line.split(None, 1) for line in self.cleaned_data["branches"].splitlines() if line.strip()]
        if any(len(parts) != 2 for parts in lines):
            raise ValidationError("一行に「コード 課の名前」を書いてください。例：D102 みどり推進課")
        return lines

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.new = cleaned["existing"] or self._division("code", cleaned["code"], cleaned["name"])
        if self.new in cleaned["old"]:
            self.add_error("existing", "終わる課とは別の課を選んでください。")
        for code, name in cleaned["branches"]:
            self.branch_divisions.append(self._division("branches", code, name))
        codes = [division.code for division in [self.new, *self.branch_divisions]]
        if len(set(codes)) < len(codes):
            self.add_error("branches", "課コードが重なっています。")
        return cleaned

    def _division(self, field: str, code: str, name: str) -> Division:
        division = Division(
            code=code,
            name=name,
            department=self.cleaned_data["department"] or self.cleaned_data["old"][0].department,
            starts_on=self.cleaned_data["on"],
            position=self.cleaned_data["old"][0].position,
        )
        try:
            division.full_clean()
        except ValidationError as error:
            for name_at_fault, messages in error.message_dict.items():
                own = field == "code" and name_at_fault in self.fields
                self.add_error(name_at_fault if own else field, messages)
        return division
