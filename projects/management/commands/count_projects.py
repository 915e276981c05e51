"""`manage.py count_projects --year 2010 --by form [--json]`: how many partner rows a 年度 has, by one attribute."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from kyodo.fiscal_year import FiscalYear, parse_fiscal_year
from projects.queries.records import COUNTED, partner_counts


class Command(BaseCommand):
    help = "協働の相手の数を、課・形態・相手の種類・成果ごとに数えます。"

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, help="年度（2010、H22、平成22年度 など）")
        parser.add_argument("--by", required=True, choices=list(COUNTED))
        parser.add_argument("--json", action="store_true", help="JSON で出します。")

    def handle(self, *, year: str, by: str, json: bool, **options):
        try:
            chosen = parse_fiscal_year(year)
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(as_json(chosen, by) if json else as_text(chosen, by))


def as_json(year: FiscalYear, by: str) -> str:
    rows = [asdict(count) for count in partner_counts(year, by)]
    result = {
        "year": year.year,
        "by": by,
        "unit": "partner",
        "n": sum(row["count"] for row in rows),
        "rows": rows,
    }
    return json.dumps(result, ensure_ascii=False)


def as_text(year: FiscalYear, by: str) -> str:
    counts = partner_counts(year, by)
    lines = [f"{count.count:>6}  {count.label}" for count in counts]
    return "\n".join([year.label, *lines, f"{sum(count.count for count in counts):>6}  計"])
