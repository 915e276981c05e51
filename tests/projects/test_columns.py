import csv
import io

import pytest

from kyodo.tables import write_csv
from projects.columns import HEADER, NO_PARTNER, partner_rows
from projects.models import ProjectYear
from tests.factories.projects import ProjectYearFactory

pytestmark = pytest.mark.django_db


def test_one_row_a_partner_and_one_for_a_year_without(now):
    ProjectYearFactory(partners=2)
    ProjectYearFactory()
    rows = list(partner_rows(ProjectYear.objects.order_by("pk")))
    assert [row[HEADER.index("協働の相手")] == NO_PARTNER for row in rows] == [False, False, True]


def test_values_stand_as_people_read_them(year):
    ProjectYear.objects.update(city_cost=80000, outcome="achieved", state="done")
    year.project.origins, year.project.initiators = ["brought_in", "other"], ["group"]
    year.project.save()
    (row,) = partner_rows(ProjectYear.objects.all())
    shown = dict(zip(HEADER, row, strict=True))
    partner = year.partners.get()
    expected = {
        "年度": "令和8年度（2026年度）",
        "部": "都市部",
        "課": "みどり公園課",
        "事業名": "公園の花壇づくり",
        "協働の相手": partner.name,
        "相手の種類": "任意団体",
        "市の負担額": 80000,
        "成果": "成果が上がった",
        "経緯": "団体からの持ち込み、その他",
        "発案": "団体",
        "状態": "完了",
        "公開": "庁内のみ",
    }
    assert {name: shown[name] for name in expected} == expected


def test_a_text_that_a_spreadsheet_would_run_is_guarded(year):
    ProjectYear.objects.update(name="=1+1")
    data = b"".join(write_csv(partner_rows(ProjectYear.objects.all()), HEADER)).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data))
    assert row["事業名"] == "'=1+1"


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(count, now, django_assert_num_queries):
    ProjectYearFactory.create_batch(count, partners=2)
    with django_assert_num_queries(3):
        list(partner_rows(ProjectYear.objects.all()))
