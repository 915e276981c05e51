import json

import pytest
from django.urls import reverse

from projects.actions.answers import Edit, save_answers
from projects.forms.answers import base_of
from projects.models import WriterPresence
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    call = CallFactory()
    return ProposalFactory(call=call, category=CategoryFactory(call=call))


@pytest.fixture
def editor(proposal, client):
    user = actor("editor", proposal)
    client.force_login(user)
    return user


def address(proposal, section="purpose", name="save"):
    return reverse(f"projects:proposal_{name}", args=[proposal.pk, section])


def stored(proposal):
    return {row.key: (row.value, row.version) for row in proposal.answers.all()}


def test_the_page_saves_a_changed_field_by_itself(client, proposal, editor):
    answer = client.post(address(proposal), {"field-purpose": "夜の場", "bases": "{}"})
    assert answer.json()["bases"] == {"purpose": base_of("夜の場", 1)}
    bases = json.dumps(answer.json()["bases"])
    answer = client.post(address(proposal), {"field-purpose": "夜に集まる場", "bases": bases})
    assert (answer.status_code, stored(proposal)) == (200, {"purpose": ("夜に集まる場", 2)})
    assert WriterPresence.objects.get().section == "purpose"


def test_a_clash_is_told_and_the_other_fields_are_stored(client, proposal, editor):
    save_answers(proposal, {"audience": Edit("役員の案", 0)}, by=actor("officer", proposal))
    answer = client.post(
        address(proposal, "people"),
        {"field-audience": "わたしの案", "field-head_count": "5", "bases": ""},
    )
    assert (answer.status_code, list(answer.json()["bases"])) == (409, ["head_count"])
    assert stored(proposal) == {"audience": ("役員の案", 1), "head_count": ("5", 1)}


def test_a_field_that_is_too_long_is_refused_with_a_reason_and_not_cut(client, proposal, editor):
    data = {"field-purpose": "あ" * 20_001, "field-effect": "続く", "bases": "[]"}
    answer = client.post(address(proposal), data)
    assert answer.status_code == 422
    assert answer.json()["error"] == "長すぎて保存できません。20,000字までにしてください（いま20,001字）。"
    assert stored(proposal) == {"effect": ("続く", 1)}
    page = client.post(address(proposal, name="write"), data)
    assert page.status_code == 422
    (_, box), *_ = page.context["form"].parts
    assert (box.value, len(box.faults)) == ("あ" * 20_001, 1)


@pytest.mark.parametrize(
    "bases", ["", "{", "[1]", '{"purpose": 3}', '{"purpose": "x:y"}', '{"purpose": "-1:a"}']
)
def test_bases_that_make_no_sense_write_nothing_over(client, proposal, editor, bases):
    save_answers(proposal, {"purpose": Edit("はじめ", 0)}, by=editor)
    client.post(address(proposal), {"field-purpose": "つぎ", "bases": bases})
    assert stored(proposal) == {"purpose": ("はじめ", 1)}


def test_fields_added_by_hand_change_nothing(client, proposal, editor):
    data = {
        "field-state": "adopted",
        "field-score": "5",
        "state": "adopted",
        "organization": "1",
        "bases": "",
    }
    answer = client.post(address(proposal), data)
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state, stored(proposal)) == (422, "draft", {})


def test_others_see_who_writes_and_what_has_changed(client, proposal, editor, at):
    at(2026, 7, 1, 22)
    since = client.get(address(proposal, name="write")).context["since"]
    at(2026, 7, 1, 22, 5)
    other = actor("officer", proposal)
    client.force_login(other)
    client.post(address(proposal), {"field-purpose": "役員の案", "bases": ""})
    client.force_login(editor)
    here = address(proposal, name="writers")
    found = client.get(here, {"since": since}).context["company"]
    assert found.writing == ((str(other), "目的"),)
    assert found.changed == ((str(other), "事業の目的"),)
    assert client.get(here, {"since": since, "shown": found.digest}).status_code == 204
    at(2026, 7, 1, 22, 10)
    later = client.get(here, {"since": "いつか"}).context["company"]
    assert (later.writing, later.changed) == ((), ())


def test_saving_one_field_asks_little_of_the_database(client, proposal, editor, django_assert_num_queries):
    client.post(address(proposal), {"field-purpose": "一", "bases": ""})
    bases = json.dumps({"purpose": base_of("一", 1)})
    with django_assert_num_queries(11):
        client.post(address(proposal), {"field-purpose": "二", "bases": bases})
