from django import forms

from kyodo.formfields import CleanCharField, CleanTextField


class NoteForm(forms.Form):
    title = CleanCharField(label="題名", max_length=5)
    note = CleanTextField(label="メモ", max_length=10, required=False)


def test_text_is_cleaned():
    form = NoteForm({"title": " 一\x00行\r\n目 ", "note": "一\r\n二\ud800\n"})
    assert form.is_valid()
    assert form.cleaned_data == {"title": "一行 目", "note": "一\n二"}


def test_too_long_a_text_is_refused_and_kept():
    form = NoteForm({"title": "一二三四五六", "note": ""})
    assert form.errors == {"title": ["5字以内で入力してください。いまは6字です。"]}
    assert 'value="一二三四五六"' in str(form["title"])


def test_length_is_counted_after_cleaning():
    assert NoteForm({"title": "　一二三四五\r\n", "note": "1\r\n2\r\n3\r\n4\r\n5\r\n"}).is_valid()


def test_blank_is_asked_for():
    assert NoteForm({"title": "　\x00"}).errors == {"title": ["入力してください。"]}


def test_the_limit_is_a_counter_and_never_cuts():
    title, note = str(NoteForm()["title"]), str(NoteForm()["note"])
    assert 'data-counter="5"' in title
    assert 'data-counter="10"' in note
    assert "maxlength" not in title + note
