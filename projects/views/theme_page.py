"""The form of a theme: shown, restored from a draft, sent, refused, in conflict, saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.drafts import as_form_data, discard_draft, find_draft

from ..actions.themes import change_theme, is_out, write_theme
from ..forms.notices import NoticeForm
from ..forms.rows import as_id, silence
from ..forms.themes import ThemeForm
from ..models import Theme

TEMPLATE = "projects/themes/form.html"


class ThemePage:
    """A new theme (without a key yet) or a stored one. `back` is where 「やめる」 leads."""

    def __init__(self, request, theme: Theme, back: str):
        self.request, self.theme, self.back = request, theme, back
        self.draft_key = f"projects.theme:{theme.pk or 'new'}"
        self.needs_notice = bool(theme.pk) and is_out(theme)
        self.base_version = as_id(request.POST.get("base_version")) or theme.version

    def answer(self) -> HttpResponse:
        if self.request.method == "GET":
            return self._open()
        if "discard_draft" in self.request.POST:
            discard_draft(self.request.user, self.draft_key)
            return redirect(self.request.path)
        return self._save(self._chosen(self.request.POST))

    def _chosen(self, data):
        """What was typed, with the other editor's text wherever that was chosen."""
        return take_choices(data, ThemeForm, Theme.objects.get(pk=self.theme.pk)) if self.theme.pk else data

    def _save(self, data) -> HttpResponse:
        form = ThemeForm(data, instance=self.theme, user=self.request.user)
        notice = NoticeForm(data) if self.needs_notice else None
        if not all([form.is_valid(), notice is None or notice.is_valid()]):
            return self._show(form, notice, status=422)
        try:
            saved = self._write(form, notice)
        except EditConflict as conflict:
            self.base_version = conflict.current.version
            found = differences(form, conflict.current)
            return self._show(form, notice, status=409, differences=found)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self._show(form, notice, status=422)
        discard_draft(self.request.user, self.draft_key)
        messages.success(self.request, "保存しました。")
        return redirect("projects:theme", saved.pk)

    def _write(self, form: ThemeForm, notice: NoticeForm | None) -> Theme:
        theme = form.save(commit=False)
        if theme.pk is None:
            return write_theme(theme, by=self.request.user)
        words = notice.cleaned_data["notice"] if notice else ""
        return change_theme(theme, base_version=self.base_version, notice=words, by=self.request.user)

    def _open(self) -> HttpResponse:
        draft = find_draft(self.request.user, self.draft_key)
        if draft is None:
            form = ThemeForm(instance=self.theme, user=self.request.user)
            return self._show(form, NoticeForm() if self.needs_notice else None)
        self.base_version = draft.base_version or self.base_version
        data = as_form_data(draft)
        form = ThemeForm(data, instance=self.theme, user=self.request.user)
        notice = NoticeForm(data) if self.needs_notice else None
        for each in filter(None, [form, notice]):
            silence(each)
        return self._show(form, notice, draft=draft)

    def _show(self, form, notice, *, status: int = 200, **more) -> HttpResponse:
        context = {
            "theme": self.theme,
            "form": form,
            "notice": notice,
            "forms": [each for each in (form, notice) if each],
            "draft_key": self.draft_key,
            "base_version": self.base_version if self.theme.pk else None,
            "back": self.back,
            **more,
        }
        return render(self.request, TEMPLATE, context, status=status)
