import pytest

from projects.actions.follows import delete_filter, follow, save_filter, unfollow
from projects.models import Follow, SavedFilter

pytestmark = pytest.mark.django_db


def test_following_twice_is_following_once(year, clerk):
    follow(project=year.project, by=clerk)
    follow(project=year.project, by=clerk)
    assert Follow.objects.count() == 1
    unfollow(project=year.project, by=clerk)
    assert Follow.objects.count() == 0


def test_a_filter_of_the_same_name_takes_the_new_query(clerk):
    save_filter(page="projects", name="公園", query="q=公園", by=clerk)
    saved = save_filter(page="projects", name="公園", query="q=花壇", by=clerk)
    assert list(SavedFilter.objects.values_list("name", "query")) == [("公園", "q=花壇")]
    delete_filter(saved=saved)
    assert SavedFilter.objects.count() == 0
