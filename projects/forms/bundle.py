"""All forms of one page together: the project, one of its years, the partners and the goals of that year."""

from dataclasses import dataclass, field

from django.forms import BaseForm, BaseFormSet, BoundField

from kyodo.money import parse_yen

from ..enums import BudgetSide, PartnerRole
from ..models import Project, ProjectYear
from ..record_sections import SECTIONS, Section
from .goals import COUNTED, GoalFormSet, goal_initial
from .partners import PartnerFormSet, partner_initial
from .record import ProjectForm, YearForm
from .rows import add_blank_row, as_id, silence

ROWS = {  # how a new row starts
    "partners": {"role": PartnerRole.LEAD.value},
    "goals": {"measure": COUNTED},
    "roles": {},
    "lines": {"side": BudgetSide.EXPENSE.value, "is_eligible": "on"},
}
ROW_ACTIONS = ("add_row", "pick", "change_row")


@dataclass
class FilledSection:
    """A section as one page shows it."""

    section: Section
    fields: list[BoundField] = field(default_factory=list)
    rows: BaseFormSet | None = None
    complete: bool = False

    @property
    def id(self) -> str:
        return f"section-{self.section.key}"

    @property
    def title(self) -> str:
        return self.section.title


class RecordForms:
    """The forms for a new record (both parts), for a project alone, or for a year with its partners and goals."""

    def __init__(
        self,
        user,
        data=None,
        *,
        project: Project | None = None,
        year: ProjectYear | None = None,
        initial: dict | None = None,
    ):
        is_new = project is None and year is None
        if data is not None and any(name in data for name in ROW_ACTIONS):
            data = with_row_action(data)
        self.data = data
        self.forms: dict[str, BaseForm | BaseFormSet] = {}
        if project is not None or is_new:
            self.forms["project"] = ProjectForm(data, prefix="project", instance=project)
        if year is not None or is_new:
            self._add_year_forms(user, data, year, initial)

    def _add_year_forms(self, user, data, year: ProjectYear | None, initial: dict | None) -> None:
        self.forms["year"] = YearForm(data, prefix="year", instance=year, user=user, initial=initial)
        if year is None:
            # The name of the first year is the project's name.
            del self.forms["year"].fields["name"]
        partners = partner_initial(year) if year else []
        goals = goal_initial(year) if year else []
        self.forms["partners"] = PartnerFormSet(data, prefix="partners", initial=partners)
        self.forms["goals"] = GoalFormSet(data, prefix="goals", initial=goals)

    def __getitem__(self, name: str):
        return self.forms[name]

    def is_valid(self) -> bool:
        """Every form is asked, so that all errors show at once."""
        answers = [form.is_valid() for form in self.forms.values()]
        return all(answers)

    def silence(self) -> "RecordForms":
        """Show what was typed without judging it yet: for drafts, and while rows are being added."""
        for form in self.forms.values():
            silence(form)
        return self

    @property
    def all(self) -> list[BaseForm | BaseFormSet]:
        """For the error summary, in the order of the page."""
        return list(self.forms.values())

    def sections(self) -> list[FilledSection]:
        """The sections that this page has something of."""
        filled = [self._fill(section) for section in SECTIONS]
        return [each for each in filled if each.fields or each.rows is not None]

    @property
    def cost_total(self) -> int:
        """The three costs as typed, in yen; what cannot be read counts nothing."""
        form = self.forms["year"]
        return sum(_yen(form[name].value()) for name in ("city_cost", "group_cost", "other_cost"))

    def _fill(self, section: Section) -> FilledSection:
        fields = [found for name in section.fields if (found := self._field(name)) is not None]
        needs = [found for name in section.needs if (found := self._field(name)) is not None]
        rows = self.forms.get(section.rows)
        complete = all(_is_filled(each.value()) for each in needs)
        if rows is not None:
            complete = complete and any(_is_filled(row[_first_field(row)].value()) for row in rows.forms)
        return FilledSection(section, fields, rows, complete)

    def _field(self, dotted: str) -> BoundField | None:
        form_name, name = dotted.split(".")
        form = self.forms.get(form_name)
        return form[name] if form is not None and name in form.fields else None


def is_row_action(data) -> bool:
    """Whether the button pressed only changes the rows on the page, and saves nothing."""
    return any(name in data for name in ROW_ACTIONS)


def with_row_action(data):
    """The typed data after a button inside the rows: one more row, a group picked, or a picked group let go.

    `add_row=partners`, `pick=partners-0:12`, `change_row=partners-0`.
    """
    data = data.copy()
    if data.get("add_row") in ROWS:
        rows = data["add_row"]
        count = add_blank_row(data, rows)
        for name, value in ROWS[rows].items():
            data[f"{rows}-{count}-{name}"] = value
    if "pick" in data:
        row, _, organization = data["pick"].partition(":")
        data[f"{row}-organization"] = str(as_id(organization) or "")
        data.pop(f"{row}-is_new", None)
    if "change_row" in data:
        data[f"{data['change_row']}-organization"] = ""
    return data


def _first_field(row) -> str:
    return "title" if "title" in row.fields else "name"


def _yen(value) -> int:
    try:
        return parse_yen(value) or 0
    except ValueError:
        return 0


def _is_filled(value) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_is_filled(each) for each in value)
    return value not in (None, "")
