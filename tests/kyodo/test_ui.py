"""The look: how a field prints, what lists, steps and histories say, no page with inline style or script."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from kyodo.conflicts import Difference
from kyodo.formfields import CleanTextField, WarekiDateField, YenField
from kyodo.history import Change, Event
from kyodo.lists import ListPage, Sort

ROOM = [
    *Path(settings.BASE_DIR, "templates", "layout").glob("*.html"),
    *Path(settings.BASE_DIR, "templates", "_components").glob("*.html"),
    *Path(settings.BASE_DIR, "templates", "bootstrap5").rglob("*.html"),
    *Path(settings.BASE_DIR, "templates").glob("*.html"),
]


class ProjectForm(forms.Form):
    purpose = CleanTextField(label="目的", max_length=200, help_text="だれのために。")
    start = WarekiDateField(label="始める日", help_text="例：令和8年4月1日")
    cost = YenField(label="市の負担", required=False)
    kind = forms.ChoiceField(label="公開", widget=forms.RadioSelect, choices=[("1", "する"), ("2", "しない")])
    paper = forms.FileField(label="資料", required=False, help_text="PDFで。")
    agree = forms.BooleanField(label="公開してよい")


def crispy(form, field=None):
    source = "{{ form|crispy }}" if field is None else "{{ form." + field + "|as_crispy_field }}"
    return Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form}))


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("purpose", "目的 必須 だれのために。 入力してください。"),
        ("cost", "市の負担 任意 円"),
        ("kind", "公開 必須 する しない このフィールドは必須です。"),
        ("paper", "資料 任意 PDFで。"),
        ("agree", "公開してよい 必須 このフィールドは必須です。"),
        ("start", "始める日 必須 例：令和8年4月1日 年 月 日 日付を入力してください。"),
    ],
)
def test_a_field_says_label_mark_help_and_error_in_this_order(field, said):
    assert words(crispy(ProjectForm({}), field)) == said


def test_help_and_error_are_tied_to_their_control():
    html = crispy(ProjectForm({}), "purpose")
    assert 'aria-describedby="id_purpose_helptext id_purpose_error"' in html
    assert 'aria-invalid="true"' in html
    assert re.findall(r'id="(id_purpose_[a-z]+)"', html) == ["id_purpose_helptext", "id_purpose_error"]


def test_a_group_is_a_fieldset_that_a_link_can_reach():
    html = crispy(ProjectForm({}), "start")
    assert '<fieldset aria-describedby="id_start_helptext id_start_error">' in html
    assert re.search(r'<div id="div_id_start"[^>]*tabindex="-1"', html)


def test_a_whole_form_opens_with_the_links_to_its_errors():
    html = crispy(ProjectForm({"purpose": "見守り"}))
    assert "3か所を確かめてください" in html
    assert re.findall(r'<a href="#([^"]+)">', html) == ["div_id_start", "div_id_kind", "id_agree"]


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in crispy(ProjectForm())


# --- components ----------------------------------------------------------------------------------------------


class Rows(list):
    """A list that a paginator takes for a queryset."""

    def order_by(self, *names):
        return self

    def count(self):
        return len(self)

    def __getitem__(self, key):
        found = super().__getitem__(key)
        return Rows(found) if isinstance(key, slice) else found


class Filters(forms.Form):
    q = forms.CharField(label="ことば", required=False)
    year = forms.ChoiceField(
        label="年度", required=False, choices=[("2026", "令和8年度"), ("2025", "令和7年度")]
    )


def listing(query, count):
    request = RequestFactory().get("/projects/", QueryDict(query))
    filterset = SimpleNamespace(qs=Rows(range(count)), form=Filters(request.GET))
    sorts = [Sort("new", "新しい順", ("-pk",)), Sort("name", "名前順", ("name",))]
    return {"listing": ListPage(request, filterset, sorts), "request": request, "unit": "事業"}


def test_the_toolbar_keeps_the_filters_and_forgets_the_page():
    html = render_to_string("_components/list_toolbar.html", listing("year=2026&q=花&page=2&sort=name", 45))
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html) == [
        ("year", "2026"),
        ("q", "花"),
    ]
    assert '<option value="name" selected>名前順</option>' in html
    assert "45件" in html


def test_every_filter_in_force_can_be_dropped():
    html = render_to_string("_components/tags.html", listing("year=2026&q=花", 3))
    assert re.findall(r'class="tag" href="([^"]+)"', html) == ["?year=2026", "?q=%E8%8A%B1"]


def test_pages_keep_the_filters():
    context = listing("year=2026&page=2", 45)
    plain = Context(context)
    plain.request = context["request"]  # a RequestContext would ask the database for the city
    html = get_template("_components/pagination.html").template.render(plain)
    assert re.findall(r'href="([^"]+)"', html) == [
        "?year=2026&amp;page=1",
        "?year=2026&amp;page=1",
        "?year=2026&amp;page=3",
        "?year=2026&amp;page=3",
    ]
    assert 'aria-current="page"' in html


def test_one_page_needs_no_page_links():
    assert render_to_string("_components/pagination.html", listing("", 20)).strip() == ""


def test_exports_carry_the_filters_and_the_sort_but_not_the_page():
    context = listing("year=2026&sort=name&page=2&size=50", 3) | {"exports": [("CSV", "/projects.csv")]}
    html = render_to_string("_components/export_links.html", context)
    assert '<a href="/projects.csv?year=2026&amp;sort=name">CSV</a>' in html


def test_a_step_bar_says_in_words_what_its_marks_show():
    steps = [
        SimpleNamespace(label="書いています", mark="done", date="4月2日"),
        SimpleNamespace(label="審査中", mark="current", date=""),
        SimpleNamespace(label="結果", mark="todo", date=""),
    ]
    context = {"steps": steps, "who": "事務局", "what": "書類を確かめます", "due": "4月30日", "late": True}
    html = render_to_string("_components/step_bar.html", context)
    assert words(html) == (
        "書いています （済み） 4月2日 審査中 （いまここ） 結果 （これから） "
        "つぎにすること 事務局：書類を確かめます 4月30日まで（過ぎています）"
    )
    assert html.count('aria-current="step"') == 1


def test_history_says_when_who_what_from_to_and_why():
    moment = dt.datetime(2026, 4, 1, 13, 14, tzinfo=dt.UTC)
    event = Event(moment, "田無 花子", "状態を変えました", [Change("状態", "検討", "準備")], "話がまとまった")
    html = render_to_string("_components/history_table.html", {"events": [event]})
    assert words(html) == (
        "令和8年（2026年）4月1日 22:14 田無 花子 状態を変えました 理由：話がまとまった 項目 前 後 状態 検討 準備"
    )


def test_a_conflict_shows_both_texts_escaped():
    context = {"differences": [Difference("purpose", "目的", "市の<b>文", "わたしの文")]}
    html = render_to_string("_components/conflict.html", context)
    assert re.findall(r'name="choice_purpose"\s+id="[^"]+"\s+value="(\w+)"', html) == ["mine", "theirs"]
    assert "市の&lt;b&gt;文" in html
    assert "わたしの文" in html


# --- frame ---------------------------------------------------------------------------------------------------


def frame(path="/", **context):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    city = SimpleNamespace(name="西東京市", portal_name="協働ポータル", office_name="協働の担当")
    return render_to_string(
        "layout/base.html", {"request": request, "city": city, "user": request.user} | context
    )


def test_the_frame_marks_the_present_door_and_offers_sign_in():
    html = frame(doors=[("事業", "/projects/", True), ("団体", "/organizations/", False)])
    assert (
        html.count('<a href="/projects/" aria-current="page">事業</a>') == 2
    )  # the bar, and the phone's menu
    assert 'href="/accounts/login/"' in html
    assert "サインアウト" not in html
    assert html.index('href="#main"') < html.index("<header")


def test_what_was_searched_for_stands_in_the_box_escaped():
    html = frame('/search/?q="><script>')
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


@pytest.mark.parametrize("name", ["400.html", "413.html", "500.html"])
def test_pages_without_a_request_stand_alone(name):
    assert '<a class="btn btn-primary" href="/">' in render_to_string(name)


@pytest.mark.parametrize("path", ROOM, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_here_needs_a_hole_in_the_content_policy(path):
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", source) == []
