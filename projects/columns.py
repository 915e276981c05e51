"""The columns of the exported list, named as the ledger import reads them: what goes out comes in again unchanged."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db.models import QuerySet

from kyodo.fiscal_year import FiscalYear
from organizations.enums import ActivityField, OrganizationKind

from .enums import Initiator, Origin, Outcome, Visibility, YearState
from .models import Partner, ProjectYear

CHUNK = 500
NO_PARTNER = "未定"  # as the ledger import reads a project that has no partner yet


def partner_rows(years: QuerySet[ProjectYear]) -> Iterator[list]:
    """One row a partner, in the order of the years; a year without partners is one row that says 未定.

    Only the keys are read at once. A cursor left open between the chunks would make PostgreSQL work out the whole
    answer before its first row; 500 plain rows at a time cost neither memory nor the making of records.
    """
    keys = iter(list(years.values_list("pk", flat=True)))
    while chunk := list(islice(keys, CHUNK)):
        rows = {
            key: values
            for key, *values in ProjectYear.objects.filter(pk__in=chunk).values_list("pk", *_FIELDS)
        }
        partners = _partners_of(chunk)
        for key in filter(rows.__contains__, chunk):  # but those deleted meanwhile
            shown = [read(value) if read else value for read, value in zip(_READERS, rows[key], strict=True)]
            for name, kind in partners.get(key) or [(NO_PARTNER, "")]:
                yield [*shown[:_BEFORE_PARTNER], name, kind, *shown[_BEFORE_PARTNER:]]


def _partners_of(keys: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Partner.objects.filter(project_year__in=keys).values_list("project_year", "name", "kind")
    for key, name, kind in rows:
        found.setdefault(key, []).append((name, _KINDS[kind]))
    return found


def _labels(choices) -> Callable[[object], str]:
    words = dict(choices)
    return lambda value: words.get(value, "")


def _many(choices) -> Callable[[list], str]:
    words = dict(choices)
    return lambda values: "、".join(words[value] for value in values)


_KINDS = dict(OrganizationKind.choices)
# Each column but the partner's two: where its value stands, and how people read it.
_COLUMNS: dict[str, tuple[str, Callable | None]] = {
    "年度": ("fiscal_year", lambda year: FiscalYear(year).label),
    "部": ("division__department", None),
    "課": ("division__name", None),
    "事業名": ("name", None),
    "協働の形態": ("form__name", None),
    "領域": ("listed_domain", None),
    "分野": ("listed_field", _labels(ActivityField.choices)),
    "状態": ("state", _labels(YearState.choices)),
    "開始日": ("starts_on", None),
    "終了日": ("ends_on", None),
    "市の負担額": ("city_cost", None),
    "団体の負担額": ("group_cost", None),
    "その他の財源": ("other_cost", None),
    "地域の課題": ("project__problem", None),
    "事業の目的": ("project__purpose", None),
    "想定した効果": ("project__expected_effect", None),
    "事業の内容": ("content", None),
    "経緯": ("project__origins", _many(Origin.choices)),
    "発案": ("project__initiators", _many(Initiator.choices)),
    "参加者数": ("participants", None),
    "成果": ("outcome", _labels(Outcome.choices)),
    "事業の結果": ("result", None),
    "今後の展望": ("outlook", None),
    "利用した制度": ("programme", None),
    "公開": ("listed_visibility", _labels(Visibility.choices)),
}
_BEFORE_PARTNER = list(_COLUMNS).index("協働の形態") + 1
_FIELDS = [field for field, _ in _COLUMNS.values()]
_READERS = [reader for _, reader in _COLUMNS.values()]
HEADER = (*list(_COLUMNS)[:_BEFORE_PARTNER], "協働の相手", "相手の種類", *list(_COLUMNS)[_BEFORE_PARTNER:])
