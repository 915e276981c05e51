"""The way of one part of a call or programme: shown, its rows changed, restored, sent, refused, in conflict, saved."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kyodo.conflicts import EditConflict
from kyodo.drafts import as_form_data, discard_draft, find_draft

from ..call_parts import Part
from ..forms.part_forms import PartForms, with_choices
from ..forms.rows import add_blank_row
from ..forms.rule_rows import PREFIX
from ..models import Call, Programme

TEMPLATE = "projects/editor/part.html"


class PartPage:
    """One part of `holder`. `address(part)` is its page, `back` where 「やめる」 leads; `goes_on` to the next part."""

    def __init__(
        self,
        request,
        holder: Call | Programme,
        part: Part,
        *,
        parts: Sequence[Part],
        address: Callable[[Part], str],
        back: str,
        goes_on: bool = True,
        **context,
    ):
        self.request, self.holder, self.part = request, holder, part
        self.draft_key = f"{holder._meta.label_lower}:{holder.pk}:{part.key}"
        following = parts[parts.index(part) + 1 :] if goes_on else ()
        self.done_url = address(following[0]) if following else back
        self.context = {
            "holder": holder,
            "part": part,
            "number": parts.index(part) + 1,
            "following": following[0] if following else None,
            "draft_key": self.draft_key,
            "draft_title": f"{holder}（{part.title}）",
            "back": back,
            **context,
        }

    def answer(self, save: Callable[[dict, str], None]) -> HttpResponse:
        """Show the page, or give `save` the values and the base that the writer started from."""
        data = self.request.POST
        if self.request.method == "GET":
            return self._open()
        if "discard_draft" in data:
            discard_draft(self.request.user, self.draft_key)
            return redirect(self.request.path)
        if "add_row" in data:
            data = data.copy()
            add_blank_row(data, PREFIX)
            return self.show(PartForms(self.holder, self.part, data).silence(), base=data.get("base"))
        forms = PartForms(self.holder, self.part, with_choices(self.holder, self.part, data))
        if not forms.is_valid():
            return self.show(forms, status=422, base=data.get("base"))
        return self.save(forms, save)

    def save(self, forms: PartForms, save: Callable[[dict, str], None]) -> HttpResponse:
        try:
            save(forms.values(self.request.POST), self.request.POST.get("base", ""))
        except EditConflict as conflict:
            return self._show_conflict(conflict.current)
        except ValidationError as refused:
            forms.add_error(refused)
            return self.show(forms, status=422, base=self.request.POST.get("base"))
        discard_draft(self.request.user, self.draft_key)
        messages.success(self.request, f"「{self.part.title}」を保存しました。")
        return redirect(self.done_url)

    def _open(self) -> HttpResponse:
        draft = find_draft(self.request.user, self.draft_key)
        if draft is None:
            return self.show(PartForms(self.holder, self.part))
        data = as_form_data(draft)
        forms = PartForms(self.holder, self.part, data).silence()
        return self.show(forms, base=data.get("base"), draft=draft)

    def _show_conflict(self, current) -> HttpResponse:
        """What was written stands on the page; where it differs from what is stored now, the writer chooses."""
        forms = PartForms(current, self.part, self.request.POST)
        if not forms.is_valid():
            return self.show(forms, status=422)
        changed = current.history.select_related("history_user").first()
        return self.show(
            forms,
            status=409,
            differences=forms.differences(),
            other=changed.history_user if changed else None,
            changed_at=current.updated_at,
        )

    def show(self, forms: PartForms, *, status: int = 200, base: str | None = None, **more) -> HttpResponse:
        context = {**self.context, "forms": forms, "base": base or forms.base, **more}
        return render(self.request, TEMPLATE, context, status=status)
