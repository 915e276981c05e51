"""A reviewer's own pages: 利害関係 of one proposal, and its score sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict

from kyodo.formfields import CleanCharField, CleanTextField

from ..actions.scoring import OVERALL, SCORE_FIELDS, FieldEdit, RowEdit
from ..enums import Cause, Outlook
from ..models import Assignment, Criterion, Score
from ..models.criterion import HIGHEST, LOWEST, SCALE

NONE = "none"
POINTS = [*((str(point), str(point)) for point in SCALE), ("", "点を消す")]
LONGEST_COMMENT, LONGEST_OVERALL = 1000, 2000


class DeclareForm(forms.Form):
    """None, or a cause with a note."""

    cause = forms.ChoiceField(
        label="この団体との関わり",
        choices=[(NONE, "関わりはない"), *Cause.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "どれか一つを選んでください。"},
    )
    note = CleanCharField(
        label="説明",
        max_length=300,
        required=False,
        help_text="関わりがあるときに、事務局に伝えたいことを書きます。ほかの委員と団体には見えません。",
    )

    def clean_cause(self) -> str:
        """ "" for none, as the action takes it."""
        cause = self.cleaned_data["cause"]
        return "" if cause == NONE else cause


class ConflictForm(forms.Form):
    """The office records a conflict, or lifts one (`cause` is left out then)."""

    cause = forms.ChoiceField(
        label="利害関係",
        choices=Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "どれか一つを選んでください。"},
    )
    reason = CleanCharField(label="理由", max_length=300)


@dataclass(frozen=True)
class CriterionRow:
    """One criterion on the sheet: its words, the meaning of the ends of its scale, and its fields."""

    number: int
    criterion: Criterion
    value: BoundField
    comment: BoundField
    versions: tuple[BoundField, ...]

    @property
    def lowest(self) -> str:
        return self.criterion.points.get(str(LOWEST), "")

    @property
    def highest(self) -> str:
        return self.criterion.points.get(str(HIGHEST), "")

    @property
    def between(self) -> list[tuple[int, str]]:
        """What the points between the ends mean, where the call says so."""
        points = self.criterion.points
        return [(point, points[str(point)]) for point in SCALE[1:-1] if points.get(str(point))]


class ScoreForm(forms.Form):
    """Fields `value_<id>` and `comment_<id>` for each criterion, `outlook_0` and `comment_0` for the whole.

    Behind each stands `version_<field>`: the version of its row in which this window saw the field.
    """

    def __init__(
        self,
        data=None,
        *,
        assignment: Assignment,
        criteria: Sequence[Criterion],
        scores: Mapping[int, Score],
    ):
        super().__init__(data)
        self.criteria = criteria
        for criterion in criteria:
            self._add_criterion(criterion, scores.get(criterion.pk))
        self.fields["outlook_0"] = forms.ChoiceField(
            label="総合",
            required=False,
            choices=[*Outlook.choices, ("", "選ばない")],
            widget=forms.RadioSelect,
            initial=assignment.outlook,
        )
        self.fields["comment_0"] = CleanTextField(
            label="全体について",
            required=False,
            max_length=LONGEST_OVERALL,
            help_text="よいところ、心配なところ、団体に伝えたいこと。",
            initial=assignment.comment,
        )
        self._add_versions(OVERALL, ("outlook", "comment"), assignment.version)

    def _add_criterion(self, criterion: Criterion, score: Score | None) -> None:
        self.fields[f"value_{criterion.pk}"] = forms.TypedChoiceField(
            label=criterion.label,
            required=False,
            choices=POINTS,
            coerce=int,
            empty_value=None,
            initial=str(score.value or "") if score else "",
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "1から5までの点を選んでください。"},
        )
        self.fields[f"comment_{criterion.pk}"] = CleanTextField(
            label="コメント",
            required=False,
            max_length=LONGEST_COMMENT,
            initial=score.comment if score else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self._add_versions(criterion.pk, SCORE_FIELDS, score.version if score else 0)

    def _add_versions(self, key: int, names: Sequence[str], version: int) -> None:
        for name in names:
            self.fields[f"version_{name}_{key}"] = forms.IntegerField(
                min_value=0, initial=version, widget=forms.HiddenInput(attrs={"data-version": ""})
            )

    def silence(self) -> "ScoreForm":
        """Show what was typed without judging it yet."""
        self._errors = ErrorDict()
        return self

    @property
    def rows(self) -> list[CriterionRow]:
        return [
            CriterionRow(
                number,
                criterion,
                *(self[f"{name}_{criterion.pk}"] for name in SCORE_FIELDS),
                tuple(self[f"version_{name}_{criterion.pk}"] for name in SCORE_FIELDS),
            )
            for number, criterion in enumerate(self.criteria, 1)
        ]

    @property
    def outlook(self) -> BoundField:
        return self["outlook_0"]

    @property
    def overall(self) -> BoundField:
        return self["comment_0"]

    @property
    def overall_versions(self) -> list[BoundField]:
        return [self["version_outlook_0"], self["version_comment_0"]]

    @property
    def scored(self) -> int:
        """How many criteria have a score on the page, saved or not."""
        return sum(bool(self[f"value_{each.pk}"].value()) for each in self.criteria)

    @property
    def edits(self) -> dict[int, RowEdit]:
        """What the action takes."""
        return {
            **{criterion.pk: self._edit(criterion.pk, SCORE_FIELDS) for criterion in self.criteria},
            OVERALL: self._edit(OVERALL, ("outlook", "comment")),
        }

    def _edit(self, key: int, names: Sequence[str]) -> RowEdit:
        given = self.cleaned_data
        return {name: FieldEdit(given[f"version_{name}_{key}"], given[f"{name}_{key}"]) for name in names}


def with_choices(data, kept: Mapping[str, str]):
    """The typed data after the reviewer chose, field by field, which of two stays. `kept`: what stands there now."""
    data = data.copy()
    for name, text in kept.items():
        if data.get(f"choice_{name}") == "theirs":
            data[name] = text
    return data


def as_typed(form: ScoreForm, mine: Mapping[str, str]):
    """All that stands on the sheet now as a form's data, with `mine` in the fields where two windows clash."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        data[name] = mine.get(name, str(form[name].initial))
    return data


def texts_of(assignment: Assignment, scores: Mapping[int, Score]) -> dict[str, str]:
    """What stands on the sheet now, by the form's fields."""
    found = {"outlook_0": assignment.outlook, "comment_0": assignment.comment}
    for key, score in scores.items():
        found |= {f"value_{key}": str(score.value or ""), f"comment_{key}": score.comment}
    return found
