"""A survey's report as a coordinator writes it: made, named, each block, and published."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField

from ..enums import BlockKind, QuestionKind
from ..models import ReportBlock, Survey, SurveyReport
from ..queries.surveys import questions_of
from ..report_templates import read_report_template, report_template_names
from .tables import table_choices

LEVELS = [(1, "章　1"), (2, "節　1-1"), (3, "項　（1）")]
FIELDS = {
    BlockKind.HEADING: ("text", "level"),
    BlockKind.TEXT: ("text", "question", "by", "by2"),
    BlockKind.FIGURE: ("question", "by", "by2", "order", "once", "text"),
    BlockKind.TABLE: ("question", "by", "by2", "order", "once", "text"),
    BlockKind.QUOTES: ("question", "most", "text"),
}
TEXT_HELP = "数は、下の「使える名前」から選んで入れます。例：最も多いのは{top.label}（{top.percent}%）です。"


class NewReportForm(forms.Form):
    """`template`: its name. The survey's own comes first."""

    template = forms.ChoiceField(label="ひな形", widget=forms.RadioSelect)
    title = CleanCharField(
        label="題名", required=False, max_length=150, help_text="空けると、調査の名前を使います。"
    )

    def __init__(self, *args, survey: Survey, **kwargs):
        super().__init__(*args, **kwargs)
        found = [read_report_template(name) for name in report_template_names()]
        fitting = [each for each in found if each.survey in ("", survey.template)]
        fitting.sort(key=lambda each: not each.survey)
        self.fields["template"].choices = [(each.name, _words(each)) for each in fitting]
        self.fields["template"].initial = fitting[0].name


def _words(template) -> str:
    if not template.survey:
        return "章だけの報告書"
    numbered = sum(block.kind in BlockKind.numbered() for block in template.blocks)
    return f"この調査票の報告書（図表{numbered}点と文が入っています）"


class ReportForm(forms.ModelForm):
    title = CleanCharField(label="題名", max_length=150)

    class Meta:
        model = SurveyReport
        fields = ["title"]


class BlockForm(forms.ModelForm):
    """One block; which fields there are depends on its kind."""

    text = CleanTextField(label="文", max_length=4000, required=False)
    question = forms.ChoiceField(label="設問", required=False)
    by = forms.ChoiceField(label="分け方", required=False)
    by2 = forms.ChoiceField(label="もう一つの分け方", required=False)

    class Meta:
        model = ReportBlock
        fields = ["level", "question", "order", "once", "most", "text"]

    field_order = ["level", "question", "by", "by2", "order", "once", "most", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind, survey = BlockKind(self.instance.kind), self.instance.report.survey
        for name in set(self.fields) - set(FIELDS[kind]):
            del self.fields[name]
        self._word(kind)
        if "question" in self.fields:
            self._offer(kind, survey)

    def _word(self, kind: BlockKind) -> None:
        text = self.fields["text"]
        if kind == BlockKind.TEXT:
            text.help_text = f"行を空けると、段落になります。{TEXT_HELP}"
            text.widget.attrs["rows"] = 8
            text.required = True
        else:
            text.widget = forms.TextInput(attrs={"data-counter": "300"})
            text.label = "見出し" if kind == BlockKind.HEADING else "題"
            text.required = kind == BlockKind.HEADING
        if kind in BlockKind.numbered():
            text.help_text = "空けると、設問を題にします。番号は並びの順に付きます。"
        if kind == BlockKind.HEADING:
            self.fields["level"] = forms.TypedChoiceField(
                label="見出しの段", choices=LEVELS, coerce=int, initial=2, widget=forms.RadioSelect
            )
            self.order_fields(self.field_order)

    def _offer(self, kind: BlockKind, survey: Survey) -> None:
        asked, ways = table_choices(survey)
        if kind == BlockKind.QUOTES:
            words = [each for each in questions_of(survey) if each.kind == QuestionKind.TEXT]
            asked = [(each.code, each.text) for each in words]
        none = "図を使わない文" if kind == BlockKind.TEXT else "選んでください"
        question = self.fields["question"]
        question.choices = [("", none), *asked]
        question.required = kind != BlockKind.TEXT
        question.error_messages["required"] = "設問を選んでください。"
        if "by" in self.fields:
            self.fields["by"].choices = self.fields["by2"].choices = ways
            self.initial["by"], self.initial["by2"] = [*self.instance.by.split("/"), "", ""][:2]

    def clean(self):
        cleaned = super().clean()
        if "by" in self.fields:
            ways = dict.fromkeys(filter(None, (cleaned.get("by"), cleaned.pop("by2", ""))))
            cleaned["by"] = self.instance.by = "/".join(ways)
        return cleaned


class ReportStepForm(forms.Form):
    """Publishing asks to confirm what was typed by hand, taking back for a reason."""

    is_confirmed = forms.BooleanField(
        label="手で打った割合を、一つずつ確かめました",
        error_messages={"required": "確かめて、印を付けてください。"},
    )
    reason = CleanCharField(
        label="理由", max_length=200, error_messages={"required": "理由を書いてください。"}
    )

    def __init__(self, *args, has_typed: bool, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_typed:
            del self.fields["is_confirmed"]
        if not needs_reason:
            del self.fields["reason"]
