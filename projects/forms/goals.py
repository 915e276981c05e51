"""The goals of a year: counted, or told in words."""

from django import forms
from django.forms.models import construct_instance, model_to_dict

from kyodo.formfields import CleanCharField, CleanTextField

from ..actions.goals import GoalEntry
from ..models import Goal
from .numbers import MeasureField
from .rows import BlankRowFormSet

MOST_GOALS = 20
COUNTED, IN_WORDS = "counted", "in_words"
MET = [("", "まだ分からない"), ("yes", "達成した"), ("no", "達成していない")]
MET_VALUES = {"yes": True, "no": False, "": None}


class GoalForm(forms.ModelForm):
    """One goal. A row without a title and without anything else written is left out."""

    goal_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = CleanCharField(
        label="目標", max_length=150, required=False, help_text="例：花壇の手入れに集まった回数"
    )
    measure = forms.ChoiceField(
        label="測り方",
        choices=[(COUNTED, "数で測る"), (IN_WORDS, "言葉で表す")],
        initial=COUNTED,
        widget=forms.RadioSelect,
    )
    target = MeasureField(label="目標値", required=False)
    unit = CleanCharField(label="単位", max_length=20, required=False)
    actual = MeasureField(label="実績値", required=False)
    expected = CleanTextField(
        label="めざす姿", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    observed = CleanTextField(
        label="見られた変化", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    met = forms.ChoiceField(label="達成したか", choices=MET, required=False)

    class Meta:
        model = Goal
        fields = ["title", "target", "unit", "actual", "expected", "observed"]

    @property
    def is_blank(self) -> bool:
        written = ("title", "target", "unit", "actual", "expected", "observed")
        return not any(self.cleaned_data.get(name) not in (None, "") for name in written) and not any(
            name in self.errors for name in written
        )

    def clean(self):
        cleaned = super().clean()
        if self.is_blank:
            return cleaned
        counted = cleaned.get("measure") != IN_WORDS
        self.instance.is_countable = counted
        self.instance.is_met = None if counted else MET_VALUES[cleaned.get("met", "")]
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "目標を書いてください。")
        if counted and cleaned.get("target") is None and "target" not in self.errors:
            self.add_error(
                "target", "目標値を入力してください。数にならない目標は「言葉で表す」を選んでください。"
            )
        if not counted and not cleaned.get("expected") and "expected" not in self.errors:
            self.add_error("expected", "めざす姿を書いてください。")
        return cleaned

    def _post_clean(self):
        """Fill the goal. What the database would refuse was said at its field, so it is not asked for each row."""
        if not self.errors and not self.is_blank:
            construct_instance(self, self.instance, self._meta.fields)


class BaseGoalFormSet(BlankRowFormSet):
    """The goals of a year, in order."""

    remove_label = "この目標を外す"

    def entries(self) -> list[GoalEntry]:
        """The goals as given, without blank rows and those marked for removal."""
        rows = [row for row in self.forms if not row.is_blank and not row.cleaned_data.get("DELETE")]
        return [GoalEntry(row.instance, row.cleaned_data.get("goal_id")) for row in rows]


GoalFormSet = forms.formset_factory(
    GoalForm, BaseGoalFormSet, can_delete=True, max_num=MOST_GOALS, absolute_max=MOST_GOALS + 5
)


def goal_initial(year) -> list[dict]:
    """The year's goals as the formset takes them."""
    return [
        {
            **model_to_dict(goal, fields=GoalForm.Meta.fields),
            "goal_id": goal.pk,
            "measure": COUNTED if goal.is_countable else IN_WORDS,
            "met": {True: "yes", False: "no", None: ""}[goal.is_met],
        }
        for goal in year.goals.all()
    ]
