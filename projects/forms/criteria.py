"""審査の観点 of a programme or call: question, weight, stage, and what each point means."""

from django import forms
from django.forms import BoundField

from kyodo.formfields import CleanCharField

from ..actions.call_rows import STAGE_NAMES, settled_criteria
from ..models import Call, Criterion
from ..rulebook import POINTS, CriterionRule
from .numbers import CountField
from .rows import as_id
from .rule_rows import RuleRow, RuleRowSet

STAGE_CHOICES = [(number, f"第{number}段階（{name}）") for number, name in STAGE_NAMES.items()]


class CriterionRow(RuleRow):
    """`id` says which criterion of the call the row is about; a programme's have none."""

    id = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    label = CleanCharField(
        label="観点", max_length=60, error_messages={"required": "観点の名前を書いてください。"}
    )
    question = CleanCharField(
        label="問い", max_length=300, required=False, help_text="審査委員に何を見てほしいかを、問いの形で。"
    )
    weight = CountField(
        label="重み",
        initial=1,
        help_text="1から10まで。点に掛けます。",
        error_messages={"required": "重みを入れてください。"},
    )
    stage = forms.TypedChoiceField(label="いつ採点するか", choices=STAGE_CHOICES, coerce=int, initial=1)

    rule = CriterionRule
    written = ("label", "question", *(f"point_{point}" for point in POINTS))
    told_at = {"points": "point_1"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for point in POINTS:
            self.fields[f"point_{point}"] = CleanCharField(
                label=f"{point}点", max_length=80, required=False, widget=forms.TextInput
            )

    def parts(self) -> dict:
        cleaned = super().parts()
        points = {point: cleaned[f"point_{point}"] for point in POINTS if cleaned[f"point_{point}"]}
        return {name: cleaned[name] for name in ("label", "question", "weight", "stage")} | {"points": points}

    def point_fields(self) -> list[BoundField]:
        return [self[f"point_{point}"] for point in POINTS]


class CriterionRows(RuleRowSet):
    name = "criteria"
    title = "観点"
    add_label = "観点をもう一つ加える"
    remove_label = "この観点を外す"

    def __init__(self, data=None, *, holder, initial):
        self.settled, self.closed = set(), set()
        if isinstance(holder, Call):
            closed = Criterion.objects.filter(stage__call=holder, stage__closed_at__isnull=False)
            self.settled, self.closed = settled_criteria(holder), set(closed.values_list("pk", flat=True))
        self.known = {row["id"] for row in initial["criteria"] if "id" in row}
        super().__init__(data, holder=holder, initial=initial)

    def initial_of(self, rows: list[dict]) -> list[dict]:
        return [
            {**row, **{f"point_{point}": words for point, words in row["points"].items()}} for row in rows
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        criterion = as_id(form["id"].value())
        form.is_settled, form.is_closed = criterion in self.settled, criterion in self.closed
        if form.is_settled or form.is_closed:
            del form.fields["DELETE"]
        if form.is_closed:
            for field in form.fields.values():
                field.disabled = True

    def clean(self):
        super().clean()
        left = (self.settled | self.closed) - {as_id(row.cleaned_data.get("id")) for row in self.kept_rows()}
        if left & self.known:
            raise forms.ValidationError("採点のある観点は、外せません。")

    def values(self) -> dict[str, list[dict]]:
        rows = []
        for row in self.kept_rows():
            criterion = as_id(row.cleaned_data["id"])
            rows.append(
                {**({"id": criterion} if criterion in self.known else {}), **self.rule_of(row).as_data()}
            )
        return {self.name: rows}


CriterionFormSet = forms.formset_factory(
    CriterionRow, CriterionRows, can_delete=True, max_num=15, absolute_max=18
)
