import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.text import clean, ngrams, normalise, organization_key, search_key, split_values


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  前\r\n後\r終　", "前\n後\n終"),
        ("a\x00b\x07c\td", "abc\td"),
        ("一\x0b二\u2028三", "一\n二\n三"),
        ("\ufeff髙\ud800橋\u200b", "髙橋"),
        ("\u202e逆\u2066", "逆"),
        ("葛\U000e0100飾👩‍👧", "葛\U000e0100飾👩‍👧"),
    ],
)
def test_clean(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("dash", "‐‑‒–—―－−ーｰ-")
def test_every_dash_between_digits_is_a_hyphen(dash):
    assert normalise(f"042{dash}420{dash}2821") == "042-420-2821"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ｻｰﾊﾞｰ　２号", "サーバー 2号"),
        ("データー1", "データー1"),
        ("㈱まち　　の会", "(株)まち の会"),
        ("課題――そして", "課題――そして"),
        ("−５", "-5"),
        ("一行\n二行", "一行\n二行"),
    ],
)
def test_normalise(text, normal):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "spellings",
    [
        ["補助･助成", "補助・助成", "補助 助成", "補助、助成", "補助／助成"],
        ["委　託", "委託", " 委 託 "],
        ["サーバー", "さーばー", "ｻｰﾊﾞｰ"],
        ["ＮＰＯ", "npo", "Npo"],
        ["髙﨑𠮷", "高崎吉"],
        ["三ヶ島", "三ケ島", "三け島"],
        ["葛\U000e0100飾", "葛飾"],
        ["「まち」の会", "まちの会", "まち～の会"],
    ],
)
def test_spellings_that_are_one_in_search(spellings):
    assert {search_key(spelling) for spelling in spellings} == {search_key(spellings[0])}


def test_search_key_is_lower_case_hiragana_without_signs():
    assert search_key("ＮＰＯ・サーバー【2号】") == "npoさーばー2号"


def test_text_of_signs_alone_keeps_them():
    assert (search_key("★ ☆"), search_key(" 　")) == ("★☆", "")


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, categories=["Lu", "Ll", "Lo", "Nd", "Po", "Zs"])))
def test_a_search_key_is_its_own_key(text):
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    "name",
    [
        "NPO法人まちの会",
        "ＮＰＯ法人　まちの会",
        "認定ＮＰＯ法人まちの会",
        "特定非営利活動法人　まちの会",
        "(特非)まちの会",
        "まちの会（特非）",
        "一般社団法人まちの会",
        "（一社）まちの会",
        "一社 まちの会",
        "公益財団法人 まちの会",
        "社会福祉法人まちの会",
        "医療法人社団まちの会",
        "まちの会株式会社",
        "㈱まちの会",
        "マチの会",
    ],
)
def test_one_group_under_many_legal_forms(name):
    assert organization_key(name) == "まちの会"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("株式会社", "株式会社"),
        ("一社会", "一社会"),
        ("社会福祉協議会", "社会福祉協議会"),
        ("NPOセンター", "npoせんたー"),
    ],
)
def test_words_that_only_look_like_a_legal_form_stay(name, key):
    assert organization_key(name) == key


def test_ngrams():
    assert ngrams("まちの") == {"ま", "ち", "の", "まち", "ちの"}
    assert ngrams("") == set()


@pytest.mark.parametrize(
    ("cell", "dots", "values"),
    [
        ("環境、福祉，子ども/防災\n文化;教育", False, ["環境", "福祉", "子ども", "防災", "文化", "教育"]),
        ("市民（親、子）、学校", False, ["市民（親、子）", "学校"]),
        ("まちの会（本部、支部", False, ["まちの会（本部", "支部"]),
        ("補助・助成、委託", False, ["補助・助成", "委託"]),
        ("補助・助成、委託", True, ["補助", "助成", "委託"]),
        ("㈱まち、、㈱まち", False, ["㈱まち"]),
        ("", False, []),
    ],
)
def test_split_values(cell, dots, values):
    assert split_values(cell, dots=dots) == values
