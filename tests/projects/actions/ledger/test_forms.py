import pytest

from kyodo.cities import load_city
from projects.models import CollaborationForm
from tests.factories.projects import CollaborationFormFactory

from .books import imported, plan_of, reasons, row

pytestmark = pytest.mark.django_db


def test_a_form_of_the_city_is_taken_however_it_is_spelled():
    there = CollaborationFormFactory(name="補助・助成", is_current=False)
    plan = plan_of(row(協働の形態="補助･助成 "))
    assert ([year.form for year in plan.years], plan.forms) == ([there], [])


def test_one_of_two_spelled_alike_is_the_one_that_can_be_chosen():
    CollaborationFormFactory(name="補助･助成", is_current=False, position=1)
    there = CollaborationFormFactory(name="補助・助成", position=2)
    CollaborationFormFactory(name="補助 助成", is_current=False, position=3)
    assert [year.form for year in plan_of(row(協働の形態="補助・助成")).years] == [there]


def test_an_official_form_of_another_city_is_added_for_old_records():
    load_city("nishitokyo")
    imported(row(協働の形態="協賛"))
    made = CollaborationForm.objects.get(name="協賛")
    assert (made.is_current, made.search_key) == (False, "協賛")
    assert made.position > CollaborationForm.objects.current().last().position


def test_anything_else_is_a_fault_that_names_what_there_is():
    CollaborationFormFactory(name="委託")
    CollaborationFormFactory(name="共催")
    CollaborationFormFactory(name="むかしの形", is_current=False)
    assert reasons(plan_of(row(協働の形態="合体"))) == [
        (2, "D", "「合体」という形態はありません。委託、共催のどれかで書いてください。")
    ]


def test_on_a_bare_portal_the_official_names_are_known():
    plan = plan_of(row(), row(事業名="読み聞かせ", 協働の形態="共催"), row(事業名="緑のカーテン"))
    assert [form.name for form in plan.forms] == ["委託", "共催"]
    assert reasons(plan_of(row(協働の形態="合体"))) == [(2, "D", "「合体」という形態はありません。")]
