"""What the office decides after the release: the vote, who runs an adopted project, and 補欠."""

from django import forms
from django.utils import timezone

from kyodo.formfields import CleanTextField, WarekiDateField, YenField
from organizations.models import Division

from ..models import CollaborationForm, Proposal
from ..verdicts import limit_of

PASSED, FAILED, LATER = "passed", "failed", "later"


class VoteDayForm(forms.Form):
    voted_on = WarekiDateField(label="議決の日")

    def clean_voted_on(self):
        if self.cleaned_data["voted_on"] > timezone.localdate():
            raise forms.ValidationError("今日までの日にしてください。")
        return self.cleaned_data["voted_on"]


class VoteForm(forms.Form):
    """What became of one proposal."""

    outcome = forms.ChoiceField(
        label="結果",
        choices=[(PASSED, "認められた"), (FAILED, "認められなかった"), (LATER, "次の議会へ")],
        initial=PASSED,
        widget=forms.RadioSelect,
    )
    reason = CleanTextField(
        label="認められなかった理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="団体への通知に入ります。",
    )

    def __init__(self, data=None, *, proposal: Proposal):
        self.proposal = proposal
        super().__init__(data, prefix=f"p{proposal.pk}")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == FAILED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "理由を書いてください。")
        return cleaned


class ConfirmForm(forms.Form):
    """Who runs one adopted proposal, and in which form; left out where its box is not ticked."""

    chosen = forms.BooleanField(label="この提案を確定する", required=False, initial=True)
    division = forms.ModelChoiceField(label="担当の課", queryset=Division.objects.none(), required=False)
    form = forms.ModelChoiceField(
        label="協働の形態", queryset=CollaborationForm.objects.none(), required=False
    )

    def __init__(self, data=None, *, proposal: Proposal, divisions, collaboration_forms):
        self.proposal = proposal
        super().__init__(data, prefix=f"p{proposal.pk}", initial=_first_choice(proposal))
        # The same rows for every proposal of the page, read once.
        for name, rows in (("division", divisions), ("form", collaboration_forms)):
            self.fields[name].queryset = rows
            self.fields[name].choices = [("", "選んでください"), *((row.pk, str(row)) for row in rows)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("chosen"):
            for name, message in (
                ("division", "担当の課を選んでください。"),
                ("form", "形態を選んでください。"),
            ):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, message)
        return cleaned


def _first_choice(proposal: Proposal) -> dict:
    division = proposal.division_id or (proposal.theme.division_id if proposal.theme else None)
    return {"division": division, "form": proposal.call.programme.form_id}


class PromoteForm(forms.Form):
    granted = YenField(label="市の負担額")
    reason = CleanTextField(
        label="理由", max_length=1000, help_text="団体への通知に入ります。例：採択した団体が辞退したため。"
    )

    def __init__(self, data=None, *, proposal: Proposal):
        self.limit = limit_of(proposal)
        super().__init__(data, initial={"granted": proposal.decision.granted or self.limit})
        if self.limit is not None:
            self.fields["granted"].help_text = f"{self.limit:,}円までです。"

    def clean_granted(self):
        granted = self.cleaned_data["granted"]
        if self.limit is not None and granted is not None and granted > self.limit:
            raise forms.ValidationError(f"{self.limit:,}円までです。")
        return granted


class ReasonForm(forms.Form):
    reason = CleanTextField(
        label="理由", max_length=1000, error_messages={"required": "理由を書いてください。"}
    )

    def __init__(self, data=None, *, proposal: Proposal):
        super().__init__(data)


def confirm_forms(data, proposals: list[Proposal]) -> list[ConfirmForm]:
    """One for each proposal; two queries for all of them together."""
    divisions = Division.objects.in_force().order_by("position", "code")
    forms_ = CollaborationForm.objects.current()
    divisions._fetch_all()
    forms_._fetch_all()
    return [
        ConfirmForm(data, proposal=each, divisions=divisions, collaboration_forms=forms_)
        for each in proposals
    ]
