"""The filled Excel form of one respondent, as a file that is judged by its content."""

from django import forms

from kyodo.uploads import accept, check_upload
from kyodo.uploads.kinds import XLSX


class AnswerFormUpload(forms.Form):
    file = forms.FileField(
        label="書き終えた用紙",
        help_text="ここからダウンロードした用紙（.xlsx）を選びます。取り込む前に、変わるところを確かめられます。",
        widget=forms.ClearableFileInput(attrs={"accept": accept((XLSX,))}),
    )

    def clean_file(self):
        check_upload(self.cleaned_data["file"], allowed=(XLSX,))
        return self.cleaned_data["file"]
