"""Who reads the decisions of a call before they are out. Who decides stands in `screening`."""

import rules

from organizations.rules import is_coordinator

rules.add_perm("projects.view_decisions", is_coordinator)
