import pytest

from kyodo.models import StateChange
from kyodo.workflow import StepRefused
from reviews.actions.entry import EntryConflict, ScoreEdit, finish_side, save_entry, take_back
from reviews.enums import Side
from reviews.models import Rating, Sheet
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.reviews import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return SheetFactory(group="300")


@pytest.fixture
def member(sheet):
    return MembershipFactory(organization=sheet.organization).user


@pytest.fixture
def clerk(sheet):
    return PostFactory(division=sheet.division).user


def axes(sheet):
    return [axis.pk for axis in sheet.axis_set.axes.all()]


def save(sheet, by, side=Side.GROUP, version=1, scores=None, **texts):
    return save_entry(sheet=sheet, side=side, texts=texts, scores=scores or {}, base_version=version, by=by)


def scores_of(sheet, side=Side.GROUP):
    return list(Rating.objects.filter(sheet=sheet, side=side).values_list("axis__number", "value"))


def test_a_side_saves_its_texts_comment_and_scores(sheet, member):
    first, second, third, *_ = axes(sheet)
    edits = {first: ScoreEdit(3, None), second: ScoreEdit(None, 5), third: ScoreEdit(None, None)}
    save(sheet, member, scores=edits, result="百人が来た。", group_comment="またやりたい。")
    stored = Sheet.objects.get(pk=sheet.pk)
    assert (stored.result, stored.group_comment, stored.version) == ("百人が来た。", "またやりたい。", 2)
    assert scores_of(sheet) == [(1, None), (2, 5)]


def test_saving_what_stands_there_changes_nothing(sheet, member):
    save(sheet, member, purpose=sheet.purpose, scores={axes(sheet)[0]: ScoreEdit(3, 3)})
    assert Sheet.objects.get(pk=sheet.pk).version == 1
    assert Rating.history.count() == 1


def test_the_other_sides_comment_cannot_be_written(sheet, member):
    save(sheet, member, city_comment="市は何もしなかった。")
    assert Sheet.objects.get(pk=sheet.pk).city_comment == ""


def test_two_of_one_side_who_rate_different_axes_keep_both(sheet, member):
    first, second, *_ = axes(sheet)
    colleague = MembershipFactory(organization=sheet.organization).user
    save(sheet, member, scores={first: ScoreEdit(3, 4), second: ScoreEdit(None, None)})
    save(sheet, colleague, scores={first: ScoreEdit(3, 3), second: ScoreEdit(None, 2)})
    assert scores_of(sheet) == [(1, 4), (2, 2)]


def test_two_who_rate_the_same_axis_differently_are_asked(sheet, member):
    first = axes(sheet)[0]
    colleague = MembershipFactory(organization=sheet.organization).user
    save(sheet, member, scores={first: ScoreEdit(3, 4)})
    with pytest.raises(EntryConflict) as conflict:
        save(sheet, colleague, scores={first: ScoreEdit(3, 1)})
    found = [(each.name, each.theirs, each.mine) for each in conflict.value.differences]
    assert found == [(f"axis_{first}", "4", "1")]
    assert scores_of(sheet) == [(1, 4)]


def test_two_who_change_different_texts_keep_both(sheet, member, clerk):
    save(sheet, clerk, side=Side.CITY, purpose=sheet.purpose, outlook="秋に広げる。")
    save(sheet, member, purpose="遊び場を増やす。", outlook="")
    stored = Sheet.objects.get(pk=sheet.pk)
    assert (stored.purpose, stored.outlook, stored.version) == ("遊び場を増やす。", "秋に広げる。", 3)


def test_two_who_change_the_same_text_are_shown_both(sheet, member, clerk):
    save(sheet, clerk, side=Side.CITY, result="百人が来た。", outlook="続ける。")
    with pytest.raises(EntryConflict) as conflict:
        save(sheet, member, result="八十人が来た。", outlook="", summary="毎月開いた。")
    found = [(each.label, each.theirs, each.mine) for each in conflict.value.differences]
    assert found == [("事業の結果", "百人が来た。", "八十人が来た。")]
    assert conflict.value.merged == {
        "result": "八十人が来た。",
        "outlook": "続ける。",
        "summary": "毎月開いた。",
    }
    assert Sheet.objects.get(pk=sheet.pk).summary == ""


def test_two_who_write_the_same_words_do_not_clash(sheet, member, clerk):
    save(sheet, clerk, side=Side.CITY, result="百人が来た。")
    save(sheet, member, result="百人が来た。")
    assert Sheet.objects.get(pk=sheet.pk).version == 2


def test_the_last_side_to_finish_brings_the_sheet_to_the_table(sheet, member, clerk):
    first = finish_side(sheet=sheet, side=Side.GROUP, by=member)
    assert (first.state, first.group_finished_by) == ("open", member)
    second = finish_side(sheet=sheet, side=Side.CITY, by=clerk)
    assert (second.state, second.city_finished_by) == ("meeting", clerk)
    assert StateChange.objects.get(object_id=sheet.pk).by is None


def test_a_side_takes_its_finish_back_until_the_other_has_finished(sheet, member, clerk):
    finish_side(sheet=sheet, side=Side.GROUP, by=member)
    again = take_back(sheet=sheet, side=Side.GROUP, by=member)
    assert (again.group_finished_at, again.group_finished_by) == (None, None)
    finish_side(sheet=sheet, side=Side.GROUP, by=member)
    finish_side(sheet=sheet, side=Side.CITY, by=clerk)
    with pytest.raises(StepRefused):
        take_back(sheet=sheet, side=Side.GROUP, by=member)


@pytest.mark.parametrize("standing", ["preparing", "group_done", "meeting_open", "final", "published"])
def test_a_side_that_has_finished_or_a_sheet_that_is_not_open_refuses_writing(standing):
    sheet = SheetFactory(**{standing: True})
    member = MembershipFactory(organization=sheet.organization).user
    with pytest.raises(StepRefused):
        save(sheet, member, result="あとから書く。")
    with pytest.raises(StepRefused):
        finish_side(sheet=sheet, side=Side.GROUP, by=member)
    assert Sheet.objects.get(pk=sheet.pk).result == ""


def test_one_side_cannot_write_as_the_other(sheet, member, clerk):
    for by, side in ((member, Side.CITY), (clerk, Side.GROUP)):
        with pytest.raises(StepRefused):
            save(sheet, by, side=side, result="書いた。")
