"""WHAT is in the portal that is measured: projects over eight 年度 with their years, partners and goals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.models import StateChange
from organizations.models import Division, Organization
from projects.actions.listing import fill_listing
from projects.enums import Domain, Initiator, Origin, Outcome, PartnerRole, Visibility, YearState
from projects.models import CollaborationForm, Goal, Partner, Project, ProjectYear

from . import words
from .people import STAFF_DIVISION, divisions

YEARS = 8
FIRST = 1  # key of the project that the scenarios open: five years, two partners each
RARE = 2  # key of the one that the rare words find at any size
FORM_WEIGHTS = (30, 18, 14, 10, 8, 6, 5, 4, 3, 2)
OUTCOMES = ("", *Outcome.values)
OUTCOME_WEIGHTS = (20, 60, 5, 15)
Y = YearState
OVER = (Y.DONE, Y.CANCELLED, Y.ABOLISHED), (94, 4, 2)
NOT_OVER = (Y.RUNNING, Y.PREPARING, Y.CONSIDERING), (86, 8, 6)


@dataclass
class Batch:
    """Rows of some projects, each with its primary key."""

    projects: list[Project] = field(default_factory=list)
    years: list[ProjectYear] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    changes: list[StateChange] = field(default_factory=list)


class Maker:
    """Makes the same rows at every run: each project draws from a generator of its own number."""

    def __init__(self, keys: dict[type, int]):
        self.keys = keys
        self.present = FiscalYear.current().year
        self.divisions: list[Division] = divisions()
        self.forms = list(CollaborationForm.objects.current())
        self.groups = list(Organization.objects.order_by("pk").only("pk", "name", "kind"))
        self.year_type = ContentType.objects.get_for_model(ProjectYear)

    def key(self, model) -> int:
        self.keys[model] += 1
        return self.keys[model] - 1

    def batches(self, partner_rows: int, *, size: int = 5000) -> Iterator[Batch]:
        """Projects until there are exactly so many more partners."""
        left, batch = partner_rows, Batch()
        while left > 0:
            left -= self.add_project(batch, left)
            if len(batch.partners) >= size:
                yield batch
                batch = Batch()
        yield batch

    def add_project(self, batch: Batch, room: int) -> int:
        """One project with its years; `room` is how many partners may still be added."""
        project, done, place, random = self._project()
        batch.projects.append(project)
        made = 0
        for year in self._years(project.pk == FIRST, random):
            wanted = 2 if project.pk == FIRST else random.choices((1, 2, 3), (80, 14, 6))[0]
            made += self._add_year(batch, project, year, place, done, min(wanted, room - made), random)
            if made == room:
                break
        return made

    def single_year(self, fiscal_year: int, count: int) -> Batch:
        """So many projects of this one 年度, each with one partner."""
        batch = Batch()
        for _ in range(count):
            project, done, place, random = self._project()
            batch.projects.append(project)
            self._add_year(batch, project, fiscal_year, place, done, 1, random)
        return batch

    def _project(self) -> tuple[Project, str, int, Random]:
        key = self.key(Project)
        random, is_rare = words.draw(key), key == RARE
        name, done, activity = words.THEMES[words.RARE_THEME] if is_rare else words.theme(random)
        project = Project(
            pk=key,
            name=f"{random.choice(words.PLACES)}{name}{random.choice(words.KINDS)}",
            purpose=random.choice(words.PURPOSES),
            problem=random.choice(words.PROBLEMS),
            expected_effect="参加する人が増え、続けて運営できるようになる。",
            origins=random.sample(Origin.values, 2),
            initiators=[random.choice(Initiator.values)],
            domain=Domain.B if is_rare else random.choices(Domain.values, (1, 5, 10, 5, 1))[0],
            field=activity,
            visibility=Visibility.PUBLIC if key <= RARE else random.choices(Visibility.values, (2, 1))[0],
        )
        place = min(int(random.expovariate(1 / 12)), len(self.divisions) - 1)
        return project, done, STAFF_DIVISION if key == FIRST else place, random

    def _years(self, is_first: bool, random: Random) -> range:
        """Newest first, so that a project that is cut short still has its present."""
        if is_first:
            return range(self.present, self.present - 5, -1)
        last = self.present - random.choices(range(YEARS), (30, 12, 10, 8, 6, 5, 4, 3))[0]
        return range(last, max(last - random.randint(1, YEARS), self.present - YEARS), -1)

    def _add_year(self, batch, project, fiscal_year, place, done, partners, random) -> int:
        is_over = fiscal_year < self.present
        state = self._state(random, is_over=is_over, is_plain=project.pk <= RARE)
        is_answered = state == Y.DONE and project.pk != FIRST
        year = ProjectYear(
            pk=self.key(ProjectYear),
            project=project,
            fiscal_year=fiscal_year,
            name=project.name,
            division=self.divisions[place],
            form=random.choices(self.forms, [*FORM_WEIGHTS, *[1] * len(self.forms)][: len(self.forms)])[0],
            state=state,
            starts_on=date(fiscal_year, 4, 1),
            ends_on=date(fiscal_year + 1, 3, 31),
            content=words.content(random, done),
            city_cost=random.choice((None, 0, random.randint(1, 400) * 5000)),
            group_cost=random.choice((None, random.randint(0, 60) * 5000)),
            participants=random.randint(5, 900) if is_over else None,
            outcome=random.choices(OUTCOMES, OUTCOME_WEIGHTS)[0] if is_answered else "",
            result=random.choice(words.RESULTS) if state == Y.DONE else "",
            outlook="来年度も続ける。" if state == Y.DONE else "",
        )
        groups = self._groups(partners, is_first=project.pk == FIRST, random=random)
        batch.partners += [self._partner(year, group, place) for place, group in enumerate(groups)]
        fill_listing(year, partner_names=[group.name for group in groups])
        batch.years.append(year)
        batch.goals.append(self._goal(year, random, is_over=is_over))
        if fiscal_year >= self.present - 1 and state in (Y.RUNNING, Y.DONE):
            batch.changes.append(self._change(year))
        return len(groups)

    def _state(self, random: Random, *, is_over: bool, is_plain: bool) -> Y:
        states, weights = OVER if is_over else NOT_OVER
        return states[0] if is_plain else random.choices(states, weights)[0]

    def _groups(self, wanted: int, *, is_first: bool, random: Random) -> list[Organization]:
        """A few groups are in very many projects."""
        if is_first:
            return self.groups[:wanted]
        places = dict.fromkeys(int(len(self.groups) * random.random() ** 2) for _ in range(wanted * 3))
        return [self.groups[place] for place in list(places)[:wanted]]

    def _partner(self, year: ProjectYear, group: Organization, place: int) -> Partner:
        role = PartnerRole.MEMBER if place else PartnerRole.LEAD
        return Partner(
            pk=self.key(Partner),
            project_year=year,
            organization=group,
            name=group.name,
            kind=group.kind,
            role=role,
            position=place,
        )

    def _goal(self, year: ProjectYear, random: Random, *, is_over: bool) -> Goal:
        target = random.randint(2, 30) * 10
        actual = target + random.randint(-20, 20) if is_over else None
        return Goal(
            pk=self.key(Goal), project_year=year, title="参加した人", target=target, actual=actual, unit="人"
        )

    def _change(self, year: ProjectYear) -> StateChange:
        return StateChange(
            pk=self.key(StateChange),
            content_type=self.year_type,
            object_id=year.pk,
            action="start",
            from_state=Y.PREPARING,
            to_state=Y.RUNNING,
            at=timezone.now(),
        )
