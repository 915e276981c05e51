"""Who may do what with sheets: the whole policy on one screen. What is not named here is denied."""

import rules

from organizations.rules import is_coordinator, is_staff

from ..enums import SheetState


@rules.predicate
def is_member(user, sheet):
    """Of the sheet's group, in any role. Whoever is one does not write for the city as well."""
    return user.is_authenticated and sheet is not None and sheet.organization_id in user.standing.memberships


@rules.predicate
def may_write_for_group(user, sheet):
    return (
        user.is_authenticated
        and sheet is not None
        and sheet.organization_id in user.standing.editable_organizations
    )


@rules.predicate
def works_in_division(user, sheet):
    return user.is_authenticated and sheet is not None and user.standing.works_in(sheet.division_id)


@rules.predicate
def is_open(user, sheet):
    return sheet is not None and sheet.state == SheetState.OPEN


@rules.predicate
def is_meeting(user, sheet):
    return sheet is not None and sheet.state == SheetState.MEETING


@rules.predicate
def group_has_finished(user, sheet):
    return sheet is not None and sheet.group_finished_at is not None


@rules.predicate
def city_has_finished(user, sheet):
    return sheet is not None and sheet.city_finished_at is not None


may_write_for_city = (works_in_division | is_coordinator) & ~is_member
writes_as_group = may_write_for_group & is_open & ~group_has_finished
writes_as_city = may_write_for_city & is_open & ~city_has_finished

rules.add_perm("reviews.write_for_group", may_write_for_group)
rules.add_perm("reviews.write_for_city", may_write_for_city)
# Entering: each side writes its own half until it has finished; it may take that back until the other has, too.
rules.add_perm("reviews.rate_as_group", writes_as_group)
rules.add_perm("reviews.rate_as_city", writes_as_city)
rules.add_perm("reviews.change_sheet_texts", writes_as_group | writes_as_city)
rules.add_perm("reviews.take_back_as_group", may_write_for_group & is_open & group_has_finished)
rules.add_perm("reviews.take_back_as_city", may_write_for_city & is_open & city_has_finished)
# The ふりかえりの場: the city's side keeps the minutes, both sides see them.
rules.add_perm("reviews.hold_meeting", may_write_for_city & is_meeting)
# The year
rules.add_perm("reviews.run_round", is_coordinator)
rules.add_perm("reviews.view_round", is_staff)
rules.add_perm("reviews.view_year", is_staff)
rules.add_perm("reviews.export_sheets", is_staff)
rules.add_perm("reviews.print_sheets", is_staff)
rules.add_perm("reviews.view_history", is_staff | is_member)
rules.add_perm("reviews.change_axisset", is_coordinator)
