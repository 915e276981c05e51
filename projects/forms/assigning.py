"""Who reads what: how many reviewers a proposal gets, and which of them."""

from django import forms

from ..models import PanelMember, Proposal
from ..queries.assigning import Workload

MOST = 20


class EachForm(forms.Form):
    """How many reviewers every proposal is to have."""

    each = forms.IntegerField(
        label="1件の提案を読む委員の数",
        min_value=1,
        max_value=MOST,
        initial=3,
        error_messages={
            "required": "数を入れてください。",
            "invalid": "1から20までの数を入れてください。",
            "min_value": "1人以上にしてください。",
            "max_value": "20人以下にしてください。",
        },
    )


class ReviewersForm(forms.Form):
    """The reviewers of one proposal, chosen by hand. Who is too close to the group can not be ticked."""

    members = forms.ModelMultipleChoiceField(
        label="読む委員",
        queryset=PanelMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, proposal: Proposal, work: Workload):
        super().__init__(data)
        barred = {member for key, member in work.barred if key == proposal.pk}
        self.too_close = [member for member in work.members if member.pk in barred]
        allowed = [member.pk for member in work.members if member.pk not in barred]
        self.fields["members"].queryset = PanelMember.objects.filter(pk__in=allowed).order_by(
            "-is_chair", "pk"
        )
        self.fields["members"].initial = [member for key, member in work.kept if key == proposal.pk]
