from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from projects.assigning import share_out

PROPOSALS, REVIEWERS = range(100, 112), range(5)
pairs = st.sets(st.tuples(st.sampled_from(PROPOSALS), st.sampled_from(REVIEWERS)), max_size=25)


def loads(found, kept=()):
    count = Counter(dict.fromkeys(REVIEWERS, 0))
    count.update(reviewer for _, reviewer in [*found, *kept])
    return sorted(count.values())


def test_everybody_reads_about_as_much():
    plan = share_out(PROPOSALS, REVIEWERS, each=3)
    assert loads(plan.pairs) == [7, 7, 7, 7, 8]
    assert Counter(proposal for proposal, _ in plan.pairs) == dict.fromkeys(PROPOSALS, 3)


def test_the_same_again_changes_nothing():
    first = share_out(PROPOSALS, REVIEWERS, each=3)
    assert share_out(PROPOSALS, REVIEWERS, each=3, kept=first.pairs).pairs == ()


def test_who_is_barred_is_never_asked_and_what_lacks_is_said():
    plan = share_out([1], [7, 8], each=2, barred=[(1, 7)])
    assert (plan.pairs, plan.short) == (((1, 8),), {1: 1})


def test_more_than_asked_for_is_left_alone():
    assert share_out([1], [7, 8, 9], each=1, kept=[(1, 7), (1, 8)]).pairs == ()


@given(st.integers(1, 5), st.integers(0, 12))
def test_no_two_reviewers_differ_by_more_than_one(each, count):
    found = loads(share_out(PROPOSALS[:count], REVIEWERS, each=each).pairs)
    assert found[-1] - found[0] <= 1


@given(st.integers(1, 5), pairs, pairs)
def test_each_gets_as_many_as_it_may_and_nobody_who_is_barred(each, kept, barred):
    plan = share_out(PROPOSALS, REVIEWERS, each=each, kept=kept, barred=barred)
    assert set(plan.pairs).isdisjoint(kept | barred)
    for proposal in PROPOSALS:
        held = {reviewer for key, reviewer in kept if key == proposal}
        allowed = {key for key in REVIEWERS if (proposal, key) not in barred | kept}
        new = [reviewer for key, reviewer in plan.pairs if key == proposal]
        wanted = max(each - len(held), 0)
        assert len(new) == min(wanted, len(allowed))
        assert plan.short.get(proposal, 0) == wanted - len(new)
