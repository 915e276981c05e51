from collections import Counter

from reviews.demo.musashino import division_lines, headings, partner_lines, spread


def test_counts_are_spread_so_that_nobody_answering_is_left_out():
    assert spread({"a": 3, "b": 1}, 4, none=1) == ["a、b", "a", "a", ""]


def test_the_rows_are_of_25_divisions_and_no_division_has_one_form_alone():
    lines = partner_lines()
    assert len(lines) == 122
    assert len({(line["respondent"], line["project"]) for line in lines}) == 105
    assert len({line["P_FORM"] for line in lines if line["respondent"] == "生涯学習スポーツ課"}) > 3
    assert Counter(line["P_KIND"] for line in lines) == {"npo": 43, "other_group": 79}


def test_of_53_divisions_28_never_collaborated():
    assert Counter(line["group"] for line in division_lines()) == {"1": 19, "2": 5, "3": 1, "4": 28}


def test_all_that_is_written_has_a_heading():
    written = {text for line in division_lines() for code, text in line.items() if code in headings()}
    assert (
        written - {text for groups in headings().values() for texts in groups.values() for text in texts}
        == set()
    )
