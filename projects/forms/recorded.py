"""A form that begins with what stands in a record. It writes nothing into it: the actions do."""

from django import forms


class RecordedForm(forms.Form):
    """Fields named as the record's; `instance` may be None. `kyodo.conflicts` compares two of them."""

    def __init__(self, data=None, *, instance=None, initial=None):
        stored = {name: self.stored(instance, name) for name in self.base_fields} if instance else {}
        super().__init__(data, initial={**stored, **(initial or {})})
        self.instance = instance

    def stored(self, instance, name: str):
        """What the field `name` shows of the record."""
        return getattr(instance, name)
