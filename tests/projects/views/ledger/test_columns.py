import pytest

from projects.models import ColumnMapping, Project
from tests.projects.actions.ledger.books import HEADER, row

from .pages import answers, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "contract")]


def test_a_year_that_nothing_names_is_asked_for(browser, uploaded):
    kept = uploaded(row(), title=None)
    form = browser.get(url("ledger_columns", kept)).context["form"]
    answer = browser.post(url("ledger_columns", kept), answers(form))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"year": ["台帳の年度が見つかりません。年度を書いてください。"]}
    browser.post(url("ledger_columns", kept), answers(form, year="令和５年度"))
    kept.refresh_from_db()
    assert (kept.fiscal_year, kept.report["years"]) == (2023, [2023])


def test_what_is_typed_stays_after_a_mistake(browser, uploaded):
    kept = uploaded(row())
    form = browser.get(url("ledger_columns", kept)).context["form"]
    again = browser.post(url("ledger_columns", kept), answers(form, year="x", column_8="")).context["form"]
    assert (again["year"].value(), again["column_8"].value()) == ("x", "")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"column_8": "name"},
            {"column_8": ["「事業名」はC列でも選ばれています。どちらか一つにしてください。"]},
        ),
        ({"column_4": ""}, {"__all__": ["どの列が「協働の形態」かを選んでください。"]}),
        ({"column_2": ""}, {"division": ["課の列を選ぶか、ここで課を選んでください。"]}),
        ({"year": "1800"}, {"year": ["年度は1868年度から9998年度までで入力してください。"]}),
        ({"year": "1890"}, {"year": ["1900年度から2031年度までの年度を書いてください。"]}),
    ],
)
def test_columns_that_do_not_work_are_named(changes, errors, browser, uploaded):
    kept = uploaded(row())
    form = browser.get(url("ledger_columns", kept)).context["form"]
    answer = browser.post(url("ledger_columns", kept), answers(form, **changes))
    assert (answer.status_code, answer.context["form"].errors) == (422, errors)


def test_a_ledger_without_divisions_is_of_one(browser, uploaded, division):
    keep = [place for place, name in enumerate(HEADER) if name not in {"部", "課"}]
    kept = uploaded([row()[place] for place in keep], header=[HEADER[place] for place in keep])
    form = browser.get(url("ledger_columns", kept)).context["form"]
    browser.post(url("ledger_columns", kept), answers(form, division=division.name))
    browser.post(url("ledger_run", kept))
    assert Project.objects.get().years.get().division == division


def test_another_sheet_has_columns_of_its_own(browser, uploaded):
    kept = uploaded(row(), sheets=("令和5年度", "令和6年度"), title=None)
    page = browser.get(url("ledger_columns", kept))
    assert ([sheet.name for sheet in page.context["sheets"]], page.context["form"]["year"].value()) == (
        ["令和5年度", "令和6年度"],
        2023,
    )
    other = browser.get(url("ledger_columns", kept), {"sheet": "令和6年度"}).context
    assert (other["sheet"].name, other["form"]["year"].value()) == ("令和6年度", 2024)
    browser.post(url("ledger_columns", kept), answers(other["form"], sheet="令和6年度"))
    kept.refresh_from_db()
    assert (kept.sheet, kept.report["years"]) == ("令和6年度", [2024])


def test_a_choice_is_remembered(browser, uploaded):
    kept = uploaded(row())
    form = browser.get(url("ledger_columns", kept)).context["form"]
    browser.post(url("ledger_columns", kept), answers(form, column_8=""))
    assert ColumnMapping.objects.get().field == ""
    again = browser.get(url("ledger_columns", uploaded(row()))).context["form"]
    assert again["column_8"].value() == ""


def test_columns_are_settled_once_imported(browser, imported):
    assert browser.get(url("ledger_columns", imported)).url == url("ledger_report", imported)
