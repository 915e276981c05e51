"""One act of a person on one record: its page with a form, restored, sent, refused, in conflict, done.

Nothing typed is lost: what is refused stays in the form, and a long form has a draft (`draft_key`).
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.drafts import discard_draft, find_draft, restore
from kyodo.workflow import StepRefused

from ..forms.partners import as_id
from ..forms.recorded import RecordedForm


class ActPage:
    """`record` (versioned) is what the form begins with and what is compared when two save at once.

    `arguments` are the form's own. `title`, `back` and `label` are shown: what the page is, where 「やめる」 leads,
    the verb on the button.
    """

    def __init__(
        self, request, form_class, *, title, back, label, record=None, draft_key="", arguments=None, **context
    ):
        self.request, self.form_class, self.record = request, form_class, record
        self.arguments = dict(arguments or {})
        if issubclass(form_class, RecordedForm):
            self.arguments["instance"] = record
        sent = as_id(request.POST.get("base_version")) or 0
        self.version = sent if request.method == "POST" else getattr(record, "version", None)
        self.context = {"title": title, "back": back, "label": label, "draft_key": draft_key, **context}

    def answer(self, act: Callable, template: str, done: str):
        """Show the page; or do it with `act(cleaned form, version)`, say that it is `done`, and go back.

        422 where what was typed will not do, 409 where somebody else was first.
        """
        user, key = self.request.user, self.context["draft_key"]
        if self.request.method != "POST":
            return self._open(template)
        if key and "discard_draft" in self.request.POST:
            discard_draft(user, key)
            return redirect(self.request.path)
        form = self.form_class(self._data(), **self.arguments)
        if not form.is_valid():
            return self._show(form, template, 422)
        try:
            act(form, self.version)
        except EditConflict as conflict:
            return self._show_conflict(form, template, conflict.current)
        except StepRefused as refused:
            form.add_error(None, refused.messages)
            return self._show(form, template, 409)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self._show(form, template, 422)
        if key:
            discard_draft(user, key)
        messages.success(self.request, done)
        return redirect(self.context["back"])

    def _data(self):
        """What was sent, with the stored value wherever the person chose the other editor's."""
        if any(name.startswith("choice_") for name in self.request.POST):
            current = type(self.record)._base_manager.get(pk=self.record.pk)
            return take_choices(self.request.POST, self.form_class, current)
        return self.request.POST

    def _open(self, template: str):
        key = self.context["draft_key"]
        draft = find_draft(self.request.user, key) if key else None
        if draft is None:
            return self._show(self.form_class(**self.arguments), template)
        form = restore(self.form_class, draft, **self.arguments)
        self.version = draft.base_version or self.version
        return self._show(form, template, draft=draft)

    def _show_conflict(self, form, template: str, current):
        self.version = current.version
        last = current.history.select_related("history_user").first()
        return self._show(
            form,
            template,
            409,
            differences=differences(form, current),
            who=last.history_user if last else None,
            when=last.history_date if last else None,
        )

    def _show(self, form, template: str, status: int = 200, **more):
        context = {**self.context, "form": form, "record": self.record, "base_version": self.version, **more}
        return render(self.request, template, context, status=status)
