"""Who may do what with projects and their years: the whole policy on one screen. What is not named here is denied."""

import rules

from organizations.rules import is_coordinator, is_staff


@rules.predicate
def works_on_year(user, year):
    return user.is_authenticated and year is not None and user.standing.works_in(year.division_id)


@rules.predicate
def works_on_project(user, project):
    """Somebody of the 課 that runs the project's newest year."""
    if not user.is_authenticated or project is None:
        return False
    newest = project.years.order_by("-fiscal_year").values_list("division_id", flat=True).first()
    return newest is None or user.standing.works_in(newest)


@rules.predicate
def owns_import(user, ledger_import):
    return ledger_import is not None and ledger_import.owner_id == user.pk


rules.add_perm("projects.add_project", is_staff)
rules.add_perm("projects.change_project", is_coordinator | works_on_project)
rules.add_perm("projects.change_projectyear", is_coordinator | works_on_year)
rules.add_perm("projects.reopen_projectyear", is_coordinator)
rules.add_perm("projects.import_ledger", is_staff)
rules.add_perm("projects.change_ledgerimport", is_coordinator | owns_import)
rules.add_perm("projects.export_projects", is_staff)
rules.add_perm("projects.view_history", is_staff)
rules.add_perm("projects.change_collaborationform", is_coordinator)
