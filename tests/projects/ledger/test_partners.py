import pytest

from projects.ledger.partners import PartnerFault, read_kind, read_partners, split_kinds, split_names
from projects.ledger.vocabulary import KINDS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("いずみの会\nそよかぜ", ["いずみの会", "そよかぜ"]),
        ("いずみの会、そよかぜ", ["いずみの会", "そよかぜ"]),
        ("・いずみの会\n・そよかぜ", ["いずみの会", "そよかぜ"]),
        ("①いずみの会\n②そよかぜ", ["いずみの会", "そよかぜ"]),
        ("NPO法人\nいずみの会", ["NPO法人いずみの会"]),
        ("いずみの会\n（旧そよかぜ）", ["いずみの会（旧そよかぜ）"]),
        ("いずみの会（親、子）", ["いずみの会（親、子）"]),
        ("花・緑の会", ["花・緑の会"]),
        ("いずみの会、\nそよかぜ", ["いずみの会", "そよかぜ"]),
        ("－", []),
    ],
)
def test_names_in_one_cell(text, names):
    assert split_names(text) == names


def test_kinds_that_hold_a_separator_stay_one():
    assert split_kinds("自治会・町会") == ["自治会・町会"]
    assert split_kinds("学校、研究機関") == ["学校、研究機関"]
    assert split_kinds("NPO法人、その他") == ["NPO法人", "その他"]


@pytest.mark.parametrize(
    ("names", "kinds", "expected"),
    [
        ("甲\n乙", "その他", ["other", "other"]),
        ("甲\n乙", "NPO法人\n〃", ["npo", "npo"]),
        ("甲\n乙", "ＮＰＯ法人、企業", ["npo", "company"]),
        ("特定非営利活動法人甲\n乙\n社会福祉法人 丙", "", ["npo", "", "welfare"]),
        ("NPO法人甲", "－", ["npo"]),
    ],
)
def test_names_are_paired_with_kinds(names, kinds, expected):
    assert [partner.kind for partner in read_partners(names, kinds)] == expected


@pytest.mark.parametrize(
    ("names", "kinds", "reason", "in_kinds"),
    [
        ("甲\n乙\n丙", "その他\n企業", "相手が3、種別が2あり", True),
        ("甲", "その他\n企業", "相手が1、種別が2あり", True),
        ("甲", "結社", "種別「結社」が分かりません。", True),
        ("甲\n甲", "その他", "「甲」が2回書かれています。", False),
        ("甲" * 121, "その他", "団体名が長すぎます。", False),
    ],
)
def test_what_cannot_be_paired(names, kinds, reason, in_kinds):
    with pytest.raises(PartnerFault) as refused:
        read_partners(names, kinds)
    assert str(refused.value).startswith(reason)
    assert refused.value.in_kinds is in_kinds


def test_every_kind_is_known_by_its_label():
    assert [read_kind(kind.label) for kind in KINDS] == [kind.value for kind in KINDS]
