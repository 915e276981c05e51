"""One decision in the table of all, and when the results go out."""

from django import forms

from kyodo.formfields import CleanTextField, WarekiMomentField, YenField

from ..enums import RejectedShown, Verdict
from ..models import Decision, Proposal
from ..verdicts import DecisionEntry, faults_of
from .numbers import CountField

NOW, AHEAD = "now", "ahead"


class DecisionForm(forms.Form):
    """One row of the table; `instance` is its decision so far. Stands many times on a page: ids carry the proposal."""

    verdict = forms.ChoiceField(
        label="決定",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "採択・補欠・不採択から選んでください。"},
    )
    reserve_rank = CountField(label="補欠の順位", required=False)
    granted = YenField(label="市の負担額", required=False, help_text="採択では必ず入れます。")
    reason = CleanTextField(
        label="理由",
        max_length=1000,
        help_text="通知書に載ります。",
        error_messages={"required": "理由を書いてください。"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    comment = CleanTextField(
        label="講評",
        max_length=2000,
        required=False,
        help_text="通知書に載ります。採択のときは、結果のページにも出ます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data=None, *, instance: Decision | None = None, proposal: Proposal | None = None, **options
    ):
        self.proposal = proposal if proposal is not None else instance.proposal
        initial = {name: getattr(instance, name) for name in self.base_fields} if instance else {}
        super().__init__(data, initial=initial, auto_id=f"id_{self.proposal.pk}_%s", **options)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            for name, message in faults_of(self.proposal, self.entry).items():
                self.add_error(name, message)
        return cleaned

    @property
    def entry(self) -> DecisionEntry:
        return DecisionEntry(**self.cleaned_data).trimmed()


class ReleaseForm(forms.Form):
    """Now, or at a moment ahead; and what the results page tells of the others."""

    when = forms.ChoiceField(
        label="いつ公表しますか",
        choices=[(NOW, "いますぐ公表する"), (AHEAD, "日時を決めて公表する")],
        widget=forms.RadioSelect,
    )
    release_at = WarekiMomentField(
        label="公表する日時", required=False, help_text="この時刻になると、自動で一度だけ公表します。"
    )
    rejected_shown = forms.ChoiceField(
        label="結果のページに出す、不採択の提案",
        choices=RejectedShown.choices,
        initial=RejectedShown.COUNT,
        widget=forms.RadioSelect,
        help_text="団体の名前は出しません。",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == AHEAD and not cleaned.get("release_at") and "release_at" not in self.errors:
            self.add_error("release_at", "公表する日時を入れてください。")
        if cleaned.get("when") == NOW:
            cleaned["release_at"] = None
        return cleaned
