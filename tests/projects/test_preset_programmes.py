import pytest

from kyodo.cities import PresetError, load_city
from projects.models import Programme
from projects.preset_programmes import load_programmes
from tests.factories.calls import CallFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


# Facts: 市民と行政の協働に関する基本方針 (令和2年3月), ＮＰＯ等企画提案事業; 和光市 協働指針, コラム 協働の経過.
def test_nishitokyo_has_two_categories_two_theme_kinds_and_three_years():
    load_city("nishitokyo")
    programme = Programme.objects.get()
    assert (programme.name, programme.since_year, programme.ended_year) == (
        "ＮＰＯ等企画提案事業",
        2004,
        None,
    )
    assert [(each["name"], each["is_continuation"], each["max_years"]) for each in programme.categories] == [
        ("新規チャレンジ部門", False, 3),
        ("継続ステップアップ部門", True, 3),
    ]
    assert programme.theme_kinds == ["free", "set"]
    assert programme.form.name == "補助・助成"


def test_wako_had_proposals_from_citizens_and_from_the_city_and_waited_for_the_budget():
    load_city("wako")
    programme = Programme.objects.get()
    assert (programme.name, programme.since_year, programme.ended_year) == ("協働事業提案制度", 2010, 2021)
    assert (programme.origins, programme.needs_vote) == (["citizen", "city"], True)


@pytest.mark.parametrize("name", ["nishitokyo", "wako"])
def test_the_conditions_are_koganeis_four_and_five_people_and_one_year(name):
    load_city(name)
    asked = [(each["key"], each["minimum"], each["unit"]) for each in Programme.objects.get().conditions]
    assert asked == [
        ("public_good", None, ""),
        ("non_profit", None, ""),
        ("neutral", None, ""),
        ("decent", None, ""),
        ("members", 5, "人"),
        ("active_years", 1, "年"),
    ]


def test_every_criterion_says_what_the_lowest_and_the_highest_points_mean():
    load_city("nishitokyo")
    load_city("wako")
    criteria = [each for programme in Programme.objects.all() for each in programme.criteria]
    assert {tuple(each["points"]) for each in criteria} == {("1", "5")}
    assert {each["stage"] for each in criteria} == {1, 2}


def test_a_call_keeps_the_rules_it_took_over():
    load_city("nishitokyo")
    programme = Programme.objects.get()
    call = CallFactory(programme=programme, conditions=programme.conditions[:1])
    Programme.objects.update(conditions=[])
    report = load_city("nishitokyo")["programmes"]
    call.refresh_from_db()
    assert report == {"created": 0, "updated": 1, "unchanged": 0}
    assert [each["key"] for each in call.conditions] == ["public_good"]


def test_another_city_leaves_the_programmes_that_have_calls():
    load_city("nishitokyo")
    load_city("wako")
    assert set(Programme.objects.values_list("name", flat=True)) == {
        "ＮＰＯ等企画提案事業",
        "協働事業提案制度",
    }


def test_a_programme_of_the_same_name_made_by_hand_stays():
    ProgrammeFactory(name="協働事業提案制度", since_year=2030)
    assert load_city("wako")["programmes"] == {"created": 0, "updated": 0, "unchanged": 1}
    assert Programme.objects.get().since_year == 2030


@pytest.mark.parametrize(
    "rules", [{"conditions": [{"key": "members"}]}, {"sections": [{"key": "budget", "leave_out": True}]}]
)
def test_a_rule_that_is_none_is_named(rules):
    with pytest.raises(PresetError, match="制度「試験の制度」の決まりを読めません"):
        load_programmes([{"key": "test", "name": "試験の制度", "since_year": 2026, **rules}])
