"""A small survey's workbook: empty, and filled with some lines."""

from io import StringIO

from django.core.management import call_command

from tests.factories.projects import CollaborationFormFactory
from tests.reviews.musashino import DIVISIONS, PARTNERS, fill_in

__all__ = ["DIVISION", "DIVISIONS", "NEVER", "PARTNERS", "ROW", "empty_form", "fill", "run"]

ROW = {
    "respondent": "公園課", "group": "①", "project": "花だん", "partner": "花の会",
    "P_FORM": "委託", "P_KIND": "npo", "P_ORIGIN": "その他、effective", "P_ORIGIN.text": "前の年からの約束",
}  # fmt: skip
DIVISION = {"respondent": "公園課", "group": "1", "D_MERITS": "特にない", "D_CONTINUE": "続けたい"}
NEVER = {
    "respondent": "会計課",
    "group": "4",
    "D_WISH": "取り組みたいとは思わない",
    "D_NOT_WHY": "必要を感じない",
}


def run(name, *arguments, **options):
    out = StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


def empty_form(folder):
    """Of the survey s10, made from the whole questionnaire for a portal with two forms and nothing else."""
    for name in ("委託", "共催"):
        CollaborationFormFactory(name=name)
    run("make_survey", "musashino", year="H22", code="s10")
    run("answer_form", "s10", out=folder / "form.xlsx")
    return folder / "form.xlsx"


def fill(form, partners=(), divisions=()):
    return fill_in(form, {PARTNERS: list(partners), DIVISIONS: list(divisions)})
