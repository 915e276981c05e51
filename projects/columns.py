"""The columns of the exported list, named as the ledger import reads them: what goes out comes in again unchanged."""

from collections.abc import Iterator

from django.db.models import QuerySet

from kyodo.fiscal_year import FiscalYear

from .enums import Initiator, Origin
from .models import Partner, ProjectYear

CHUNK = 500

HEADER = (
    "年度",
    "部",
    "課",
    "事業名",
    "協働の形態",
    "協働の相手",
    "相手の種類",
    "領域",
    "分野",
    "状態",
    "開始日",
    "終了日",
    "市の負担額",
    "団体の負担額",
    "その他の財源",
    "地域の課題",
    "事業の目的",
    "想定した効果",
    "事業の内容",
    "経緯",
    "発案",
    "参加者数",
    "成果",
    "事業の結果",
    "今後の展望",
    "利用した制度",
    "公開",
)


def partner_rows(years: QuerySet[ProjectYear]) -> Iterator[list]:
    """One row a partner, in the order of the years; a year without partners is one row with that cell empty.

    Reads 500 years at a time, so that a long list costs no memory.
    """
    rows = years.select_related("project", "division", "form").prefetch_related("partners")
    for year in rows.iterator(chunk_size=CHUNK):
        for partner in list(year.partners.all()) or [None]:
            yield _row(year, partner)


def _row(year: ProjectYear, partner: Partner | None) -> list:
    project = year.project
    return [
        FiscalYear(year.fiscal_year).label,
        year.division.department,
        year.division.name,
        year.name,
        year.form.name,
        partner.name if partner else "",
        partner.get_kind_display() if partner else "",
        year.listed_domain,
        year.get_listed_field_display(),
        year.get_state_display(),
        year.starts_on,
        year.ends_on,
        year.city_cost,
        year.group_cost,
        year.other_cost,
        project.problem,
        project.purpose,
        project.expected_effect,
        year.content,
        "、".join(Origin(value).label for value in project.origins),
        "、".join(Initiator(value).label for value in project.initiators),
        year.participants,
        year.get_outcome_display(),
        year.result,
        year.outlook,
        year.programme,
        project.get_visibility_display(),
    ]
