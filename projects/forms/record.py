"""What a person may write of a project, and of one of its years."""

from django import forms

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import (
    CleanCharField,
    CleanTextField,
    FiscalYearField,
    WarekiDateField,
    YenField,
    YenInput,
)
from organizations.enums import ActivityField
from organizations.models import Division

from ..enums import Domain, Initiator, Origin, Outcome, Visibility
from ..models import CollaborationForm, Project, ProjectYear
from .numbers import CountField

YEARS_BACK = 20


def _cost_field(label: str, help_text: str = "") -> YenField:
    """A sum that counts into the running total beneath the three of them."""
    widget = YenInput(attrs={"data-sum-of": "cost"})
    return YenField(label=label, required=False, help_text=help_text, widget=widget)


def years_to_log() -> list[FiscalYear]:
    """Next year first, then back as far as somebody may still want to write down by hand."""
    coming = FiscalYear.current().year + 1
    return [FiscalYear(year) for year in range(coming, coming - YEARS_BACK, -1)]


class ProjectForm(forms.ModelForm):
    """What lasts over the years. Only the name is required."""

    name = CleanCharField(
        label="事業名",
        max_length=150,
        help_text="広報や契約書で使っている名前を書いてください。例：公園の花壇づくり",
        error_messages={"required": "事業名を入力してください。"},
    )
    problem = CleanTextField(
        label="地域の課題", required=False, max_length=2000, help_text="だれが、何に困っていますか。"
    )
    purpose = CleanTextField(
        label="事業の目的", required=False, max_length=2000, help_text="この事業で、何をどう変えたいですか。"
    )
    expected_effect = CleanTextField(
        label="想定した効果",
        required=False,
        max_length=2000,
        help_text="いっしょに行うと、どんなよいことがあると考えましたか。",
    )
    domain = forms.ChoiceField(
        label="領域",
        required=False,
        choices=[("", "選んでください"), *((value, f"{value}　{label}") for value, label in Domain.choices)],
        help_text="市民と市の、どちらが中心になるかで選びます。",
    )
    field = forms.TypedChoiceField(
        label="分野",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "選んでください"), *ActivityField.choices],
    )
    origins = forms.MultipleChoiceField(
        label="経緯",
        required=False,
        choices=Origin.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="当てはまるものをすべて選んでください。",
    )
    origin_note = CleanCharField(label="経緯（その他の内容）", required=False, max_length=200)
    initiators = forms.MultipleChoiceField(
        label="発案",
        required=False,
        choices=Initiator.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="はじめに言い出したのはどちらですか。当てはまるものをすべて選んでください。",
    )
    started_on = WarekiDateField(
        label="始めた日", required=False, help_text="この事業の最初の年の開始日です。"
    )
    visibility = forms.ChoiceField(
        label="公開",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.STAFF,
        help_text="「公開」にすると、市民が事例として読めます。",
    )

    class Meta:
        model = Project
        fields = [
            "name",
            "problem",
            "purpose",
            "expected_effect",
            "domain",
            "field",
            "origins",
            "origin_note",
            "initiators",
            "started_on",
            "visibility",
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("origin_note") and Origin.OTHER not in cleaned.get("origins", ()):
            cleaned["origins"] = [*cleaned.get("origins", ()), Origin.OTHER.value]
        return cleaned


class YearForm(forms.ModelForm):
    """What belongs to one 年度. 課 and form are required; `user` narrows the 課 to those the person works for."""

    name = CleanCharField(
        label="この年度の事業名",
        max_length=150,
        required=False,
        help_text="空けておくと、事業名と同じになります。",
    )
    fiscal_year = FiscalYearField(label="年度", years=years_to_log)
    division = forms.ModelChoiceField(
        Division.objects.none(),
        label="担当する課",
        empty_label="選んでください",
        error_messages={"required": "課を選んでください。"},
    )
    form = forms.ModelChoiceField(
        CollaborationForm.objects.none(),
        label="協働の形態",
        empty_label="選んでください",
        error_messages={"required": "協働の形態を選んでください。"},
    )
    content = CleanTextField(
        label="事業の内容",
        required=False,
        max_length=3000,
        help_text="この年度に、いつ・どこで・何をしますか。",
    )
    starts_on = WarekiDateField(label="開始日", required=False)
    ends_on = WarekiDateField(label="終了日", required=False)
    city_cost = _cost_field("市の負担額")
    group_cost = _cost_field("団体の負担額")
    other_cost = _cost_field("その他の財源", "参加費、寄付、ほかの補助金など。")
    programme = CleanCharField(
        label="利用した制度",
        required=False,
        max_length=100,
        help_text="例：企画提案事業。なければ空けておきます。",
    )
    participants = CountField(label="参加者数", required=False, help_text="のべ人数を書いてください。")
    outcome = forms.ChoiceField(
        label="成果",
        required=False,
        choices=[("", "まだ答えない"), *Outcome.choices],
        widget=forms.RadioSelect,
    )
    result = CleanTextField(
        label="事業の結果",
        required=False,
        max_length=3000,
        help_text="何ができて、だれがどう変わりましたか。",
    )
    outlook = CleanTextField(
        label="今後の展望",
        required=False,
        max_length=2000,
        help_text="次の年度に続けたいこと、変えたいこと。",
    )

    class Meta:
        model = ProjectYear
        fields = [
            "name",
            "fiscal_year",
            "division",
            "form",
            "content",
            "starts_on",
            "ends_on",
            "city_cost",
            "group_cost",
            "other_cost",
            "programme",
            "participants",
            "outcome",
            "result",
            "outlook",
        ]

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = self._divisions(user)
        forms_to_choose = CollaborationForm.objects.current()
        if self.instance.pk:
            # The year of a saved record stays: another year is another record.
            del self.fields["fiscal_year"]
            forms_to_choose |= CollaborationForm.objects.filter(pk=self.instance.form_id)
        self.fields["form"].queryset = forms_to_choose

    def _divisions(self, user):
        divisions = Division.objects.all()
        if user is not None and not user.standing.is_coordinator:
            divisions = divisions.filter(pk__in=user.standing.division_ids)
        return divisions

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "終了日は、開始日と同じか、それより後にしてください。")
        division = cleaned.get("division")
        year = cleaned.get("fiscal_year") or self.instance.fiscal_year
        if division and year and "division" in self.changed_data:
            self._check_division(division, FiscalYear(year))
        return cleaned

    def _check_division(self, division: Division, year: FiscalYear) -> None:
        ended = division.ends_on and division.ends_on < year.starts_on
        if ended or division.starts_on > year.ends_on:
            self.add_error("division", f"「{division}」は{year.short_label}にはありません。")

    def validate_constraints(self):
        """The order of the dates is said at its field, in `clean`."""
        if "ends_on" not in self.errors:
            super().validate_constraints()
