import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kyodo.workflow import StepRefused
from projects.actions import answers as answers_module
from projects.actions.answers import LONGEST, Edit, save_answers
from projects.models import Proposal
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return ProposalFactory(
        title="", organization=OrganizationFactory(name="みほん介護の会", kana="ミホンカイゴ")
    )


@pytest.fixture
def editor(proposal):
    return actor("editor", proposal)


def answers(proposal):
    return {row.key: (row.value, row.version) for row in proposal.answers.all()}


def test_each_field_is_kept_with_a_version_of_its_own(proposal, editor):
    saved = save_answers(proposal, {"purpose": Edit("夜の場", 0), "team": Edit("8人", 0)}, by=editor)
    assert saved.versions == {"purpose": 1, "team": 1}
    saved = save_answers(proposal, {"purpose": Edit("夜に集まる場", 1)}, by=editor)
    assert (saved.versions, saved.clashes, saved.refused) == ({"purpose": 2}, [], {})
    assert answers(proposal) == {"purpose": ("夜に集まる場", 2), "team": ("8人", 1)}


def test_two_members_in_different_fields_do_not_meet(proposal, editor):
    other = actor("officer", proposal)
    save_answers(proposal, {"purpose": Edit("一人目", 0)}, by=editor)
    assert save_answers(proposal, {"effect": Edit("二人目", 0)}, by=other).clashes == []
    assert answers(proposal) == {"purpose": ("一人目", 1), "effect": ("二人目", 1)}


def test_two_in_the_same_field_lose_nothing(proposal, editor, now):
    other = actor("officer", proposal)
    save_answers(proposal, {"purpose": Edit("はじめ", 0)}, by=editor)
    save_answers(proposal, {"purpose": Edit("役員が書いた", 1)}, by=other)
    saved = save_answers(proposal, {"purpose": Edit("わたしが書いた", 1), "team": Edit("8人", 0)}, by=editor)
    (clash,) = saved.clashes
    assert (clash.key, clash.version) == ("purpose", 2)
    assert (clash.theirs, clash.mine, clash.who) == ("役員が書いた", "わたしが書いた", str(other))
    assert saved.versions == {"team": 1}
    assert answers(proposal) == {"purpose": ("役員が書いた", 2), "team": ("8人", 1)}
    saved = save_answers(proposal, {"purpose": Edit("わたしが書いた", clash.version)}, by=editor)
    assert saved.versions == {"purpose": 3}


def test_who_writes_on_after_a_lost_answer_does_not_clash_with_themselves(proposal, editor):
    save_answers(proposal, {"purpose": Edit("夜の場", 0)}, by=editor)  # stored, and the line broke
    saved = save_answers(proposal, {"purpose": Edit("夜の場をつくる。", 0)}, by=editor)
    assert (saved.versions, saved.clashes) == ({"purpose": 2}, [])
    (clash,) = save_answers(proposal, {"purpose": Edit("昼の場", 0)}, by=editor).clashes
    assert clash.theirs == "夜の場をつくる。"
    other = actor("officer", proposal)
    assert save_answers(proposal, {"purpose": Edit("夜の場をつくる。昼も。", 0)}, by=other).clashes != []


def test_the_same_words_from_two_are_no_clash(proposal, editor):
    save_answers(proposal, {"purpose": Edit("同じ", 0)}, by=editor)
    saved = save_answers(proposal, {"purpose": Edit(" 同じ ", 0)}, by=actor("officer", proposal))
    assert (saved.versions, saved.clashes) == ({"purpose": 1}, [])


def test_an_emptied_field_goes_on_with_its_version(proposal, editor):
    save_answers(proposal, {"purpose": Edit("消す", 0)}, by=editor)
    assert save_answers(proposal, {"purpose": Edit("", 1)}, by=editor).versions == {"purpose": 2}
    assert save_answers(proposal, {"purpose": Edit("また", 1)}, by=editor).clashes[0].theirs == ""
    assert answers(proposal) == {"purpose": ("", 2)}


@pytest.mark.parametrize(
    "key",
    ["state", "organization_id", "score", "requested", "purpose.r1.title", "budget.y1e1.amount", "files", ""],
)
def test_a_field_added_by_hand_changes_nothing(proposal, editor, key):
    before = Proposal.objects.values().get(pk=proposal.pk)
    saved = save_answers(proposal, {key: Edit("adopted", 0)}, by=editor)
    assert saved.refused == {key: "この項目は、この提案にありません。"}
    assert answers(proposal) == {}
    assert Proposal.objects.values().get(pk=proposal.pk) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("絵文字🌸👨‍👩‍👧と𠮷野", "絵文字🌸👨‍👩‍👧と𠮷野"),
        ("あ" * 10_000, "あ" * 10_000),
        ("a\x00b\x1bc", "abc"),
        ("x\ud800y\udfffz", "xyz"),
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_whatever_is_typed_is_kept_as_far_as_it_can_be_stored(proposal, editor, typed, kept):
    save_answers(proposal, {"purpose": Edit(typed, 0)}, by=editor)
    assert answers(proposal) == {"purpose": (kept, 1)}


