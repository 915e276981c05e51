import pytest
from django.core.exceptions import ValidationError

from kyodo.conflicts import EditConflict
from projects.actions.programmes import change_programme, create_programme
from projects.call_parts import CONDITIONS, PAPERS
from projects.call_values import fingerprint, values_of
from tests.factories.calls import ProgrammeFactory

pytestmark = pytest.mark.django_db
MEMBERS = {"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人", "note": ""}


def test_a_programme_of_the_citys_own(coordinator):
    programme = create_programme(values={"name": "地域づくり提案", "since_year": 2026}, by=coordinator)
    assert (programme.key[:4], programme.history.get().history_user) == ("own-", coordinator)


def test_a_part_is_written_and_two_editors_of_it_meet(coordinator):
    programme = ProgrammeFactory()
    bases = {part: fingerprint(values_of(programme), part) for part in (CONDITIONS, PAPERS)}
    values = {"conditions": [MEMBERS]}
    changed = change_programme(
        programme, part=CONDITIONS, values=values, base=bases[CONDITIONS], by=coordinator
    )
    assert (changed.conditions, changed.version) == ([MEMBERS], 2)
    change_programme(programme, part=PAPERS, values={"papers": []}, base=bases[PAPERS], by=coordinator)
    with pytest.raises(EditConflict):
        change_programme(programme, part=CONDITIONS, values=values, base=bases[CONDITIONS], by=coordinator)


def test_rules_that_make_no_sense_are_refused(coordinator):
    programme = ProgrammeFactory()
    with pytest.raises(ValidationError, match="単位"):
        change_programme(
            programme,
            part=CONDITIONS,
            values={"conditions": [{**MEMBERS, "unit": ""}]},
            base=fingerprint(values_of(programme), CONDITIONS),
            by=coordinator,
        )
