"""Random rows and series for charts: long labels, tiny and hidden numbers, up to thirteen series."""

from hypothesis import strategies as st

from kyodo.charts.data import Caption, Cell, Row, Series
from kyodo.charts.patterns import APART, FILLS

LABELS = (
    "委託",
    "企画立案への参画",
    "実行委員会・協議会",
    "情報提供・情報交換",
    "市と団体が分かり合うための決まりをつくること",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "NPO法人（特定非営利活動法人）やボランティア団体の相互交流",
    "武蔵野プレイス開設準備室",
    "コミュニティセンター運営協議会連合会",
    "その他",
)
FOOT = ("n=122（協働の相手）", "資料：協働事業の実態調査（平成22年度）")
labels = st.sampled_from(LABELS)
titles = st.sampled_from(
    ("", "形", "市が取り組むべきことは何ですか。あてはまるものをすべて選んでください。" * 2)
)


def cell_of(value: float | None) -> Cell:
    return Cell(None) if value is None else Cell(value, f"{value:.1f}")


@st.composite
def percents(draw, count: int):
    return tuple(draw(st.one_of(st.none(), st.floats(0, 100), st.floats(0, 3))) for _ in range(count))


@st.composite
def shares(draw, count: int):
    """Parts of 100; some of them hidden."""
    weights = draw(st.lists(st.sampled_from((0, 1, 1, 2, 3, 50, 400)), min_size=count, max_size=count))
    if not sum(weights):
        weights[0] = 1
    hidden = draw(st.booleans()) and draw(st.sets(st.integers(0, count - 1)))
    return tuple(
        None if hidden and n in hidden else 100 * each / sum(weights) for n, each in enumerate(weights)
    )


@st.composite
def rows_of(draw, most: int, *, first_bare: bool = False):
    if first_bare and draw(st.booleans()):
        return (Row(""),)
    rows = draw(
        st.lists(st.tuples(labels, st.sampled_from(("", "n=50", "n=220000"))), min_size=1, max_size=most)
    )
    return tuple(Row(label, note, is_apart=not place) for place, (label, note) in enumerate(rows))


def series_of(columns, names) -> tuple[Series, ...]:
    """A series for each column of numbers; the thirteenth is 無回答."""
    return tuple(
        Series(name, tuple(map(cell_of, column)), FILLS[n] if n < 12 else APART, is_apart=n == 12)
        for n, (name, column) in enumerate(zip(names, columns, strict=True))
    )


captions = st.builds(Caption, titles, st.just(FOOT), st.booleans())
