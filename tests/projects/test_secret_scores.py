"""Nobody sees another's scores before the office closes the stage: asked of every address there is, as everybody."""

import itertools
import re

import pytest
from django.test import Client

from projects.actions.scoring import OVERALL, FieldEdit, finish_scoring, save_scores
from projects.actions.stages import close_stage
from tests.harness.addresses import own_addresses
from tests.projects.actors import actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
SECRET = "ひみつの講評四十二"
PEOPLE = ("officer", "coordinator", "coordinator_of_group", "concerned", "reviewer", "citizen")
LEAVES = {"draft_discard", "draft_save"}  # they take what a page sends, and show nothing


@pytest.fixture
def round_():
    """Two reviewers; the second has given all she has to give, and said so."""
    made = screening(members=2)
    other = made.assignments[0][1]
    edits = {
        criterion.pk: {"value": FieldEdit(0, 5), "comment": FieldEdit(0, SECRET)}
        for criterion in made.criteria
    }
    edits[OVERALL] = {"outlook": FieldEdit(1, "for"), "comment": FieldEdit(1, SECRET)}
    save_scores(other, edits, by=made.members[1].user)
    finish_scoring(other, by=made.members[1].user)
    return made


def answers(user, made):
    """(address, what it said) of every address, with each number that may stand in it."""
    browser = Client()
    browser.force_login(user)
    rows = [made.call, *made.stages, *made.proposals, *made.members, *itertools.chain(*made.assignments)]
    keys = sorted({row.pk for row in rows} | {row.pk for row in made.proposals[0].revisions.all()} | {1})
    for address in own_addresses():
        if address.name in LEAVES:
            continue
        numbers = len(re.findall(r"(?<=/)1(?=/)", address.sample))
        kinds = ("csv", "xlsx") if "/a/" in address.sample else ("a",)
        for chosen, kind in itertools.product(itertools.product(*[keys, (1, 2)][:numbers]), kinds):
            path = with_numbers(address.sample.replace("/a/", f"/{kind}/"), chosen)
            answer = browser.get(path)
            yield path, b"".join(answer.streaming_content) if answer.streaming else answer.content


def with_numbers(path: str, chosen) -> str:
    for number in chosen:
        path = re.sub(r"(?<=/)1(?=/)", f"{number}#", path, count=1)
    return path.replace("#", "")


@pytest.mark.parametrize("role", [*PEOPLE, "the other reviewer"])
def test_no_address_shows_another_reviewers_words(round_, role):
    user = round_.reviewer if role == "the other reviewer" else actor(role, round_.proposals[0])
    shown = [path for path, said in answers(user, round_) if SECRET.encode() in said]
    assert shown == []


def test_the_reviewer_alone_reads_what_she_wrote(round_):
    paths = {path for path, said in answers(round_.members[1].user, round_) if SECRET.encode() in said}
    assert paths == {f"/projects/screening/{round_.assignments[0][1].pk}/"}


def test_no_total_and_no_rank_is_told_before_the_closing(round_, coordinator):
    total = "15.00"  # full marks
    assert [path for path, said in answers(coordinator, round_) if total.encode() in said] == []
    close_stage(round_.stage, reason="期限", by=coordinator)
    paths = {path.split("/")[2] for path, said in answers(coordinator, round_) if total.encode() in said}
    assert "calls" in paths
