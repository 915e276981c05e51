"""Projects of the demo (`projects.toml`): the four that 西東京市 has published, over four years, and internal ones."""

import datetime
import tomllib
from pathlib import Path

from django.contrib.contenttypes.models import ContentType

from kyodo.models import StateChange
from kyodo.wareki import JAPAN
from organizations.models import Division, Organization, User

from ..actions.listing import refresh_listing
from ..enums import Outcome, PartnerRole, Visibility, YearState
from ..models import CollaborationForm, Follow, Goal, Partner, Project, ProjectYear

DATA = Path(__file__).with_name("projects.toml")
YEARS_BACK = 3  # the present year and three before it
FOLLOWS = [
    ("staff@kyodo.example", "こそだてフェスタ"),
    ("staff@kyodo.example", "多言語情報"),
    ("coordinator@kyodo.example", "ケアラー"),
]


def make_projects(year: int) -> None:
    """Projects over the fiscal years `year - 3` … `year`, the present one running."""
    forms = {form.name: form for form in CollaborationForm.objects.all()}
    divisions = {division.name: division for division in Division.objects.filter(ends_on__isnull=True)}
    groups = {_plain(group.name): group for group in Organization.objects.all()}
    coordinator = User.objects.get(email="coordinator@kyodo.example")
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for demo in data["published"]:
        project = _project(demo)
        for back in range(YEARS_BACK, -1, -1):
            _year(project, demo, year - back, YEARS_BACK - back, forms, divisions, groups, coordinator)
    for demo in data["internal"]:
        _internal(demo, year, forms, divisions, groups, coordinator)
    refresh_listing(ProjectYear.objects.all())
    for email, name in FOLLOWS:
        Follow.objects.create(
            user=User.objects.get(email=email), project=Project.objects.get(name__startswith=name)
        )


def _internal(demo, year, forms, divisions, groups, by) -> None:
    project = Project.objects.create(name=demo["name"], purpose=demo["content"], visibility=Visibility.STAFF)
    row = ProjectYear.objects.create(
        project=project,
        fiscal_year=year,
        name=demo["name"],
        division=divisions[demo["division"]],
        form=forms[demo["form"]],
        state=demo["state"],
        content=demo["content"],
    )
    _partner(row, groups[demo["group"]], 0)
    if row.state != YearState.CONSIDERING:
        _log(
            row,
            [YearState.CONSIDERING, row.state],
            by,
            [datetime.date(year, 6, 3)],
            "会場が使えなくなったため",
        )


def _project(demo: dict) -> Project:
    return Project.objects.create(
        name=demo["name"],
        problem=demo["problem"],
        purpose=demo["purpose"],
        expected_effect=demo["effect"],
        origins=demo["origins"],
        initiators=demo["initiators"],
        domain=demo["domain"],
        field=demo["field"],
        visibility=Visibility.PUBLIC,
        started_on=demo.get("since"),
    )


def _year(project, demo, year, index, forms, divisions, groups, by) -> None:
    is_present = index == YEARS_BACK
    row = ProjectYear.objects.create(
        project=project,
        fiscal_year=year,
        name=demo["name"],
        division=divisions[demo["division"]],
        form=forms[demo["form"]],
        state=YearState.RUNNING if is_present else YearState.DONE,
        starts_on=datetime.date(year, 4, 1),
        ends_on=datetime.date(year + 1, 3, 31),
        content=demo["content"],
        city_cost=demo["city_cost"][index],
        group_cost=demo["group_cost"][index],
        other_cost=0,
        participants=None if is_present else demo["participants"][index],
        outcome="" if is_present else (Outcome.UNDECIDED if index == 0 else Outcome.ACHIEVED),
        result="" if is_present else demo["results"][index],
        outlook="" if is_present else demo["outlook"],
        programme=demo.get("programme", ""),
    )
    for position, name in enumerate(demo["groups"]):
        _partner(row, groups[name], position)
    _goals(row, demo, index)
    steps = [YearState.CONSIDERING, YearState.PREPARING, YearState.RUNNING]
    days = [datetime.date(year, 3, 2), datetime.date(year, 4, 1)]
    if not is_present:
        steps.append(YearState.DONE)
        days.append(datetime.date(year + 1, 3, 31))
    _log(row, steps, by, days)


def _goals(row: ProjectYear, demo: dict, index: int) -> None:
    """One countable goal and one in words; the present year's are still open."""
    is_present = index == YEARS_BACK
    goal = demo["goal"]
    Goal.objects.create(
        project_year=row,
        title=goal["title"],
        unit=goal["unit"],
        target=goal["targets"][index],
        actual=None if is_present else goal["actuals"][index],
    )
    Goal.objects.create(
        project_year=row,
        title="めざす姿",
        is_countable=False,
        expected=demo["wish"]["expected"],
        observed=""
        if is_present
        else demo["wish"]["observed"]
        if index
        else "はっきりした変化は、まだ見えない",
        is_met=None if is_present else index > 0,
        position=1,
    )


def _partner(row: ProjectYear, group: Organization, position: int) -> None:
    Partner.objects.create(
        project_year=row,
        organization=group,
        name=group.name,
        kind=group.kind,
        role=PartnerRole.MEMBER if position else PartnerRole.LEAD,
        position=position,
    )


def _log(row: ProjectYear, states, by, days, reason: str = "") -> None:
    """The steps that led to where the year stands, as they would have been recorded."""

    kind = ContentType.objects.get_for_model(ProjectYear)
    actions = {
        (step.to_state): step.action
        for step in ProjectYear.workflow.steps.values()
        if step.action != "resume"
    }
    for before, after, day in zip(states, states[1:], days, strict=False):
        StateChange.objects.create(
            content_type=kind,
            object_id=row.pk,
            action=actions[after],
            from_state=before,
            to_state=after,
            by=by,
            at=datetime.datetime.combine(day, datetime.time(9), tzinfo=JAPAN),
            reason=reason if after in (YearState.CANCELLED, YearState.ABOLISHED) else "",
            reason_required=after in (YearState.CANCELLED, YearState.ABOLISHED),
        )


def _plain(name: str) -> str:
    return name.removeprefix("NPO法人")
