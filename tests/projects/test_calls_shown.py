import pytest
from django.contrib.auth.models import AnonymousUser

from projects.calls_shown import calls_of_today, found_calls, found_themes
from tests.factories.calls import CallFactory, CategoryFactory, ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
VISITOR = AnonymousUser()


def found(function, words, person=VISITOR):
    (group,) = function(person, words)
    return [label for label, _, _ in group.results]


def test_calls_are_found_by_every_word_however_it_is_written(coordinator):
    CallFactory(title="ＮＰＯ等企画提案事業", summary="夜でも相談できます。")
    CallFactory(title="ひみつの募集", draft=True)
    assert found(found_calls, "npo 相談") == ["ＮＰＯ等企画提案事業"]
    assert found(found_calls, "npo 昼") == []
    assert (found(found_calls, "ひみつ"), found(found_calls, "ひみつ", coordinator)) == ([], ["ひみつの募集"])


def test_themes_are_found_once_citizens_may_read_them():
    theme = ThemeFactory(published=True, title="公園の夜", problem="暗い。")
    ThemeFactory(published=True, title="公園の朝", call=CallFactory(draft=True))
    ThemeFactory(offered=True, title="公園の昼")
    (group,) = found_themes(VISITOR, "公園")
    assert group.results == [
        ("公園の夜", f"/projects/calls/{theme.call_id}/#theme-{theme.pk}", str(theme.division))
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_shows_what_is_open_and_what_opens_next(rows, client, django_assert_num_queries):
    for number in range(rows):
        CategoryFactory(call=CallFactory(title=f"夏の募集{number}"))
    CallFactory(to_open=True, title="秋の募集")
    ((_, block),) = calls_of_today(VISITOR)
    assert len(block["open"]) == rows
    assert [call.title for call in block["to_open"]] == (["秋の募集"] if rows < 3 else [])
    with django_assert_num_queries(2):
        list(calls_of_today(VISITOR))
    text = client.get("/").text
    assert ["夏の募集0" in text, "いま募集しています" in text] == [True, True]
