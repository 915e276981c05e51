"""What a dry run found or an import did, in numbers and words: the same for the page, the command and the JSON."""

from dataclasses import asdict

from projects.ledger import Ledger

from .plan import CREATED, UNCHANGED, UPDATED, Plan

SHOWN_CHANGES = 200


def report_of(plan: Plan) -> dict:
    """The report, ready for JSON. created, updated and unchanged count projects of a 年度, partners their partners."""
    years = sorted({result.entry.year for result in plan.results})
    return {
        "year": plan.ledger.year if plan.ledger.year else (years[0] if len(years) == 1 else None),
        "years": years,
        **{became: plan.count(became) for became in (CREATED, UPDATED, UNCHANGED)},
        "projects": len(plan.results),
        "partners": sum(len(result.entry.partners) for result in plan.results),
        "new_projects": len(plan.projects),
        "new_divisions": [division.name for division in plan.divisions],
        "new_forms": [form.name for form in plan.forms],
        "new_organizations": len(plan.groups),
        "changes": [
            {"row": result.entry.row.row_number, "name": result.entry.name, "what": result.changes}
            for result in plan.results
            if result.became == UPDATED
        ][:SHOWN_CHANGES],
        "notes": plan.notes,
        **findings_of(plan.ledger),
    }


def findings_of(ledger: Ledger) -> dict:
    """Every faulty cell in the order of the sheet, how many rows they make faulty, and the rows that are no project."""
    faults = sorted(ledger.faults, key=lambda fault: (fault.row, len(fault.column), fault.column))
    return {
        "faulty": sum(bool(row.faults) for row in ledger.rows),
        "errors": [asdict(fault) for fault in faults],
        "left_out": [asdict(each) for each in ledger.left_out],
    }
