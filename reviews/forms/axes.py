"""A new version of the ふりかえりの視点."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField

from ..actions.axes import AxisText
from ..models import AxisSet

LEAST, MOST = 3, 12


class AxisSetForm(forms.Form):
    name = CleanCharField(
        label="名称", max_length=60, error_messages={"required": "名称を入力してください。"}
    )


class AxisForm(forms.Form):
    label = CleanCharField(
        label="視点", required=False, max_length=30, help_text="レーダーチャートに出る短い言葉。"
    )
    question = CleanTextField(
        label="問い", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("label")) != bool(cleaned.get("question")):
            missing = "label" if not cleaned.get("label") else "question"
            self.add_error(missing, "視点と問いは、そろえて書いてください。")
        return cleaned


class BaseAxisFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        labels = [axis.label for axis in self.axes]
        if len(labels) < LEAST:
            raise forms.ValidationError(f"視点は{LEAST}つ以上書いてください。")
        if len(set(labels)) < len(labels):
            raise forms.ValidationError("同じ視点が二つあります。")

    @property
    def axes(self) -> list[AxisText]:
        """The rows that hold something, in their order."""
        rows = (form.cleaned_data for form in self.forms)
        return [AxisText(row["label"], row["question"]) for row in rows if row.get("label")]


AxisFormSet = forms.formset_factory(AxisForm, formset=BaseAxisFormSet, extra=2, max_num=MOST)


def rows_of(axis_set: AxisSet | None) -> list[dict]:
    return list(axis_set.axes.values("label", "question")) if axis_set else []
