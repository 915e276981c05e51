"""Who may do what with sheets: the whole policy on one screen. What is not named here is denied."""

import rules

from organizations.rules import is_coordinator, is_staff

from .enums import SheetState


@rules.predicate
def is_city_side(user, sheet):
    return user.is_authenticated and sheet is not None and user.standing.works_in(sheet.division_id)


@rules.predicate
def is_group_side(user, sheet):
    return (
        user.is_authenticated
        and sheet is not None
        and sheet.organization_id in user.standing.editable_organizations
    )


@rules.predicate
def is_open(user, sheet):
    return sheet is not None and sheet.state == SheetState.OPEN


@rules.predicate
def is_meeting(user, sheet):
    return sheet is not None and sheet.state == SheetState.MEETING


# Entering: each side writes its own half while the sheet is open.
rules.add_perm("reviews.rate_as_group", is_group_side & is_open)
rules.add_perm("reviews.rate_as_city", (is_city_side | is_coordinator) & is_open)
rules.add_perm("reviews.change_sheet_texts", (is_group_side | is_city_side | is_coordinator) & is_open)
# The ふりかえりの場: the city's side keeps the minutes, both sides see them.
rules.add_perm("reviews.hold_meeting", (is_city_side | is_coordinator) & is_meeting)
# The year
rules.add_perm("reviews.run_round", is_coordinator)
rules.add_perm("reviews.view_round", is_staff)
rules.add_perm("reviews.print_sheets", is_staff)
rules.add_perm("reviews.view_history", is_staff | is_group_side)
rules.add_perm("reviews.change_axisset", is_coordinator)
