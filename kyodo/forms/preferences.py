"""How one person wants to be told."""

from django import forms

from ..models import MailPreference
from ..outbox.kinds import kinds_for


class PreferenceForm(forms.ModelForm):
    """Asks which kinds are wanted, and stores those that are not: a kind that comes later is wanted at first.

    Only kinds that can reach the person today are asked about; what was said of others is kept.
    """

    wanted = forms.MultipleChoiceField(
        label="メールで受け取る通知", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = MailPreference
        fields = ["wants_digest"]
        help_texts = {"wants_digest": "朝8時に、前の日からの通知を1通にまとめて送ります。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in kinds_for(self.instance.user) if not kind.is_due]
        self.fields["wanted"].choices = [(kind.key, kind.title) for kind in kinds]
        self.initial["wanted"] = [kind.key for kind in kinds if kind.key not in self.instance.opted_out]

    @property
    def has_choice(self) -> bool:
        return bool(self.fields["wanted"].choices)

    def save(self, commit=True):
        wanted = set(self.cleaned_data["wanted"])
        offered = [key for key, _ in self.fields["wanted"].choices]
        kept = [key for key in self.instance.opted_out if key not in offered]
        self.instance.opted_out = kept + [key for key in offered if key not in wanted]
        return super().save(commit)
