"""The kinds of letters that the apps declare, by key."""

from ..registry import LetterKind, letter_kinds

# What every kind may say besides its own placeholders.
COMMON = {
    "recipient": "宛名",
    "url": "ページのアドレス",
    "city": "市の名前",
    "portal": "ポータルの名前",
    "office": "協働の担当",
}
DIGEST = "digest"


@letter_kinds
def own_kinds():
    yield LetterKind(
        DIGEST,
        "まとめの通知",
        "通知が{count}件あります",
        "{recipient}\n\nこの1日の通知を、まとめてお届けします。\n\n{letters}\n\nこれまでの通知は、次のページで読めます。\n{url}",
        {"count": "通知の数", "letters": "通知の中身を並べたもの"},
        is_due=True,
        samples={"count": "2", "letters": "■ 1件目の件名\n1件目の本文\n\n■ 2件目の件名\n2件目の本文"},
    )


def all_kinds() -> dict[str, LetterKind]:
    """Every kind by its key, in the order of registration. Raises `ValueError` where two share a key."""
    found: dict[str, LetterKind] = {}
    for kind in letter_kinds.gather():
        if kind.key in found:
            raise ValueError(f"two kinds of letters are called {kind.key}")
        found[kind.key] = kind
    return found


def kind_of(key: str) -> LetterKind:
    """Raises `LookupError` where no app declares it."""
    return all_kinds()[key]


def title_of(key: str) -> str:
    """What people call the kind; of one that is declared no more, its key."""
    kind = all_kinds().get(key)
    return kind.title if kind else key


def kinds_for(user) -> list[LetterKind]:
    """Those that can reach this person today; the daily digest is a way and no kind of its own."""
    return [kind for kind in all_kinds().values() if kind.key != DIGEST and kind.reaches(user)]
