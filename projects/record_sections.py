"""The sections of a project's form, declared once: page, section list and completeness follow it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One numbered section. `fields` and `needs` are written "form.field"; `rows` names a formset that belongs here.

    A section is complete when all of `needs` are filled in and its rows, if it has any, hold at least one.
    """

    key: str
    title: str
    note: str
    fields: tuple[str, ...]
    needs: tuple[str, ...] = ()
    rows: str = ""


SECTIONS = (
    Section(
        "about",
        "事業",
        "何のための事業かを書きます。",
        (
            "project.name",
            "year.name",
            "project.problem",
            "project.purpose",
            "project.expected_effect",
            "year.content",
            "project.field",
        ),
        ("project.name", "project.problem", "project.purpose", "project.expected_effect", "year.content"),
    ),
    Section(
        "collaboration",
        "協働のかたち",
        "だれと、どのように行うかを選びます。",
        ("year.fiscal_year", "year.division", "year.form", "project.domain"),
        ("year.fiscal_year", "year.division", "year.form", "project.domain"),
        rows="partners",
    ),
    Section(
        "origin",
        "経緯と発案",
        "どのように始まったかを残しておきます。",
        ("project.origins", "project.origin_note", "project.initiators", "project.started_on"),
        ("project.origins", "project.initiators"),
    ),
    Section(
        "money",
        "期間とお金",
        "分かるところだけで構いません。金額は円で書きます。",
        (
            "year.starts_on",
            "year.ends_on",
            "year.city_cost",
            "year.group_cost",
            "year.other_cost",
            "year.programme",
        ),
        ("year.starts_on", "year.ends_on", "year.city_cost"),
    ),
    Section(
        "goals",
        "目標",
        "始める前に決め、ふりかえりで確かめます。数で測る目標と、言葉で表す目標があります。",
        (),
        rows="goals",
    ),
    Section(
        "result",
        "結果",
        "事業が終わってから書きます。",
        ("year.participants", "year.outcome", "year.result", "year.outlook"),
        ("year.outcome", "year.result"),
    ),
    Section("visibility", "公開", "", ("project.visibility",), ("project.visibility",)),
)
