import pytest
from django.urls import reverse

from kyodo.registry import Registry, SearchGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """Notes what was searched for, and finds one thing for 「公園」."""
    words_asked = []
    only = Registry()

    @only
    def find(user, words):
        words_asked.append(words)
        yield SearchGroup("事業", [("小規模公園", "/p/1/", "")] if words == "公園" else [], "/p/?q=公園")

    monkeypatch.setattr("kyodo.views.search.search_groups", only)
    return words_asked


def test_results_by_kind_with_the_way_to_all_of_them(client, asked):
    page = client.get(reverse("search"), {"q": " 公園\x00 "}).content.decode()
    assert asked == ["公園"]
    assert "小規模公園" in page
    assert "事業をすべて見る" in page


def test_nothing_found_says_what_to_do(client, asked):
    assert "言葉を短くする" in client.get(reverse("search"), {"q": "月"}).content.decode()


def test_no_words_ask_nothing(client, asked):
    assert client.get(reverse("search")).status_code == 200
    assert asked == []


def test_a_very_long_word_is_cut(client, asked):
    client.get(reverse("search"), {"q": "字" * 5000})
    assert asked == ["字" * 100]
