"""What lists show and search of a year, repeated on its row: this module alone writes it."""

from collections.abc import Iterable, Sequence

from kyodo.text import search_key

from ..models import ProjectYear

FIELDS = ("listed_visibility", "listed_domain", "listed_field", "partner_names", "search_key")
NAMES_LENGTH = 300
TEXT_LENGTH = 300
BATCH = 200


def fill_listing(year: ProjectYear, *, partner_names: Sequence[str]) -> ProjectYear:
    """Set the year's list columns from its project, its 課 and these names, without saving it.

    Whoever creates years in bulk calls it before `bulk_create`; `year.project` and `year.division` must be at hand.
    """
    project = year.project
    year.listed_visibility = project.visibility
    year.listed_domain = project.domain
    year.listed_field = project.field
    names = "、".join(partner_names)
    year.partner_names = names if len(names) <= NAMES_LENGTH else names[: NAMES_LENGTH - 1] + "…"
    texts = [year.name, project.name, *partner_names, year.division.name]
    texts += [text[:TEXT_LENGTH] for text in (year.content, project.purpose, project.problem)]
    # Each text by itself: a word must not be found across the end of one and the start of the next.
    year.search_key = " ".join(dict.fromkeys(filter(None, map(search_key, texts))))
    return year


def refresh_listing(project_years: Iterable[ProjectYear]) -> int:
    """Bring the list columns of these years up to date; gives how many had changed.

    Two reads and one write for each 200 changed rows. The years' own instances are left as they are.
    """
    keys = [year.pk for year in project_years]
    rows = ProjectYear.objects.filter(pk__in=keys).select_related("project", "division")
    changed = []
    for year in rows.prefetch_related("partners"):
        before = [getattr(year, name) for name in FIELDS]
        fill_listing(year, partner_names=[partner.name for partner in year.partners.all()])
        if before != [getattr(year, name) for name in FIELDS]:
            changed.append(year)
    ProjectYear.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    return len(changed)
