"""One side's half of a sheet: the shared texts, a score for each axis, the side's own comment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict

from kyodo.formfields import CleanTextField

from ..actions.entry import ScoreEdit
from ..enums import SCALE, Side
from ..models import Sheet
from ..models.sheet import TEXT_FIELDS
from ..scores import AxisScore, ScoreBoard

HELP = {
    "purpose": "だれの、どんな困りごとを減らす事業でしたか。",
    "expected_effect": "始める前に、どんな効果を考えましたか。",
    "summary": "いつ・どこで・何をしましたか。",
    "result": "何ができて、だれがどう変わりましたか。数も書きます。",
    "outlook": "来年度に続けたいこと、変えたいこと。",
}
COMMENT_HELP = {
    Side.GROUP: "よかったこと、困ったこと、市に伝えたいこと。",
    Side.CITY: "よかったこと、困ったこと、団体に伝えたいこと。",
}
CHOICES = [*((str(step), str(step)) for step in SCALE), ("", "未記入に戻す")]


@dataclass(frozen=True)
class AxisRow:
    """One axis on the page: its words, its five buttons, and the score that stood there at first."""

    axis: AxisScore
    field: BoundField
    was: BoundField


class EntryForm(forms.Form):
    """Fields: the five texts, `<side>_comment`, and for each axis `axis_<id>` with `was_<id>` behind it."""

    def __init__(self, data=None, *, sheet: Sheet, side: Side, board: ScoreBoard):
        super().__init__(data)
        self.side, self.board = side, board
        self.comment_name = f"{side}_comment"
        for name in (*TEXT_FIELDS, self.comment_name):
            self._add_text(sheet, name)
        for row in board.rows:
            self._add_axis(row)

    def _add_text(self, sheet: Sheet, name: str) -> None:
        stored = Sheet._meta.get_field(name)
        self.fields[name] = CleanTextField(
            label=stored.verbose_name,
            required=False,
            max_length=stored.max_length,
            help_text=HELP.get(name) or COMMENT_HELP[self.side],
            initial=getattr(sheet, name),
        )

    def _add_axis(self, row: AxisScore) -> None:
        stored = str(row.of(self.side) or "")
        self.fields[f"axis_{row.axis_id}"] = forms.TypedChoiceField(
            label=row.label,
            required=False,
            choices=CHOICES,
            coerce=int,
            empty_value=None,
            initial=stored,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "1から5の間で選んでください。"},
        )
        self.fields[f"was_{row.axis_id}"] = forms.CharField(
            required=False, initial=stored, widget=forms.HiddenInput
        )

    def silence(self) -> "EntryForm":
        """Show what was typed without judging it yet."""
        self._errors = ErrorDict()
        return self

    @property
    def text_fields(self) -> list[BoundField]:
        return [self[name] for name in TEXT_FIELDS]

    @property
    def comment(self) -> BoundField:
        return self[self.comment_name]

    @property
    def axis_rows(self) -> list[AxisRow]:
        return [
            AxisRow(row, self[f"axis_{row.axis_id}"], self[f"was_{row.axis_id}"]) for row in self.board.rows
        ]

    @property
    def texts(self) -> dict[str, str]:
        """Cleaned texts by the sheet's field."""
        return {name: self.cleaned_data[name] for name in (*TEXT_FIELDS, self.comment_name)}

    @property
    def scores(self) -> dict[int, ScoreEdit]:
        """Axis id → what stood there and what is wanted now."""
        return {
            row.axis_id: ScoreEdit(
                _score(self.cleaned_data[f"was_{row.axis_id}"]), self.cleaned_data[f"axis_{row.axis_id}"]
            )
            for row in self.board.rows
        }

    def board_as_typed(self) -> ScoreBoard:
        """The board with the scores as they are picked on the page, saved or not."""
        rows = tuple(
            replace(row, **{str(self.side): _score(self[f"axis_{row.axis_id}"].value())})
            for row in self.board.rows
        )
        return replace(self.board, rows=rows)


def _score(value) -> int | None:
    text = str(value or "").strip()
    return int(text) if text in {str(step) for step in SCALE} else None


def with_choices(data, sheet: Sheet, board: ScoreBoard, side: Side):
    """The typed data after the person chose, field by field, which of two texts stays (`choice_<field>`)."""
    data = data.copy()
    for name in (*TEXT_FIELDS, f"{side}_comment"):
        if data.get(f"choice_{name}") == "theirs":
            data[name] = getattr(sheet, name)
    for row in board.rows:
        if data.get(f"choice_axis_{row.axis_id}") == "theirs":
            data[f"axis_{row.axis_id}"] = str(row.of(side) or "")
    return data


def after_conflict(data, merged: Mapping[str, str], board: ScoreBoard, side: Side):
    """What the page shows when two changed the same: this person's version, on top of the newest of all others."""
    data = data.copy()
    for name, text in merged.items():
        data[name] = text
    for row in board.rows:
        was, picked = data.get(f"was_{row.axis_id}", ""), data.get(f"axis_{row.axis_id}", "")
        newest = str(row.of(side) or "")
        data[f"axis_{row.axis_id}"] = newest if picked == was else picked
        data[f"was_{row.axis_id}"] = newest
    return data
