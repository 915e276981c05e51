"""The tags behind the components: what they wrap, and where an error leads."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.safestring import mark_safe

from kyodo.formfields import CleanCharField, WarekiDateField
from kyodo.templatetags.kyodo_ui import ErrorLink, error_links, error_target, has_many_choices


class Row(forms.Form):
    name = CleanCharField(label="名前")


class Whole(forms.Form):
    name = CleanCharField(label="名前")
    start = WarekiDateField(label="始める日")
    side = forms.ChoiceField(
        label="側", choices=[("a", "市"), ("b", "団体")], widget=forms.RadioSelect, required=False
    )
    secret = forms.IntegerField(widget=forms.HiddenInput, label="番号")

    def clean(self):
        raise ValidationError("名前と日付が合いません。")


class Rows(forms.BaseFormSet):
    def clean(self):
        raise ValidationError("行が足りません。")


def page(source, **context):
    return Template("{% load kyodo_ui %}" + source).render(Context(context))


def test_errors_lead_to_their_fields_and_a_group_of_boxes_to_the_box_around_it():
    form = Whole({"name": "", "start_year": "令和8", "start_month": "13", "start_day": "1"})
    assert error_links(form) == [
        ErrorLink("id_name", "名前", "入力してください。"),
        ErrorLink("div_id_start", "始める日", "月は1から12までの数字で入力してください。"),
        ErrorLink("", "番号", "このフィールドは必須です。"),
        ErrorLink("", "", "名前と日付が合いません。"),
    ]


def test_a_form_nobody_sent_and_no_form_have_no_errors():
    assert error_links(Whole()) == []
    assert error_links(None) == []
    assert error_links([]) == []


def test_errors_of_a_formset_and_of_a_list_come_in_their_order():
    rows = forms.formset_factory(Row, formset=Rows)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-name": "", "form-1-name": "花"}
    )
    row = ErrorLink("id_form-0-name", "名前", "入力してください。")
    together = ErrorLink("", "", "行が足りません。")
    other = ErrorLink("id_name", "名前", "入力してください。")
    assert error_links(rows) == [together, row]
    assert error_links([Row({"name": ""}), rows]) == [other, together, row]


@pytest.mark.parametrize(
    ("name", "target"), [("name", "id_name"), ("start", "div_id_start"), ("side", "div_id_side")]
)
def test_error_target(name, target):
    assert error_target(Whole()[name]) == target


@pytest.mark.parametrize(("count", "many"), [(7, False), (8, True)])
def test_checkboxes_stand_in_columns_from_eight_on(count, many):
    class Choices(forms.Form):
        fields_of_work = forms.MultipleChoiceField(
            choices=[(str(number), str(number)) for number in range(count)],
            widget=forms.CheckboxSelectMultiple,
        )
        one = forms.ChoiceField(choices=[(str(number), str(number)) for number in range(count)])

    assert has_many_choices(Choices()["fields_of_work"]) is many
    assert has_many_choices(Choices()["one"]) is False


@pytest.mark.parametrize(
    ("complete", "said", "unsaid"),
    [
        ("complete=True", ["記入済み"], ["未記入あり"]),
        ("complete=False", ["未記入あり"], ["記入済み"]),
        ("", [], ["記入済み", "未記入あり"]),
    ],
)
def test_a_form_section_says_whether_it_is_complete(complete, said, unsaid):
    html = page(
        '{% form_section "お金" number=2 ' + complete + " %}<i>{{ inside }}</i>{% endform_section %}",
        inside="<",
    )
    assert [word for word in said if word not in html] == []
    assert [word for word in unsaid if word in html] == []
    assert 'id="section-2"' in html
    assert "<i>&lt;</i>" in html


def test_a_title_is_escaped_and_what_stands_inside_is_not_escaped_twice():
    html = page(
        "{% form_section title number=1 %}<b>{{ words }}</b>{% endform_section %}", title="<x>", words="A&B"
    )
    assert "&lt;x&gt;" in html
    assert "<b>A&amp;B</b>" in html


def test_a_menu_holds_what_is_written_inside():
    html = page('{% more_menu %}<li><a href="/x/">写す</a></li>{% endmore_menu %}')
    assert "<summary>その他</summary>" in html
    assert '<li><a href="/x/">写す</a></li>' in html


@pytest.mark.parametrize(("beside", "hidden"), [("True", False), ("False", True)])
def test_a_figure_has_its_table_beside_it_or_to_be_opened(beside, hidden):
    source = '{% figure svg "推移" beside=' + beside + " %}<table></table>{% endfigure %}"
    html = page(source, svg=mark_safe("<svg></svg>"))
    assert "<svg></svg>" in html
    assert "<table></table>" in html
    assert ("<details" in html) is hidden


def test_a_dialog_posts_with_its_token():
    source = '{% confirm "stop" "中止しますか" "/stop/" "中止する" danger=True %}<p>戻せません。</p>{% endconfirm %}'
    html = page(source, csrf_token="token-of-this-session")
    assert 'id="stop"' in html
    assert 'action="/stop/"' in html
    assert 'value="token-of-this-session"' in html
    assert "btn-danger" in html
    assert "<p>戻せません。</p>" in html
