"""`manage.py describe_survey SURVEY [--json]`: the questions with codes, kinds, choices, and who is asked."""

import json

from django.core.management.base import BaseCommand

from reviews.management.surveys import survey_of
from reviews.queries.survey_description import described


class Command(BaseCommand):
    help = "調査の設問を、記号・種類・選択肢・だれに聞くかとともに並べます。"

    def add_arguments(self, parser):
        parser.add_argument("survey", help="調査の記号")
        parser.add_argument("--json", action="store_true", help="JSON で出します。")

    def handle(self, *, survey: str, json: bool, **options):
        found = described(survey_of(survey))
        self.stdout.write(as_json(found) if json else as_text(found))


def as_json(found: dict) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(found: dict) -> str:
    lines = [f"{found['title']}（{found['survey']}）"]
    for question in found["questions"]:
        asked = question["asked_of"]["words"]
        lines.append(
            f"{question['code']}  {question['wording']}（{question['kind_label']}、{question['unit_label']}）"
        )
        lines.append(f"    聞く相手: {asked}")
        lines += [f"    {choice['code']}  {choice['label']}" for choice in question["choices"]]
    return "\n".join(lines)
