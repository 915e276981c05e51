"""The verb that takes 課・職員・所属 over from a table: all or nothing, and the same table twice changes nothing."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from kyodo.access import require
from kyodo.fiscal_year import FiscalYear

from ..models import Division, Post, User
from ..staff_table import Fault, StaffRow, StaffTable, column_name
from .divisions import save_division
from .posts import change_post_end, give_post


@dataclass
class StaffReport:
    """What an import did, or would do: how many 課, people and posts are new, changed or as before."""

    counts: Counter = field(default_factory=Counter)  # (what, "created" | "updated" | "unchanged") -> number
    faults: list[Fault] = field(default_factory=list)

    def number(self, what: str, became: str) -> int:
        return self.counts[what, became]

    def table(self) -> list[tuple[str, int, int, int]]:
        """(what, new, changed, as before) for 課, 職員 and 所属."""
        return [
            (what, *(self.number(what, became) for became in ("created", "updated", "unchanged")))
            for what in ("課", "職員", "所属")
        ]


class _Undo(Exception):
    """Leaves the transaction without a trace."""


def import_staff(table: StaffTable, *, by: User | None, dry_run: bool = False) -> StaffReport:
    """Store the table, unless a cell is at fault or it is a rehearsal. `by` None is the server's command line."""
    if by is not None:
        require(by, "organizations.import_staff")
    report = StaffReport(faults=list(table.faults))
    try:
        with transaction.atomic():
            _Import(table.rows, by, report).run()
            if dry_run or report.faults:
                raise _Undo
    except _Undo:
        pass
    report.faults.sort(key=lambda fault: fault.row)
    return report


class _Import:
    """One run: keeps the 課 and people it has met, so that each is looked up and counted once."""

    def __init__(self, rows: list[StaffRow], by: User | None, report: StaffReport):
        self.rows, self.by, self.report = rows, by, report
        self.divisions = {division.code: division for division in Division.objects.all()}
        addresses = {row.email for row in rows if row.email}
        self.people = {user.email: user for user in User.objects.filter(email__in=addresses)}
        self.seen: set = set()

    def run(self) -> None:
        for row in self.rows:
            division = self._division(row)
            if division is not None and row.email:
                self._post(row, division, self._person(row))

    def _division(self, row: StaffRow) -> Division | None:
        division = self.divisions.get(row.code)
        if division is None:
            division = self.divisions[row.code] = self._new_division(row)
            return self._count("課", division.code, "created", division)
        if division.name != row.division:
            self._fault(
                row,
                "division",
                row.division,
                f"コード{row.code}は「{division.name}」です。名前が変わったときは、課の画面の「改称・統合・分割」で変えます。",
            )
            return None
        became = "unchanged"
        if row.department and division.department != row.department:
            division.department = row.department
            save_division(division, by=self.by)
            became = "updated"
        return self._count("課", division.code, became, division)

    def _new_division(self, row: StaffRow) -> Division:
        days = [each.starts_on for each in self.rows if each.code == row.code and each.starts_on]
        division = Division(
            code=row.code,
            name=row.division,
            department=row.department,
            starts_on=min([FiscalYear.current().starts_on, *days]),
            position=len(self.divisions),
        )
        return save_division(division, by=self.by)

    def _person(self, row: StaffRow) -> User:
        user = self.people.get(row.email)
        if user is None:
            user = User.objects.create_user(row.email, name=row.name, kana=row.kana)
            # Not confirmed yet: the first code that arrives there and comes back confirms it.
            user.emailaddress_set.create(email=row.email, primary=True)
            self.people[row.email] = user
            return self._count("職員", row.email, "created", user)
        changed = {
            name: value
            for name, value in (("name", row.name), ("kana", row.kana))
            if value and value != getattr(user, name)
        }
        for name, value in changed.items():
            setattr(user, name, value)
        if changed:
            user.save(update_fields=list(changed))
        return self._count("職員", row.email, "updated" if changed else "unchanged", user)

    def _post(self, row: StaffRow, division: Division, user: User) -> None:
        key = (user.pk, division.pk, row.role, row.starts_on)
        if key in self.seen:
            self._fault(row, "email", row.email, "同じ所属が、上の行にもあります。")
            return
        self.seen.add(key)
        try:
            self._count("所属", key, self._keep_post(row, division, user), None)
        except ValidationError as error:
            self._fault(row, "starts_on", f"{row.starts_on:%Y/%m/%d}", " ".join(error.messages))

    def _keep_post(self, row: StaffRow, division: Division, user: User) -> str:
        held = Post.objects.filter(
            user=user, division=division, role=row.role, starts_on=row.starts_on
        ).first()
        if held is None:
            give_post(
                user,
                division=division,
                role=row.role,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                by=self.by,
            )
            return "created"
        if held.ends_on == row.ends_on:
            return "unchanged"
        change_post_end(held, by=self.by, ends_on=row.ends_on)
        return "updated"

    def _count(self, what: str, key, became: str, thing):
        if (what, key) not in self.seen:
            self.seen.add((what, key))
            self.report.counts[what, became] += 1
        return thing

    def _fault(self, row: StaffRow, name: str, value: str, reason: str) -> None:
        self.report.faults.append(Fault(row.number, column_name(name), value, reason))