def test_what_no_field_could_hold_is_refused_whole(proposal, editor):
    saved = save_answers(
        proposal, {"purpose": Edit("𠮷" * (LONGEST + 1), 0), "team": Edit("8人", 0)}, by=editor
    )
    assert saved.refused == {
        "purpose": "長すぎて保存できません。20,000字までにしてください（いま20,001字）。"
    }
    assert answers(proposal) == {"team": ("8人", 1)}


def test_a_proposal_holds_no_more_fields_than_all_its_tables_have(proposal, editor, monkeypatch):
    monkeypatch.setattr(answers_module, "MOST_FIELDS", 2)
    save_answers(proposal, {"purpose": Edit("一", 0), "team": Edit("二", 0)}, by=editor)
    with pytest.raises(StepRefused):
        save_answers(proposal, {"effect": Edit("三", 0)}, by=editor)
    assert save_answers(proposal, {"team": Edit("三", 1)}, by=editor).versions == {"team": 2}


def test_lists_read_the_title_and_find_it(proposal, editor):
    save_answers(proposal, {"name": Edit("夜の\n茶話会", 0)}, by=editor)
    proposal.refresh_from_db()
    assert (proposal.title, proposal.search_key) == ("夜の 茶話会", "夜の茶話会 みほん介護の会 みほんかいご")


def test_a_title_longer_than_a_list_shows_is_kept_whole_in_its_field(proposal, editor):
    save_answers(proposal, {"name": Edit("長" * 300, 0)}, by=editor)
    proposal.refresh_from_db()
    assert proposal.title == "長" * 150
    assert answers(proposal)["name"] == ("長" * 300, 1)


def test_lists_read_what_the_city_is_asked_for(editor):
    call = CallFactory()
    proposal = ProposalFactory(call=call, category=CategoryFactory(call=call), years=2)
    editor = actor("editor", proposal)
    line = {"source": "city", "item": "補助金", "unit_price": "1,200"}
    edits = {f"budget.y1i1.{name}": Edit(text, 0) for name, text in line.items()}
    edits |= {f"budget.y2i1.{name}": Edit(text, 0) for name, text in (line | {"unit_price": "9"}).items()}
    save_answers(proposal, edits, by=editor)
    proposal.refresh_from_db()
    assert proposal.requested == 1200
    save_answers(proposal, {"budget.y1i1.unit_price": Edit("いくらか", 1)}, by=editor)
    proposal.refresh_from_db()
    assert proposal.requested == 0


@pytest.mark.parametrize("role", ["viewer", "other_officer", "coordinator", "citizen"])
def test_nobody_else_writes(proposal, role):
    with pytest.raises(StepRefused):
        save_answers(proposal, {"purpose": Edit("x", 0)}, by=actor(role, proposal))


@pytest.mark.parametrize("state", ["submitted", "checking", "screening", "withdrawn", "adopted"])
def test_what_was_handed_in_is_written_no_more(state):
    proposal = ProposalFactory(**{state: True})
    with pytest.raises(StepRefused):
        save_answers(proposal, {"purpose": Edit("x", 0)}, by=actor("editor", proposal))


def test_after_the_closing_a_draft_still_takes_every_word():
    proposal = ProposalFactory(call=CallFactory(over=True))
    editor = actor("editor", proposal)
    assert save_answers(proposal, {"purpose": Edit("締切のあと", 0)}, by=editor).versions == {"purpose": 1}


@pytest.mark.parametrize("fields", [1, 3])
def test_a_save_costs_the_same_with_more_fields(proposal, editor, fields, django_assert_num_queries):
    keys = ["purpose", "problem", "effect"][:fields]
    save_answers(proposal, {key: Edit("はじめ", 0) for key in keys}, by=editor)
    read = Proposal.objects.select_related("call", "category", "organization").get(pk=proposal.pk)
    assert editor.standing.memberships
    with django_assert_num_queries(6):
        save_answers(read, {key: Edit("つぎ", 1) for key in keys}, by=editor)


class Interleaved(TestCase):
    """Whatever two people save in whatever order, a field says the last text that was accepted, and none is lost."""

    @settings(deadline=None, max_examples=25)
    @given(
        st.lists(
            st.tuples(st.booleans(), st.sampled_from(["purpose", "team"]), st.text("あいう", min_size=1)),
            max_size=8,
        )
    )
    def test_no_text_is_written_over_unseen(self, moves):
        proposal = ProposalFactory()
        people = {True: actor("editor", proposal), False: actor("officer", proposal)}
        seen = {who: {"purpose": ("", 0), "team": ("", 0)} for who in people}
        stored = {"purpose": ("", 0), "team": ("", 0)}
        for who, key, text in moves:
            saved = save_answers(proposal, {key: Edit(text, seen[who][key][1])}, by=people[who])
            if text == stored[key][0]:
                assert saved.versions == {key: stored[key][1]}
            elif seen[who][key][1] == stored[key][1]:
                stored[key] = (text, stored[key][1] + 1)
                assert saved.versions == {key: stored[key][1]}
            else:
                assert [(clash.theirs, clash.mine) for clash in saved.clashes] == [(stored[key][0], text)]
            seen[who][key] = stored[key]
        assert answers(proposal) == {key: pair for key, pair in stored.items() if pair[1]}
