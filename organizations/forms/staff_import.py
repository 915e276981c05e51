"""The upload of 課・職員・所属."""

from django import forms


class StaffFileForm(forms.Form):
    """One Excel or CSV file."""

    file = forms.FileField(
        label="ファイル",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel（.xlsx）かCSVで、10MBまでです。",
        error_messages={"required": "ファイルを選んでください。", "empty": "ファイルが空です。"},
    )
