import pytest

from kyodo import registry
from kyodo.outbox.kinds import COMMON, all_kinds, kind_of, title_of
from kyodo.outbox.wording import unknown_placeholders
from kyodo.registry import LetterKind, everybody


def test_two_kinds_of_one_key_are_a_mistake(monkeypatch):
    def declare():
        yield LetterKind("invitation", "別の招待")

    functions = registry.letter_kinds.functions
    monkeypatch.setattr(registry.letter_kinds, "functions", [*functions, declare])
    with pytest.raises(ValueError, match="invitation"):
        all_kinds()


def test_an_unknown_kind():
    assert title_of("gone") == "gone"
    with pytest.raises(LookupError):
        kind_of("gone")


def test_the_standard_words_of_every_kind_hold_only_its_placeholders():
    assert {
        key: unknown_placeholders(kind.subject + kind.body, kind) for key, kind in all_kinds().items()
    } == {key: [] for key in all_kinds()}


def test_no_kind_gives_another_meaning_to_what_all_have():
    assert [key for key, kind in all_kinds().items() if set(kind.placeholders) & set(COMMON)] == []


def test_all_but_these_say_whom_they_reach():
    assert {kind.key for kind in all_kinds().values() if kind.reaches is everybody} == {
        "digest",
        "invitation",
        "organization_received",
    }
