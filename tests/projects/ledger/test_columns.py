import pytest

from projects.ledger import guess_columns
from projects.ledger.columns import guess_field, map_columns
from projects.ledger.vocabulary import HEADINGS, Field, table


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("№", "number"),
        ("部　名", "department"),
        ("担当課", "division"),
        ("ＩＤ", "number"),
        ("協働の相手／団体名", "partner_name"),
        ("協働団体／種別", "partner_kind"),
        ("実施期間／自", "starts_on"),
        ("実施期間／至", "ends_on"),
        ("事業費（千円）／市", "city_cost"),
        ("事業費（千円）／団体", "group_cost"),
        ("事業費（千円）／その他", "other_cost"),
        ("市の経費\n（千円）", "city_cost"),
        ("成果\n※１つ選ぶ", "outcome"),
        ("参加者数（延べ）", "participants"),
        ("天気", None),
        ("", None),
    ],
)
def test_headings_are_understood(header, field):
    assert guess_field(header) == field


def test_every_field_is_guessed_from_its_own_label():
    labels = {field: field.label for field in Field if field is not Field.PERIOD}
    assert {field: guess_field(label) for field, label in labels.items()} == {
        field: field for field in labels
    }


def test_no_heading_means_two_things():
    words = [word for synonyms in HEADINGS.values() for word in synonyms.split()]
    assert len(words) == len(set(words))
    assert len(table(HEADINGS)) > 150


def test_a_field_goes_to_its_first_column():
    assert guess_columns({1: "備考", 2: "備考", 3: "課"}) == {1: Field.NOTES, 3: Field.DIVISION}


def test_a_wish_takes_the_field_from_the_guess():
    columns = map_columns({1: "課", 2: "係", 3: "天気"}, {"係": "division", 3: "notes"})
    assert [column.field for column in columns] == ["", "division", "notes"]


@pytest.mark.parametrize(
    ("header", "default", "unit"),
    [
        ("市の経費（千円）", 1, 1_000),
        ("市の経費 [百万円]", 1_000, 1_000),
        ("市の経費(百万円)", 1, 1_000_000),
        ("市の経費（円）", 1_000, 1),
        ("市の経費 単位：万円", 1, 10_000),
        ("市の経費", 1_000, 1_000),
        ("参加者数", 1_000, 1),
    ],
)
def test_money_units(header, default, unit):
    (column,) = map_columns(
        {1: header}, {1: "participants" if header == "参加者数" else "city_cost"}, unit=default
    )
    assert column.unit == unit
