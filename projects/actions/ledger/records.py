"""The projects that the portal has already, looked up for a whole ledger at once."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from kyodo.text import search_key
from organizations.models import Division

from ...models import Partner, Project, ProjectYear
from .groups import BATCH, batches

YEARS_AROUND = 5  # how far apart two years of one project may lie to be joined

Key = tuple[int, str]  # id of the 課, search key of the name


class RecordBook:
    """Finds the record of a 課, a 年度 and a name, and the project that a further year belongs to.

    Two reads over the years of the 課 concerned, then a fixed number for each 500 records found.
    """

    def __init__(self, wanted: Iterable[tuple[Division, str, int]]):
        wanted = [(division.pk, search_key(name), year) for division, name, year in wanted if division.pk]
        self.year_ids: dict[tuple, list[int]] = defaultdict(list)
        self.others: dict[Key, list[tuple[int, int]]] = defaultdict(list)  # (年度, project id)
        self._look_through(wanted)
        ids = [found[0] for found in self.year_ids.values()]
        self.years = self._load_years(ids)
        self.projects: dict[int, Project] = {year.project_id: year.project for year in self.years.values()}
        self._load_projects({project for found in self.others.values() for _, project in found})
        for year in self.years.values():
            year.project = self.projects[year.project_id]  # one instance for all years of a project
        self.newest: dict[int, tuple[int, int]] = {}  # project id -> its newest 年度 and that year's 課
        self.taken: set[tuple[int, int]] = set()  # (project id, 年度)
        self._load_newest()

    def find_year(self, division: Division, name: str, year: int) -> ProjectYear | None:
        """The record of this 課, name and 年度."""
        ids = self.year_ids.get((division.pk, search_key(name), year))
        return self.years[ids[0]] if ids else None

    def is_ambiguous(self, division: Division, name: str, year: int) -> bool:
        """Whether the portal has this name twice in the 課's 年度."""
        return len(self.year_ids.get((division.pk, search_key(name), year), [])) > 1

    def project_for(self, division: Division, name: str, year: int) -> Project | None:
        """The project of the nearest other 年度 with this 課 and name that lacks this 年度."""
        near = [
            (abs(other - year), project)
            for other, project in self.others.get((division.pk, search_key(name)), [])
            if abs(other - year) <= YEARS_AROUND and (project, year) not in self.taken
        ]
        return self.projects[min(near)[1]] if near else None

    def _look_through(self, wanted: list[tuple]) -> None:
        if not wanted:
            return
        names, exact = {each[:2] for each in wanted}, set(wanted)
        years = [year for *_, year in wanted]
        key = cache(search_key)  # names repeat from year to year
        rows = ProjectYear.objects.filter(
            division__in={division for division, *_ in wanted},
            fiscal_year__range=(min(years) - YEARS_AROUND, max(years) + YEARS_AROUND),
        ).order_by("pk")
        for pk, project, year, division, name in rows.values_list(
            "pk", "project_id", "fiscal_year", "division_id", "name"
        ).iterator():
            if (found := (division, key(name))) not in names:
                continue
            self.others[found].append((year, project))
            if (*found, year) in exact:
                self.year_ids[*found, year].append(pk)

    def _load_years(self, ids: list[int]) -> dict[int, ProjectYear]:
        found = {}
        for some in batches(ids, BATCH):
            years = ProjectYear.objects.filter(pk__in=some).select_related("project", "division", "form")
            found |= {year.pk: year for year in years.prefetch_related("partners")}
        return found

    def _load_projects(self, ids: set[int]) -> None:
        for some in batches(sorted(ids - self.projects.keys()), BATCH):
            self.projects |= Project.objects.in_bulk(some)

    def _load_newest(self) -> None:
        for some in batches(sorted(self.projects), BATCH):
            rows = ProjectYear.objects.filter(project__in=some).order_by("fiscal_year")
            for project, year, division in rows.values_list("project_id", "fiscal_year", "division_id"):
                self.newest[project] = (year, division)
                self.taken.add((project, year))


def protected_partners(partners: Iterable[Partner]) -> set[int]:
    """The ids of those that other records stand on (a ふりかえりシート), so that they cannot be taken out."""
    ids = [partner.pk for partner in partners]
    found: set[int] = set()
    for relation in Partner._meta.related_objects:
        column = relation.field.attname
        for some in batches(ids, BATCH):
            rows = relation.related_model._base_manager.filter(**{f"{column}__in": some})
            found.update(rows.values_list(column, flat=True))
    return found
