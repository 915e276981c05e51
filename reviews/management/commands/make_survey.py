"""`manage.py make_survey TEMPLATE --year N [--code CODE] [--title TITLE]`: a survey in 作成, out of a template."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from kyodo.fiscal_year import parse_fiscal_year
from reviews.actions.surveys import make_survey
from reviews.management.surveys import person_of
from reviews.survey_templates import TemplateError, template_names


class Command(BaseCommand):
    help = "調査票のひな形から、調査を一つ作ります。"

    def add_arguments(self, parser):
        parser.add_argument("template", help=f"ひな形の名前: {'、'.join(template_names())}")
        parser.add_argument("--year", required=True, help="対象の年度（2010、H22、平成22年度 など）")
        parser.add_argument("--code", default="", help="調査の記号。なければ「ひな形-年度」。")
        parser.add_argument("--title", default="", help="調査の名前")
        parser.add_argument("--by", metavar="EMAIL", help="作る人")

    def handle(self, *, template, year, code, title, by, **options):
        try:
            survey = make_survey(
                template=template,
                year=parse_fiscal_year(year),
                code=code,
                title=title,
                by=person_of(by),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except (TemplateError, ValueError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"「{survey.title}」を作りました。記号: {survey.code}（設問{survey.questions.count()}、"
            f"回答者{survey.respondents.count()}）"
        )
