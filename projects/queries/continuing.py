"""A project that goes on (継続): what it came to so far, and what its next proposal may begin with."""

from collections.abc import Iterator

from kyodo.registry import continued_blocks

from ..asked import Asked
from ..content import is_known_key, write_number
from ..models import Project, ProjectYear, Proposal
from ..sections import CONDITION

BESIDE = "projects/proposal/_last_year.html"
BUDGET_YEAR = "budget.y{}"


def blocks_beside(user, proposal: Proposal) -> Iterator[tuple[str, dict]]:
    """For the pages on which it is written: the last year's result and goals, and what other apps know of that year."""
    if proposal.continues_id is None:
        return
    year = last_year(proposal)
    if year is None:
        return
    yield BESIDE, {"year": year, "goals": year.goals.all()}
    yield from continued_blocks.gather(user, year)


def last_year(proposal: Proposal) -> ProjectYear | None:
    """The newest year of the project before the one that is proposed."""
    years = ProjectYear.objects.filter(
        project=proposal.continues_id, fiscal_year__lt=proposal.call.project_year
    )
    return years.prefetch_related("goals").select_related("project").order_by("-fiscal_year").first()


def answers_to_go_on(proposal: Proposal, asked: Asked) -> dict[str, str]:
    """Field → text: what the group's last proposal of it said, as far as this call asks it; else what its record says.

    What another partner of the project once handed in is not this group's to read. 応募の条件 are answered anew, and
    a budget is taken over from the proposed year on.
    """
    former = (
        Proposal.objects.filter(
            project__project=proposal.continues_id,
            organization=proposal.organization_id,
            answers__isnull=False,
        )
        .exclude(pk=proposal.pk)
        .order_by("-call__project_year", "-pk")
        .first()
    )
    values = dict(former.answers.values_list("key", "value")) if former else _of_record(last_year(proposal))
    past = tuple(BUDGET_YEAR.format(number) for number in range(1, proposal.year_number))
    return {
        key: text
        for key, text in values.items()
        if text and not key.startswith((CONDITION, *past)) and is_known_key(key, asked.sections)
    }


def _of_record(year: ProjectYear | None) -> dict[str, str]:
    """What a project without a proposal of this portal is known to say."""
    if year is None:
        return {}
    project: Project = year.project
    values = {
        "name": project.name,
        "purpose": project.purpose,
        "problem": project.problem,
        "effect": project.expected_effect,
        "content": year.content,
        "outlook": year.outlook,
    }
    counted = [goal for goal in year.goals.all() if goal.is_countable]
    for number, goal in enumerate(counted, 1):
        row = {"title": goal.title, "target": write_number(goal.target), "unit": goal.unit}
        values |= {f"goals.r{number}.{name}": text for name, text in row.items()}
    in_words = [goal for goal in year.goals.all() if not goal.is_countable]
    for number, goal in enumerate(in_words, 1):
        values |= {f"wishes.r{number}.title": goal.title, f"wishes.r{number}.expected": goal.expected}
    return values
