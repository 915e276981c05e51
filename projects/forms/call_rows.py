"""The short lists of a programme or call: conditions, papers, its schedule."""

import datetime

from django import forms

from kyodo.formfields import CleanCharField, WarekiDateField

from ..rulebook import Condition, Milestone, PaperAsked
from .numbers import CountField
from .rule_rows import RuleRow, RuleRowSet


class ConditionRow(RuleRow):
    label = CleanCharField(
        label="条件",
        max_length=100,
        help_text="団体が「はい」か、数で答えられる書き方にします。",
        error_messages={"required": "条件を書いてください。"},
    )
    minimum = CountField(label="いくつ以上", required=False, help_text="数で答える条件のときだけ。")
    unit = CleanCharField(label="単位", max_length=10, required=False, help_text="人、年など。")
    note = CleanCharField(label="説明", max_length=200, required=False)

    rule = Condition
    key_prefix = "c"
    written = ("label", "minimum", "unit", "note")


class ConditionRows(RuleRowSet):
    name = "conditions"
    title = "条件"
    add_label = "条件をもう一つ加える"
    remove_label = "この条件を外す"


class PaperRow(RuleRow):
    label = CleanCharField(
        label="書類", max_length=60, error_messages={"required": "書類の名前を書いてください。"}
    )
    note = CleanCharField(
        label="説明", max_length=200, required=False, help_text="代わりになるものや、様式のありかなど。"
    )
    required = forms.BooleanField(label="必ず付けてもらう", required=False, initial=True)

    rule = PaperAsked
    key_prefix = "p"
    written = ("label", "note")


class PaperRows(RuleRowSet):
    name = "papers"
    title = "書類"
    add_label = "書類をもう一つ加える"
    remove_label = "この書類を外す"


class MilestoneRow(RuleRow):
    what = CleanCharField(
        label="何があるか", max_length=120, error_messages={"required": "何があるかを書いてください。"}
    )
    on = WarekiDateField(label="日付", required=False)
    when = CleanCharField(
        label="日付が決まっていないとき", max_length=40, required=False, help_text="例：11月ごろ"
    )

    rule = Milestone
    written = ("what", "on", "when")

    def parts(self) -> dict:
        parts = super().parts()
        on = parts["on"].isoformat() if parts["on"] else ""
        return {"what": parts["what"], "on": on, "when": parts["when"]}


class MilestoneRows(RuleRowSet):
    name = "schedule"
    title = "予定"
    add_label = "予定をもう一つ加える"
    remove_label = "この予定を外す"

    def initial_of(self, rows: list[dict]) -> list[dict]:
        return [{**row, "on": datetime.date.fromisoformat(row["on"]) if row["on"] else None} for row in rows]


ConditionFormSet = forms.formset_factory(
    ConditionRow, ConditionRows, can_delete=True, max_num=20, absolute_max=25
)
PaperFormSet = forms.formset_factory(PaperRow, PaperRows, can_delete=True, max_num=20, absolute_max=25)
MilestoneFormSet = forms.formset_factory(
    MilestoneRow, MilestoneRows, can_delete=True, max_num=30, absolute_max=35
)
