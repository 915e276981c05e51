"""Who may do what with presentation slots. What is not named here is denied."""

import rules

from organizations.rules import is_coordinator

from .proposals import impartial_office, may_write_for_group


@rules.predicate
def presents(user, proposal):
    return proposal is not None and proposal.presents


rules.add_perm("projects.run_slots", is_coordinator)
rules.add_perm("projects.give_slot", impartial_office & presents)
rules.add_perm("projects.choose_slot", may_write_for_group & presents)
