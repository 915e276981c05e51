"""A long form's way: shown, its rows changed, restored from a draft, sent, refused, in conflict, saved."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from kyodo.conflicts import EditConflict
from kyodo.drafts import as_form_data, discard_draft, find_draft

from ..forms.bundle import RecordForms, is_row_action
from ..forms.conflict import differences_of, with_choices
from ..forms.rows import as_id
from ..models import Project, ProjectYear

TEMPLATE = "projects/record/form.html"


class FormPage:
    """One page of forms for one record. `draft_key` names its draft, `back` is where 「やめる」 leads."""

    def __init__(
        self,
        request,
        draft_key: str,
        title: str,
        back: str,
        *,
        project: Project | None = None,
        year: ProjectYear | None = None,
        initial: dict | None = None,
    ):
        self.request = request
        self.record = year or project
        self.parts = {"project": project, "year": year, "initial": initial}
        version = self.record.version if self.record else None
        sent = as_id(request.POST.get("base_version"))
        self.base_version = sent if request.method == "POST" and sent else version
        self.context = {
            "title": title,
            "draft_key": draft_key,
            "back": back,
            "record": self.record,
            **self.parts,
        }

    def answer(self, save: Callable[[RecordForms], Project], done: str):
        """Show the page, or save what was sent and go to the project."""
        if self.request.method == "GET":
            return self._open()
        data = self.request.POST
        if "discard_draft" in data:
            discard_draft(self.request.user, self.context["draft_key"])
            return redirect(self.request.path)
        if is_row_action(data):
            return self._show(RecordForms(self.request.user, data, **self.parts).silence())
        if self.record is not None:
            data = with_choices(data, self.record)
        forms = RecordForms(self.request.user, data, **self.parts)
        if not forms.is_valid():
            return self._show(forms, status=422)
        try:
            project = save(forms)
        except EditConflict as conflict:
            return self._show_conflict(forms, conflict.current)
        except ValidationError as refused:
            forms["year"].add_error(None, refused)
            return self._show(forms, status=422)
        discard_draft(self.request.user, self.context["draft_key"])
        messages.success(self.request, done)
        return redirect("projects:detail", project_id=project.pk)

    def _open(self):
        draft = find_draft(self.request.user, self.context["draft_key"])
        if draft is None:
            return self._show(RecordForms(self.request.user, **self.parts))
        self.base_version = draft.base_version or self.base_version
        forms = RecordForms(self.request.user, as_form_data(draft), **self.parts).silence()
        return self._show(forms, draft=draft)

    def _show_conflict(self, forms: RecordForms, current):
        self.base_version = current.version
        found = differences_of(forms, current)
        who = current.history.select_related("history_user").first()
        return self._show(
            forms,
            status=409,
            differences=found,
            other=who.history_user if who else None,
            changed_at=current.updated_at,
        )

    def _show(self, forms: RecordForms, *, status: int = 200, **more):
        sections = forms.sections()
        context = {
            **self.context,
            "forms": forms,
            "sections": sections,
            "base_version": self.base_version,
            **more,
        }
        return render(self.request, TEMPLATE, context, status=status)
