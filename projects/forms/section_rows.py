"""How a programme or call changes the sections of a proposal: leave one out, rename it, add one of its own."""

from collections.abc import Sequence

from django import forms

from kyodo.formfields import CleanCharField

from ..enums import AnswerKind
from ..sections import FIXED, SECTIONS, SectionsError, sections_of
from .numbers import CountField
from .rule_rows import RuleRow, RuleRowSet

DECLARED = {section.key: section for section in SECTIONS}
KINDS = (AnswerKind.TEXT, AnswerKind.LINE, AnswerKind.NUMBER, AnswerKind.DATE)
LAST = "outlook"
USUAL_LENGTH, GREATEST_LENGTH = 2000, 5000
OF_DECLARED = ("key", "leave_out", "title", "note")
OF_ADDED = ("key", "title", "note", "after", "kind", "max_length", "required", "DELETE")


class SectionRow(RuleRow):
    """One declared section, or one that is added: each keeps the fields that it needs."""

    leave_out = forms.BooleanField(label="この募集では求めない", required=False)
    title = CleanCharField(
        label="題名", max_length=40, error_messages={"required": "項目の題名を書いてください。"}
    )
    note = CleanCharField(label="書き方の説明", max_length=200, required=False)
    after = forms.ChoiceField(
        label="どの項目の後に置くか",
        choices=[(section.key, section.title) for section in SECTIONS[:-1]],
        initial=LAST,
    )
    kind = forms.ChoiceField(label="何を書いてもらうか", choices=[(kind.value, kind.label) for kind in KINDS])
    max_length = CountField(
        label="字数",
        required=False,
        help_text=f"文と文章のとき。空けておくと{USUAL_LENGTH:,}字までです。",
    )
    required = forms.BooleanField(label="必ず書いてもらう", required=False, initial=True)

    key_prefix = "x_"
    written = ("title", "note")

    @property
    def section(self):
        """The declared section that this row is about; None for an added one."""
        return DECLARED.get(self["key"].value() or "")

    def clean_max_length(self) -> int | None:
        length = self.cleaned_data["max_length"]
        if length is not None and length > GREATEST_LENGTH:
            raise forms.ValidationError(f"{GREATEST_LENGTH:,}字以下にしてください。")
        return length

    def narrow_to_its_fields(self) -> None:
        section = self.section
        for name in set(self.fields) - set(OF_DECLARED if section else OF_ADDED):
            del self.fields[name]
        if section and section.key in FIXED:
            del self.fields["leave_out"]

    def parts(self) -> dict | None:
        """The change that the row stands for; None where a declared section stays as it is."""
        given, section = self.cleaned_data, self.section
        if section is None:
            return {
                "key": given["key"],
                "title": given["title"],
                "note": given["note"],
                "kind": given["kind"],
                "max_length": given["max_length"] or USUAL_LENGTH,
                "required": given["required"],
                "after": given["after"],
            }
        if given.get("leave_out"):
            return {"key": section.key, "leave_out": True}
        title = given["title"] if given["title"] != section.title else ""
        note = {"note": given["note"]} if given["note"] != section.note else {}
        return {"key": section.key, **({"title": title} if title else {}), **note} if title or note else None


class SectionRows(RuleRowSet):
    """Every declared section in its order, then the added ones."""

    name = "sections"
    title = "加える項目"
    add_label = "項目を加える"
    remove_label = "この項目を外す"

    def initial_of(self, rows: list[dict]) -> list[dict]:
        changes = {row["key"]: row for row in rows}
        declared = [_declared_initial(key, changes.get(key, {})) for key in DECLARED]
        added = [row for row in rows if row["key"] not in DECLARED]
        return declared + [{**row, "after": _anchor(row, changes)} for row in added]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.narrow_to_its_fields()

    def clean(self):
        rows = [row for row in self.with_keys(self.kept_rows()) if not row.errors]
        for row in rows:
            try:
                sections_of([change for change in [row.parts()] if change])
            except SectionsError as error:
                row.add_error("title", str(error))
        if not any(row.errors for row in rows):
            self._refuse_same_titles(rows)

    def _refuse_same_titles(self, rows: Sequence[SectionRow]) -> None:
        titles = [section.title for section in sections_of(self.changes(rows))]
        for row in rows:
            if not row.section and titles.count(row.cleaned_data["title"]) > 1:
                row.add_error("title", f"「{row.cleaned_data['title']}」という項目が、もうあります。")

    def changes(self, rows: Sequence[SectionRow]) -> list[dict]:
        """Added ones first, so that what they stand after is still there; two after the same follow each other."""
        added, declared, last = [], [], {}
        for row in rows:
            change = row.parts()
            if change is None:
                continue
            if row.section:
                declared.append(change)
            else:
                anchor = change["after"]
                added.append({**change, "after": last.get(anchor, anchor)})
                last[anchor] = change["key"]
        return added + declared

    def values(self) -> dict[str, list[dict]]:
        return {self.name: self.changes(self.with_keys(self.kept_rows()))}


def _declared_initial(key: str, change: dict) -> dict:
    section = DECLARED[key]
    return {
        "key": key,
        "leave_out": change.get("leave_out", False),
        "title": change.get("title") or section.title,
        "note": change.get("note", section.note),
    }


def _anchor(row: dict, changes: dict[str, dict]) -> str:
    """The declared section that an added one stands after, through the added ones between them."""
    after, seen = row.get("after") or LAST, set()
    while after not in DECLARED and after in changes and after not in seen:
        seen.add(after)
        after = changes[after].get("after") or LAST
    return after if after in DECLARED else LAST


SectionFormSet = forms.formset_factory(
    SectionRow,
    SectionRows,
    can_delete=True,
    max_num=len(SECTIONS) + 10,
    absolute_max=len(SECTIONS) + 12,
)
