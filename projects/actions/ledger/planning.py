"""From a ledger as read to a plan: what is new, what changes, what cannot be taken."""

from collections.abc import Callable

from projects.ledger import Field, Ledger, LedgerPartner

from .divisions import DivisionBook
from .entries import partner_texts, read_entries
from .forms import FormBook
from .groups import GroupBook
from .plan import Plan
from .records import RecordBook
from .rows import RowPlanner

Progress = Callable[[int, int], None]


def make_plan(
    ledger: Ledger, *, by, division: str = "", progress: Progress = lambda done, total: None
) -> Plan:
    """Compare the ledger with what is there. `by` is the person, None for the server's own command line.

    Whatever cannot be taken becomes a fault of its row. `division` names the 課 of a ledger without that column.
    Raises LedgerError where the ledger as a whole cannot be placed.
    """
    entries = read_entries(ledger, division=division)
    texts = list(partner_texts(ledger))
    names = {partner.name for entry in entries for partner in entry.partners}
    groups = GroupBook(names | {text for _, text, _ in texts})
    _join_whole_names(texts, groups)
    divisions, forms = DivisionBook(entries), FormBook()
    placed = [(entry, divisions.find(entry), forms.find(entry)) for entry in entries]
    records = RecordBook((division, entry.name, entry.year) for entry, division, _ in placed if division)
    plan = Plan(ledger, divisions.made, forms.made, groups.made)
    planner = RowPlanner(plan, records, groups, by)
    for done, (entry, of, form) in enumerate(placed):
        progress(done, len(placed))
        if of is not None and form is not None and not entry.row.faults:
            planner.add(entry, of, form)
    planner.finish()
    plan.notes += _notes(plan, groups)
    progress(len(placed), len(placed))
    return plan


def _join_whole_names(texts: list, groups: GroupBook) -> None:
    """「子ども、若者の会」 is one group where the register has it, not two."""
    for row, text, parts in texts:
        names = [partner.name for partner in row.partners]
        if groups.is_known(text) and all(part in names for part in parts):
            start = names.index(parts[0])
            row.partners[start : start + len(parts)] = [LedgerPartner(text, row.partners[start].kind)]


def _notes(plan: Plan, groups: GroupBook) -> list[str]:
    fields = {column.field for column in plan.ledger.columns}
    found = []
    if groups.without_kind:
        names = "、".join(groups.without_kind[:10]) + (" ほか" if len(groups.without_kind) > 10 else "")
        found.append(f"種類の分からない団体{len(groups.without_kind)}件を「その他」として登録します：{names}")
    if Field.PARTNER_NAME not in fields:
        found.append("協働の相手の列がないので、相手のいない事業として取り込みます。")
    if Field.NOTES in fields:
        found.append("備考の列は取り込みません。")
    if plan.forms:
        names = "".join(f"「{form.name}」" for form in plan.forms)
        found.append(f"{names}は、いまの形態の一覧にありません。過去の記録のための形態として加えます。")
    return found
