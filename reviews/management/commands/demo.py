from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from kyodo.cities import load_city
from kyodo.fiscal_year import FiscalYear
from kyodo.models import City
from organizations.demo import ACCOUNTS, PASSWORD, make_people
from organizations.models import Division, Organization, User
from projects.demo import make_programmes, make_projects
from projects.models import Project
from reviews.demo import make_sheets, make_surveys, make_work


class Command(BaseCommand):
    help = "見本のデータを入れます。本物の記録があるところには入れません。二度目は何も変えません。"

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="空のときだけ入れます。")
        parser.add_argument("--accounts", action="store_true", help="見本の利用者の一覧だけを出します。")

    def handle(self, *args, if_empty: bool, accounts: bool, **options):
        is_demo = City.objects.filter(is_demo=True).exists()
        if accounts:
            if is_demo:
                self.print_accounts()
            return
        if is_demo:
            self.stdout.write("見本のデータは、もう入っています。何も変えません。")
            return
        if has_records():
            if if_empty:
                return
            raise CommandError(
                "このポータルには記録があります。見本のデータは、空のポータルにだけ入れられます。"
            )
        make_demo()
        self.stdout.write("見本のデータを入れました。")

    def print_accounts(self):
        self.stdout.write(f"見本の利用者（パスワードは、どれも {PASSWORD}）")
        width = max(map(_columns, (account.role for account in ACCOUNTS)))
        for account in ACCOUNTS:
            gap = " " * (width - _columns(account.role) + 2)
            self.stdout.write(f"  {account.role}{gap}{account.email:<28}{PASSWORD}")


def has_records() -> bool:
    """Whether anything stands here that a person made."""
    return any(model.objects.exists() for model in (User, Division, Organization, Project))


@transaction.atomic
def make_demo() -> None:
    """西東京市 with its four published projects, a programme in every state, and people who do not exist."""
    today = timezone.localdate()
    load_city("nishitokyo")
    City.objects.update(is_demo=True)
    make_people(today)
    make_projects(FiscalYear.of(today).year)
    make_programmes(today)
    make_sheets(today)
    make_surveys(today)
    make_work(today)
    transaction.on_commit(City.forget)


def _columns(text: str) -> int:
    """Width on a terminal, where a full-width character takes two columns."""
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)
