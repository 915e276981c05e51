"""What a 課 writes when it looks for a partner."""

from django import forms

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import CleanCharField, CleanTextField, FiscalYearField, YenField
from organizations.models import Division

from ..models import Theme
from .notices import NoticeForm
from .rows import as_id


def years_to_offer() -> list[FiscalYear]:
    present = FiscalYear.current()
    return [present, present.next]


class ThemeForm(forms.ModelForm):
    """A theme of one's own 課; coordinators choose among all."""

    division = forms.ModelChoiceField(
        Division.objects.none(),
        label="課",
        empty_label="選んでください",
        error_messages={"required": "課を選んでください。"},
    )
    fiscal_year = FiscalYearField(label="募集の年度", years=years_to_offer)
    title = CleanCharField(
        label="テーマ",
        max_length=120,
        help_text="何に取り組みたいかを、団体に伝わる言葉で書きます。例：外出がこわくなった人の、はじめの一歩",
        error_messages={"required": "テーマを書いてください。"},
    )
    problem = CleanTextField(
        label="いま困っていること",
        max_length=2000,
        help_text="だれが、何に困っていますか。数や声があれば書きます。",
        error_messages={"required": "いま困っていることを書いてください。"},
    )
    wanted = CleanTextField(
        label="団体といっしょにしたいこと",
        required=False,
        max_length=2000,
        help_text="団体の何を生かしたいかを書きます。手順まで決めてしまうと、委託と変わらなくなります。",
    )
    city_offers = CleanTextField(
        label="市ができること",
        required=False,
        max_length=1000,
        help_text="場所・情報・職員の参加など、お金のほかに出せるものも書きます。",
    )
    budget = YenField(label="見こむ費用", required=False)
    is_city_proposal = forms.BooleanField(
        label="行政提案にする",
        required=False,
        help_text="市のほうから事業を提案し、いっしょに行う団体を募るときに選びます。"
        "このテーマに答えた提案は、行政提案として数えます。選ばなければ、市民提案のきっかけとなるテーマです。",
    )

    class Meta:
        model = Theme
        fields = [
            "division",
            "fiscal_year",
            "title",
            "problem",
            "wanted",
            "city_offers",
            "budget",
            "is_city_proposal",
        ]

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        divisions = Division.objects.in_force()
        if user is not None and not user.standing.is_coordinator:
            divisions = divisions.filter(pk__in=user.standing.division_ids)
        if self.instance.pk:
            divisions |= Division.objects.filter(pk=self.instance.division_id)
        self.fields["division"].queryset = divisions
        if self.instance.pk and self.instance.call_id:
            del self.fields["fiscal_year"]  # it belongs to a call of that year


class CallThemesForm(NoticeForm):
    """The themes of one call: which of the offered come in, in which order all of them stand."""

    def __init__(self, data=None, *, offered, published, needs_notice: bool):
        super().__init__(data)
        self.published, self.needs_notice = list(published), needs_notice
        self.fields["notice"].required = False
        self.fields["themes"] = forms.ModelMultipleChoiceField(
            offered, label="載せるテーマ", required=False, widget=forms.CheckboxSelectMultiple
        )

    def clean(self):
        cleaned = super().clean()
        if self.needs_notice and cleaned.get("themes") and not cleaned.get("notice"):
            self.add_error("notice", "テーマを載せるときは、お知らせの文を書いてください。")
        return cleaned

    def positions(self) -> dict[int, int]:
        """Theme id → the number typed beside it; what is no number changes nothing."""
        typed = {theme.pk: as_id(self.data.get(f"position_{theme.pk}")) for theme in self.published}
        return {theme: number for theme, number in typed.items() if number is not None}
