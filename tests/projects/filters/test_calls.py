import pytest

from projects.filters.calls import CallFilter, OfficeCallFilter, ThemeFilter
from projects.models import Call, Theme
from tests.factories.calls import CallFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_calls_by_programme_year_and_state():
    call, other = CallFactory(fiscal_year=2025, ended=True), CallFactory()
    narrowed = {"programme": str(call.programme.pk), "year": "2025"}
    assert list(CallFilter(narrowed, Call.objects.all()).qs) == [call]
    assert list(OfficeCallFilter({"state": "published"}, Call.objects.all()).qs) == [other]


def test_citizens_are_offered_no_year_of_which_nothing_is_out():
    CallFactory(fiscal_year=2027, draft=True)
    CallFactory(fiscal_year=2025)

    def years(filterset):
        return [value for value, _ in filterset({}, Call.objects.all()).form.fields["year"].choices if value]

    assert (years(CallFilter), years(OfficeCallFilter)) == (["2025"], ["2027", "2025"])


def test_a_division_begins_with_its_own_themes(clerk, coordinator, division):
    own, other = ThemeFactory(division=division), ThemeFactory(published=True)

    def found(user, **query):
        return set(ThemeFilter(query, Theme.objects.all(), user=user).qs)

    assert found(clerk) == {own}
    assert found(clerk, division="all") == {own, other}
    assert found(clerk, division=str(other.division.pk)) == {other}
    assert found(coordinator) == {own, other}
    assert found(coordinator, state="published", year="2026") == {other}
