"""One entry of a ledger against the portal's records: a new year, a changed one, or nothing to do."""

from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.text import clean, search_key
from organizations.models import Division
from projects.ledger import Field

from ...enums import YearState
from ...models import CollaborationForm, Project, ProjectYear
from .entries import Entry
from .groups import GroupBook
from .partners import PartnerPlanner
from .plan import CREATED, UNCHANGED, UPDATED, Plan, Result
from .records import RecordBook, protected_partners

# What a ledger's field is called on the model.
OF_YEAR = {
    Field.NAME: "name",
    Field.STARTS_ON: "starts_on",
    Field.ENDS_ON: "ends_on",
    Field.CITY_COST: "city_cost",
    Field.GROUP_COST: "group_cost",
    Field.OTHER_COST: "other_cost",
    Field.CONTENT: "content",
    Field.OUTCOME: "outcome",
    Field.RESULT: "result",
    Field.OUTLOOK: "outlook",
    Field.PARTICIPANTS: "participants",
    Field.PROGRAMME: "programme",
}
OF_PROJECT = {
    Field.PURPOSE: "purpose",
    Field.PROBLEM: "problem",
    Field.EXPECTED_EFFECT: "expected_effect",
    Field.ORIGIN: "origins",
    Field.INITIATOR: "initiators",
    Field.DOMAIN: "domain",
    Field.ACTIVITY_FIELD: "field",
}
EMPTY = (None, "", [])


