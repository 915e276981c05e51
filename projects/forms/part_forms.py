"""The form of one part of a call or programme, whichever it is: plain fields, or rows of rules."""

from collections.abc import Mapping

from django.forms import BaseFormSet

from kyodo.conflicts import Difference, take_choices

from ..call_parts import Part
from ..call_values import fingerprint, values_of
from ..call_words import lines_of
from ..models import Call, Programme
from .call_parts import BasicsForm, PeriodForm, ProgrammeBasicsForm, ScoringForm, SelectionForm, SlotsForm
from .call_rows import ConditionFormSet, MilestoneFormSet, PaperFormSet
from .categories import CategoryFormSet
from .criteria import CriterionFormSet
from .rows import silence
from .section_rows import SectionFormSet

ROWS = {
    "categories": CategoryFormSet,
    "conditions": ConditionFormSet,
    "papers": PaperFormSet,
    "sections": SectionFormSet,
    "criteria": CriterionFormSet,
    "schedule": MilestoneFormSet,
}
FIELDS = {
    "basics": BasicsForm,
    "period": PeriodForm,
    "selection": SelectionForm,
    "slots": SlotsForm,
    "scoring": ScoringForm,
}


class PartForms:
    """`form` is the form or the formset of the part. `stored` are all values of the holder as they are now."""

    def __init__(self, holder: Call | Programme, part: Part, data=None):
        self.holder, self.part = holder, part
        self.stored = values_of(holder)
        self.form = _form_class(holder, part)(data, holder=holder, initial=self.stored)

    @property
    def has_rows(self) -> bool:
        return isinstance(self.form, BaseFormSet)

    @property
    def base(self) -> str:
        """What the writer of this page starts from."""
        return fingerprint(self.stored, self.part)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def silence(self) -> "PartForms":
        silence(self.form)
        return self

    def values(self, chosen: Mapping[str, str]) -> dict[str, object]:
        """What was written, or the stored value wherever the writer chose it (`choice_<name>` is "theirs")."""
        return {
            name: self.stored[name] if chosen.get(f"choice_{name}") == "theirs" else value
            for name, value in self.form.values().items()
        }

    def differences(self) -> list[Difference]:
        """What differs between the page as written and what somebody else has stored meanwhile."""
        found = []
        for name, mine in self.form.values().items():
            theirs = self.stored[name]
            if mine != theirs:
                found.append(Difference(name, self._label(name), _words(name, theirs), _words(name, mine)))
        return found

    def add_error(self, error) -> None:
        """A refusal that came with the saving: above the form."""
        if self.has_rows:
            self.form.non_form_errors().extend(error.messages)
        else:
            self.form.add_error(None, error)

    def _label(self, name: str) -> str:
        return self.part.title if self.has_rows else str(self.form.fields[name].label)


def with_choices(holder: Call | Programme, part: Part, data):
    """The typed fields with what is stored wherever the writer chose that; rows are chosen as a whole (`values`)."""
    if part.is_rows:
        return data
    form_class = _form_class(holder, part)
    return take_choices(
        data, lambda instance: form_class(holder=instance, initial=values_of(instance)), holder
    )


def _form_class(holder: Call | Programme, part: Part):
    if part.is_rows:
        return ROWS[part.key]
    return ProgrammeBasicsForm if isinstance(holder, Programme) else FIELDS[part.key]


def _words(name: str, value) -> str:
    lines = lines_of({name: value})
    return "\n".join(line.words for line in lines.values()) if lines else str(value or "")
