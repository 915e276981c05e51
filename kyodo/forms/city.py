"""The city's settings, as an administrator changes them."""

from django import forms

from ..models import City


class CityForm(forms.ModelForm):
    """What may differ from the preset: the names, the words and the colour. Lists come from the preset file."""

    class Meta:
        model = City
        fields = [
            "name",
            "portal_name",
            "accent",
            "division_word",
            "organization_word",
            "office_name",
            "office_contact",
            "introduction",
        ]
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "office_contact": forms.Textarea(attrs={"rows": 3}),
            "introduction": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "accent": "見出しの線などに使います。白い文字が読める、濃いめの色を選んでください。",
            "office_name": "お問い合わせ先として、すべてのページの下に出ます。",
        }

    def clean_accent(self):
        """White text on it must stay readable: contrast 4.5 to 1 (WCAG 2.2, 1.4.3)."""
        accent = self.cleaned_data["accent"]
        try:
            contrast = contrast_with_white(accent)
        except ValueError:
            raise forms.ValidationError("色は #1d5fa8 のように書いてください。") from None
        if contrast < 4.5:
            raise forms.ValidationError("色が薄く、白い文字が読めません。もっと濃い色を選んでください。")
        return accent


def contrast_with_white(colour: str) -> float:
    """WCAG contrast ratio (1 to 21) of `#rrggbb` against white."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(colour)
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