class RowPlanner:
    """Puts entries into the plan; they come earliest 年度 first.

    A blank cell never empties what is there. What belongs to the project as a whole follows its newest 年度; an
    older one only fills what is blank.
    """

    def __init__(self, plan: Plan, records: RecordBook, groups: GroupBook, by):
        self.plan, self.records, self.by = plan, records, by
        self.partners = PartnerPlanner(plan, groups)
        self.begun: dict[tuple[int, str], Project] = {}  # projects of this plan, by 課 and name

    def add(self, entry: Entry, division: Division, form: CollaborationForm) -> None:
        """Plan one entry, or fault it."""
        if self.records.is_ambiguous(division, entry.name, entry.year):
            entry.fault(
                Field.NAME,
                "同じ課・同じ年度に、この名前の事業が二つ記録されています。画面で片方の名前を変えてください。",
            )
            return
        year = self.records.find_year(division, entry.name, entry.year)
        if year is None:
            self._add_year(entry, division, form)
            self.plan.results.append(Result(entry, CREATED))
        else:
            self._compare(entry, year, form)

    def finish(self) -> None:
        """What is known only when all entries are in: partners that others hold on to, and the faulty entries."""
        held = protected_partners(partner for _, partner in self.partners.leaving)
        for entry, partner in self.partners.leaving:
            if partner.pk in held:
                entry.fault(
                    Field.PARTNER_NAME,
                    f"「{partner.name}」にはふりかえりシートがあるので、相手から外せません。台帳にも入れてください。",
                )
        self.plan.removed = [partner for _, partner in self.partners.leaving]
        self.plan.results = [result for result in self.plan.results if not result.entry.row.faults]

    def _add_year(self, entry: Entry, division: Division, form: CollaborationForm) -> None:
        year = ProjectYear(
            project=self._project_for(entry, division),
            fiscal_year=entry.year,
            division=division,
            form=form,
            state=state_of(FiscalYear(entry.year)),
            **_given(entry, OF_YEAR),
        )
        self.plan.years.append(year)
        self.partners.add_all(entry, year)

    def _project_for(self, entry: Entry, division: Division) -> Project:
        """The project that the new year belongs to: one of this ledger, one of the portal, or a new one."""
        key = (id(division), search_key(entry.name))
        given = _given(entry, OF_PROJECT)
        if project := self.begun.get(key):
            for name, value in given.items():
                setattr(project, name, value)
            return project
        project = self.records.project_for(division, entry.name, entry.year)
        if project is None:
            project = self.begun[key] = Project(name=entry.name, **given)
            self.plan.projects.append(project)
            return project
        wanted = self._project_changes(entry, project)
        if wanted and self._may_change_project(project):
            self.plan.change_of(project).set_all(wanted)
        newest, division_id = self.records.newest[project.pk]
        self.records.newest[project.pk] = (max(newest, entry.year), division_id)
        self.records.taken.add((project.pk, entry.year))
        return project

    def _compare(self, entry: Entry, year: ProjectYear, form: CollaborationForm) -> None:
        """What the entry changes on a year that is there."""
        wanted = {
            name: value
            for name, value in _given(entry, OF_YEAR).items()
            if not _same(getattr(year, name), value)
        }
        if form.pk != year.form_id:
            wanted["form"] = form
        if not self._dates_in_order(entry, year, wanted):
            return
        of_project = self._project_changes(entry, year.project)
        if of_project and not self._may_change_project(year.project):
            of_project = {} if self.records.newest[year.project_id][0] > entry.year else of_project
        labels = [*_labels(ProjectYear, wanted), *_labels(Project, of_project)]
        partners = self.partners.compare(entry, year)
        labels += [Field.PARTNER_NAME.label] if partners else []
        if not labels:
            self.plan.results.append(Result(entry, UNCHANGED))
            return
        if self.by is not None and not self.by.has_perm("projects.change_projectyear", year):
            entry.fault(
                Field.DIVISION,
                f"ほかの課の記録が変わります（{'、'.join(labels)}）。"
                "コーディネーターに取り込んでもらうか、この行を除いてください。",
            )
            return
        if wanted or partners:
            self.plan.change_of(year).set_all(wanted)
        if of_project:
            self.plan.change_of(year.project).set_all(of_project)
        if partners:
            self.partners.change(entry, year, partners)
        self.plan.results.append(Result(entry, UPDATED, labels))

    def _project_changes(self, entry: Entry, project: Project) -> dict[str, object]:
        newest, _ = self.records.newest[project.pk]
        return {
            name: value
            for name, value in _given(entry, OF_PROJECT).items()
            if not _same(stored := getattr(project, name), value)
            and (entry.year >= newest or stored in EMPTY)
        }

    def _may_change_project(self, project: Project) -> bool:
        """As `projects.change_project` has it, without asking the database for each row."""
        _, division_id = self.records.newest[project.pk]
        return self.by is None or self.by.standing.is_coordinator or self.by.standing.works_in(division_id)

    def _dates_in_order(self, entry: Entry, year: ProjectYear, wanted: dict) -> bool:
        starts_on = wanted.get("starts_on", year.starts_on)
        ends_on = wanted.get("ends_on", year.ends_on)
        if starts_on is None or ends_on is None or starts_on <= ends_on:
            return True
        field = Field.ENDS_ON if "ends_on" in wanted else Field.STARTS_ON
        entry.fault(field, "記録されている日付と合わせると、終了日が開始日より前になります。")
        return False


def state_of(year: FiscalYear) -> YearState:
    """A year that a ledger tells of is over, runs, or is being prepared."""
    today = timezone.localdate()
    if year.ends_on < today:
        return YearState.DONE
    return YearState.RUNNING if year.starts_on <= today else YearState.PREPARING


def _given(entry: Entry, fields: dict[Field, str]) -> dict[str, object]:
    return {name: value for field, name in fields.items() if (value := entry.values.get(field)) not in EMPTY}


def _same(stored: object, given: object) -> bool:
    """Whether the ledger says nothing new; the order of several answers does not matter."""
    if isinstance(given, list):
        return sorted(stored) == sorted(given)
    return clean(stored) == given if isinstance(stored, str) else stored == given


def _labels(model, names) -> list[str]:
    return [str(model._meta.get_field(name).verbose_name) for name in names]
