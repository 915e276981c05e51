"""Fills the portal that is measured. `fill` only ever adds: 2,000 rows grow to 20,000, then to 200,000."""

from kyodo.cities import load_city
from kyodo.models import StateChange
from organizations.models import Division, Organization, User
from projects.enums import YearState
from projects.models import Follow, Goal, Partner, Project, ProjectYear
from reviews.models import Meeting, Rating, Sheet

from . import people
from .bulk import copy, log_creation, mend_sequences, next_key, without_indexes
from .people import account
from .projects import YEARS, Maker
from .sheets import SheetMaker

__all__ = ["PRINTED", "account", "fill", "fill_printed_year"]

GROUPS_AT_LEAST = 30
ROWS_A_GROUP = 8
FOLLOWED = 12
PRINTED = 122  # sheets of one 年度: as many as the survey of 武蔵野市 has partner rows
LOGGED = (Organization, Project, ProjectYear, Partner, Goal, Sheet, Rating, Meeting)
MODELS = (*LOGGED, StateChange)
INDEXES_LATER_FROM = 10_000  # below, making them anew costs more than keeping them


def fill(partner_rows: int) -> None:
    """Bring the database to this number of partner rows, with all that hangs on them."""
    more = partner_rows - Partner.objects.count()
    if more <= 0:
        return
    is_new = not Division.objects.exists()
    keys = {model: next_key(model) for model in MODELS}
    first_keys = dict(keys)
    if is_new:
        load_city("nishitokyo")
        people.make_divisions()
    with without_indexes(*(MODELS if more >= INDEXES_LATER_FROM else ())):
        people.make_groups(max(GROUPS_AT_LEAST, partner_rows // ROWS_A_GROUP))
        mend_sequences(MODELS)
        if is_new:
            people.make_accounts()
        _add_rows(keys, more)
    mend_sequences(MODELS)
    for model in LOGGED:
        log_creation(model, from_key=first_keys[model])
    _follow()


def _add_rows(keys: dict[type, int], more: int) -> None:
    maker, sheet_maker = Maker(keys), SheetMaker(keys, account("coordinator"))
    for batch in maker.batches(more):
        for rows in (batch.projects, batch.years, batch.partners, batch.goals, batch.changes):
            copy(rows)
        for rows in sheet_maker.make(batch.partners):
            copy(rows)


def _follow() -> None:
    """The two accounts of the office follow the first projects."""
    projects = list(Project.objects.order_by("pk")[:FOLLOWED])
    for user in User.objects.filter(posts__isnull=False):
        Follow.objects.bulk_create(
            (Follow(user=user, project=project) for project in projects), ignore_conflicts=True
        )


def fill_printed_year() -> int:
    """A 年度 before all others that has exactly so many sheets, all of them filled in. Returns the year."""
    keys = {model: next_key(model) for model in MODELS}
    maker, sheet_maker = Maker(keys), SheetMaker(keys, account("coordinator"))
    year = maker.present - YEARS - 1
    batch = maker.single_year(year, PRINTED * 2)
    for rows in (batch.projects, batch.years, batch.partners, batch.goals):
        copy(rows)
    done = [each for each in batch.partners if each.project_year.state == YearState.DONE]
    for rows in sheet_maker.make(done[:PRINTED], one_in=1):
        copy(rows)
    mend_sequences(MODELS)
    return year
