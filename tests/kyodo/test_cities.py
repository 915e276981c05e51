import pytest
from django.core.management import CommandError, call_command

from kyodo.cities import PresetError, load_city, preset_names, read_preset
from kyodo.models import City
from projects.models import CollaborationForm
from reviews.models import AxisSet

pytestmark = pytest.mark.django_db

# Names as the four documents give them, in their order.
FORMS = {
    "nishitokyo": ["委託", "共催", "事業協力", "補助・助成"],
    "musashino": [
        "委託",
        "共催",
        "後援",
        "実行委員会・協議会",
        "事業協力",
        "補助・助成",
        "企画立案への参画",
        "情報提供・情報交換",
        "協賛",
    ],
    "koganei": ["後援", "共催", "委託", "補助", "実行委員会"],
    "wako": ["実行委員会・共催", "協定", "協働運営", "協働型委託", "委託", "事業協力", "補助", "後援"],
}
SECTIONS = {
    "nishitokyo": ("forms", "axes", "programmes"),
    "musashino": ("forms", "axes"),
    "koganei": ("forms", "axes"),
    "wako": ("forms", "axes", "programmes"),
}


def test_the_four_cities_are_there():
    assert preset_names() == ["koganei", "musashino", "nishitokyo", "wako"]


@pytest.mark.parametrize("name", FORMS)
def test_a_city_has_its_own_forms_in_its_order(name):
    load_city(name)
    assert list(CollaborationForm.objects.current().values_list("name", flat=True)) == FORMS[name]


@pytest.mark.parametrize("name", FORMS)
def test_loading_again_changes_nothing(name):
    load_city(name)
    again = load_city(name)
    changed = {section: (counts["created"], counts["updated"]) for section, counts in again.items()}
    assert changed == dict.fromkeys(("city", *SECTIONS[name]), (0, 0))


def test_the_default_axes_are_the_seven_of_nishitokyo():
    load_city("nishitokyo")
    assert list(AxisSet.objects.get(is_current=True).axes.values_list("label", flat=True)) == [
        "協働の有効性",
        "目的の設定",
        "目的の共有",
        "目的の達成度",
        "協力体制",
        "受益者の満足度",
        "団体の満足度",
    ]


def test_wako_says_whose_the_results_are_and_which_paper_is_needed():
    load_city("wako")
    rows = CollaborationForm.objects.current().values_list("name", "domains", "results_owner", "paper")
    assert list(rows) == [
        ("実行委員会・共催", "C", "both", ""),
        ("協定", "C", "both", ""),
        ("協働運営", "C", "both", "agreement"),
        ("協働型委託", "CD", "", "specification"),
        ("委託", "D", "city", ""),
        ("事業協力", "B", "citizens", ""),
        ("補助", "B", "citizens", ""),
        ("後援", "B", "citizens", "permission"),
    ]


def test_another_city_keeps_the_old_forms_for_old_records():
    load_city("wako")
    old = CollaborationForm.objects.get(name="協働運営")
    load_city("nishitokyo")
    old.refresh_from_db()
    assert not old.is_current
    assert City.objects.get().name == "西東京市"


def test_changed_axes_become_a_new_version():
    load_city("nishitokyo")
    first = AxisSet.objects.get()
    first.axes.filter(number=1).update(question="前の言い方")
    load_city("nishitokyo")
    assert list(AxisSet.objects.values_list("version", "is_current")) == [(2, True), (1, False)]
    assert first.axes.get(number=1).question == "前の言い方"


def test_what_each_city_words_for_itself():
    principles = {name: [each["label"] for each in read_preset(name)["city"]["principles"]] for name in FORMS}
    assert principles["wako"] == ["相互理解", "目的・評価共有", "役割分担明確化", "情報公開", "自立", "対等"]
    assert len(principles["nishitokyo"]) == 7
    assert read_preset("koganei")["city"]["eligibility"] == [
        "自主的で公益性がある",
        "営利を目的としない",
        "政治・宗教活動を目的としない",
        "公序良俗に反しない",
    ]


def test_a_city_that_is_not_there():
    with pytest.raises(PresetError):
        load_city("../settings")
    with pytest.raises(CommandError, match="プリセットはありません"):
        call_command("load_city", "atlantis")


def test_the_command_says_what_happened(capsys):
    call_command("load_city", "wako")
    assert capsys.readouterr().out.splitlines()[1] == "協働の形態: 新規 8、更新 0、変更なし 0"
