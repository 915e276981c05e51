"""Choosing a table of a survey, and putting answers in words under headings."""

from django import forms

from kyodo.formfields import CleanCharField

from ..models import Survey, TextCategory
from ..queries.measuring import ATTRIBUTES
from ..queries.surveys import questions_of
from ..survey_tables import ORDERS, Wanted

UNITS = {"partner": "協働の相手ごと", "project": "事業ごと"}
COUNTED_ALONE = ("division", "group", "experience")


class TableForm(forms.Form):
    """Out of the address: which question, crossed by what, in which order, counted how."""

    question = forms.ChoiceField(label="設問")
    by = forms.ChoiceField(label="分け方", required=False)
    by2 = forms.ChoiceField(label="もう一つの分け方", required=False)
    order = forms.ChoiceField(label="並べ方", required=False, choices=list(ORDERS.items()))
    count = forms.ChoiceField(label="数え方", required=False, choices=list(UNITS.items()))

    def __init__(self, data, *, survey: Survey):
        super().__init__(data)
        self.survey = survey
        asked, ways = table_choices(survey)
        self.fields["question"].choices = asked
        self.fields["by"].choices = self.fields["by2"].choices = ways
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def wanted(self, *, is_published: bool) -> Wanted:
        """What was chosen; the survey itself says how to count where nothing was."""
        chosen = self.cleaned_data
        count = chosen["count"] or ("project" if self.survey.counts_projects_once else "partner")
        return Wanted(
            question=chosen["question"],
            by=tuple(dict.fromkeys(filter(None, (chosen["by"], chosen["by2"])))),
            order=chosen["order"] or "questionnaire",
            once=count == "project",
            is_published=is_published,
        )


def table_choices(survey: Survey) -> tuple[list, list]:
    """What a table may be of, and what it may be divided by, as the choices of two fields."""
    questions = questions_of(survey)
    named = [(each.code, each.text) for each in questions]
    choosing = [(each.code, each.text) for each in questions if each.has_choices]
    attributes = [(name, label) for name, label in ATTRIBUTES.items() if name in COUNTED_ALONE]
    ways = [("", "分けない"), ("課や相手の属性", list(ATTRIBUTES.items())), ("ほかの設問", choosing)]
    return [("設問", named), ("回答者と相手", attributes)], ways


class HeadingForm(forms.ModelForm):
    """A new heading for answers in words."""

    label = CleanCharField(label="新しい分類", max_length=80)

    class Meta:
        model = TextCategory
        fields = ["label"]

    def clean_label(self):
        label = self.cleaned_data["label"]
        if self.instance.question.categories.filter(label=label).exists():
            raise forms.ValidationError("同じ名前の分類があります。")
        return label
