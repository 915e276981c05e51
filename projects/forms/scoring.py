"""A reviewer's own pages: 利害関係 of one proposal, and its score sheet."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict

from kyodo.formfields import CleanCharField, CleanTextField

from ..actions.scoring import OVERALL, OVERALL_FIELDS, SCORE_FIELDS, FieldEdit, RowEdit
from ..enums import Cause, Outlook
from ..models import Assignment, Criterion, Score
from ..models.criterion import HIGHEST, LOWEST, SCALE

NONE = "none"
POINTS = [*((str(point), str(point)) for point in SCALE), ("", "点を消す")]
LONGEST_COMMENT, LONGEST_OVERALL = 1000, 2000
PREFIX = "field"  # as static/js/autosave_fields.js tells fields from the rest
MOST_VERSIONS = 2**31


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

    The hidden field `bases` says for each the version of its row in which this window saw it (JSON: field → number).
    What is sent without a field leaves that field alone.
    """

    def __init__(
        self,
        data=None,
        *,
        assignment: Assignment,
        criteria: Sequence[Criterion],
        scores: Mapping[int, Score],
    ):
        super().__init__(data, prefix=PREFIX)
        self.criteria = criteria
        self.versions = versions_of(assignment, scores)
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

    def silence(self) -> "ScoreForm":
        """Show what was typed without judging it yet."""
        self._errors = ErrorDict()
        return self

    @property
    def rows(self) -> list[CriterionRow]:
        return [
            CriterionRow(number, criterion, *(self[f"{name}_{criterion.pk}"] for name in SCORE_FIELDS))
            for number, criterion in enumerate(self.criteria, 1)
        ]

    @property
    def outlook(self) -> BoundField:
        return self["outlook_0"]

    @property
    def overall(self) -> BoundField:
        return self["comment_0"]

    @property
    def bases(self) -> str:
        """For the page; when it is shown again, from where it began."""
        return json.dumps(self._sent_bases() if self.is_bound else self.versions)

    def _sent_bases(self) -> dict[str, int]:
        return read_bases(self.data.get("bases", ""))

    @property
    def edits(self) -> dict[int, RowEdit]:
        """What the action takes."""
        return {
            **{criterion.pk: self._edit(criterion.pk, SCORE_FIELDS) for criterion in self.criteria},
            OVERALL: self._edit(OVERALL, OVERALL_FIELDS),
        }

    def _edit(self, key: int, names: Sequence[str]) -> RowEdit:
        bases, given = self._sent_bases(), self.cleaned_data
        fields = {name: f"{name}_{key}" for name in names}
        return {
            name: FieldEdit(bases.get(field, 0), given[field])
            for name, field in fields.items()
            if self.add_prefix(field) in self.data
        }


def with_choices(data, kept: Mapping[str, str]):
    """The typed data after the reviewer chose, field by field, which of two stays. `kept`: what stands there now."""
    data = data.copy()
    for name, text in kept.items():
        if data.get(f"choice_{name}") == "theirs":
            data[f"{PREFIX}-{name}"] = text
    return data


def as_typed(form: ScoreForm, mine: Mapping[str, str]):
    """All that stands on the sheet now as a form's data, with `mine` in the fields where two windows clash."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        data[form.add_prefix(name)] = mine.get(name, str(form[name].initial))
    data["bases"] = json.dumps(form.versions)
    return data


def with_draft(form: ScoreForm, draft):
    """All that stands on the sheet now, with what the draft holds over it, each field from where it began."""
    data = as_typed(form, {})
    fields = {name: form.add_prefix(name) for name in form.fields if form.add_prefix(name) in draft}
    began = read_bases(draft.get("bases", ""))
    for sent in fields.values():
        data[sent] = draft[sent]
    data["bases"] = json.dumps(form.versions | {name: began.get(name, 0) for name in fields})
    return data


def read_bases(text: str) -> dict[str, int]:
    """What makes no sense is left out: its field counts as never seen."""
    try:
        sent = json.loads(text)
    except ValueError:
        return {}
    items = sent.items() if isinstance(sent, dict) else ()
    return {name: base for name, base in items if type(base) is int and 0 <= base < MOST_VERSIONS}


def texts_of(assignment: Assignment, scores: Mapping[int, Score]) -> dict[str, str]:
    """What stands on the sheet now, by the form's fields."""
    found = {"outlook_0": assignment.outlook, "comment_0": assignment.comment}
    for key, score in scores.items():
        found |= {f"value_{key}": str(score.value or ""), f"comment_{key}": score.comment}
    return found


def versions_of(assignment: Assignment, scores: Mapping[int, Score]) -> dict[str, int]:
    """The version of each field's row."""
    found = {f"{name}_{OVERALL}": assignment.version for name in OVERALL_FIELDS}
    return found | {f"{name}_{key}": score.version for key, score in scores.items() for name in SCORE_FIELDS}
