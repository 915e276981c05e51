"""Open data: every partner of every published case, as anybody may take it away (CC BY 4.0)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from kyodo import registry
from kyodo.registry import DataSet

from .models import ProjectYear
from .programme_table import HEADER, MEANINGS

CHUNK = 500

# column, what it means
COLUMNS = [
    ("fiscal_year", "年度。4月から翌年3月まで。西暦の4桁"),
    ("project_id", "事業の番号。年度が変わっても同じ"),
    ("name", "その年度の事業名"),
    ("division", "その年度の担当課"),
    ("form", "協働の形態"),
    ("domain", "活動領域。AからE"),
    ("field", "活動分野。特定非営利活動促進法の20分野の番号"),
    ("state", "状態"),
    ("partner", "協働の相手。一つの事業に相手が二つあれば、二行になる"),
    ("partner_kind", "相手の種類"),
    ("city_cost", "市の負担額。円"),
    ("group_cost", "団体の負担額。円"),
    ("other_cost", "その他の財源。円"),
    ("participants", "参加者数。延べ人数"),
    ("outcome", "成果"),
]


def cases() -> QuerySet[ProjectYear]:
    """Every published year of every project, oldest first."""
    return ProjectYear.objects.cases().order_by("fiscal_year", "pk")


def rows(years: QuerySet[ProjectYear]) -> Iterator[list]:
    """One row a partner, in the order of `COLUMNS`; a year without partners is one row with those cells empty."""
    related = years.select_related("division", "form").prefetch_related("partners")
    for year in related.iterator(chunk_size=CHUNK):
        for partner in list(year.partners.all()) or [None]:
            yield [
                year.fiscal_year,
                year.project_id,
                year.name,
                year.division.name,
                year.form.name,
                year.listed_domain,
                year.listed_field,
                year.get_state_display(),
                partner.name if partner else "",
                partner.get_kind_display() if partner else "",
                year.city_cost,
                year.group_cost,
                year.other_cost,
                year.participants,
                year.get_outcome_display(),
            ]


@registry.open_data_sets
def data_sets():
    yield DataSet(
        title="協働事業の事例",
        note="公開している事業を、年度と相手ごとに一行ずつ並べています。",
        addresses={
            "CSV（UTF-8、BOMつき）": reverse("projects:open_data", args=["csv"]),
            "JSON": reverse("projects:open_data", args=["json"]),
        },
        columns=COLUMNS,
    )
    yield DataSet(
        title="応募と採択の一覧",
        note="制度ごとに、年度を一行ずつ並べています。募集が締め切られるまで、件数は出しません。",
        addresses={
            "CSV（UTF-8、BOMつき）": reverse("projects:programme_tables_file", args=["csv"]),
            "Excel": reverse("projects:programme_tables_file", args=["xlsx"]),
        },
        columns=list(zip(HEADER, MEANINGS, strict=True)),
    )
