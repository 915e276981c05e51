import pytest
from django.urls import reverse

from projects.actions.answers import Edit, save_answers
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalAnswerFactory, ProposalFactory, ProposalRemarkFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
ADDRESSES = ("projects:proposal_write", "projects:proposal_save", "projects:proposal_writers")


@pytest.fixture
def proposal():
    call = CallFactory()
    return ProposalFactory(call=call, category=CategoryFactory(call=call, rates=[90], limits=[300_000]))


@pytest.fixture
def editor(proposal, client):
    user = actor("editor", proposal)
    client.force_login(user)
    return user


def address(proposal, section="purpose", name="write"):
    return reverse(f"projects:proposal_{name}", args=[proposal.pk, section])


def stored(proposal):
    return {row.key: (row.value, row.version) for row in proposal.answers.all()}


def page_of(client, proposal, section="purpose", query=""):
    return client.get(address(proposal, section) + query)


def sent(page, **fields):
    """What the page sends back without scripts: every field as it stands, but those that somebody typed in."""
    data = {"bases": page.context["form"].bases}
    for how, part in page.context["form"].parts:
        boxes = [part] if how == "box" else [box for row in part.rows for box in row.boxes]
        data |= {box.name: box.value for box in boxes}
    return data | {f"field-{key}": value for key, value in fields.items()}


def test_what_is_saved_is_shown_again(client, proposal, editor):
    page = page_of(client, proposal)
    answer = client.post(address(proposal), sent(page, purpose="夜に集まれる場。") | {"then": "stay"})
    assert answer.url == address(proposal)
    assert "夜に集まれる場。" in page_of(client, proposal).content.decode()
    assert stored(proposal) == {"purpose": ("夜に集まれる場。", 1)}


@pytest.mark.parametrize(
    ("section", "then", "target"),
    [
        ("purpose", "next", "content"),
        ("purpose", "previous", "problem"),
        ("name", "previous", "name"),
        ("purpose", "", "purpose"),
    ],
)
def test_the_buttons_lead_from_section_to_section(client, proposal, editor, section, then, target):
    page = page_of(client, proposal, section)
    answer = client.post(address(proposal, section), sent(page) | {"then": then})
    assert answer.url == address(proposal, target)


def test_the_last_section_leads_to_the_confirmation(client, proposal, editor):
    type(proposal.call).objects.update(sections=[{"key": "files", "leave_out": True}])
    answer = client.post(address(proposal, "outlook"), {"then": "next"})
    assert answer.url == reverse("projects:proposal_confirm", args=[proposal.pk])


def test_a_field_that_nobody_touched_is_not_written_over(client, proposal, editor):
    page = page_of(client, proposal, "people")
    other = actor("officer", proposal)
    save_answers(proposal, {"audience": Edit("市内の人", 0)}, by=other)
    client.post(address(proposal, "people"), sent(page, head_count="120"))
    assert stored(proposal) == {"audience": ("市内の人", 1), "head_count": ("120", 1)}


def test_two_who_changed_the_same_field_see_both_and_choose(client, proposal, editor):
    page = page_of(client, proposal)
    other = actor("officer", proposal)
    save_answers(proposal, {"purpose": Edit("役員の案", 0)}, by=other)
    answer = client.post(address(proposal), sent(page, purpose="わたしの案"))
    assert answer.status_code == 409
    (difference,) = answer.context["differences"]
    assert (difference.label, difference.theirs, difference.mine) == ("事業の目的", "役員の案", "わたしの案")
    assert answer.context["who"] == str(other)
    again = sent(answer)
    assert again["field-purpose"] == "わたしの案"
    client.post(address(proposal), again | {"choice_purpose": "theirs"})
    assert stored(proposal) == {"purpose": ("役員の案", 1)}
    client.post(address(proposal), again | {"choice_purpose": "mine"})
    assert stored(proposal) == {"purpose": ("わたしの案", 2)}


def test_a_clash_of_choices_is_told_in_words(client, proposal, editor):
    page = page_of(client, proposal, "roles")
    (_, table), *_ = page.context["form"].parts
    key = table.rows[0].box("payer").key
    save_answers(proposal, {key: Edit("city", 0)}, by=actor("officer", proposal))
    answer = client.post(address(proposal, "roles"), sent(page) | {f"field-{key}": "both"})
    (difference,) = answer.context["differences"]
    assert (difference.label, difference.theirs, difference.mine) == ("役割分担（1行目・費用）", "市", "双方")


def test_rows_are_filled_and_taken_away_without_scripts(client, proposal, editor):
    page = page_of(client, proposal, "schedule")
    (_, table), *_ = page.context["form"].parts
    assert [row.number for row in table.rows] == ["1", "2"]
    first = table.rows[0]
    fields = {first.box("when").name: "5月", first.box("what").name: "準備"}
    client.post(address(proposal, "schedule"), sent(page) | fields)
    page = page_of(client, proposal, "schedule")
    (_, table), *_ = page.context["form"].parts
    assert [row.number for row in table.rows] == ["1", "2"]
    assert table.rows[0].box("what").value == "準備"
    client.post(address(proposal, "schedule"), sent(page) | {"drop": table.rows[0].key})
    assert {value for value, _ in stored(proposal).values()} == {""}
    (_, table), *_ = page_of(client, proposal, "schedule").context["form"].parts
    assert len(table.rows) == 2


def test_two_who_add_a_row_at_once_seldom_take_the_same(client, proposal, editor):
    keys = set()
    for _ in range(20):
        (_, table), *_ = page_of(client, proposal, "schedule").context["form"].parts
        keys.add(table.rows[0].key)
    assert len(keys) > 1


def test_what_is_wrong_is_named_at_its_field_and_what_is_missing_only_when_asked(client, proposal, editor):
    save_answers(proposal, {"head_count": Edit("たくさん", 0)}, by=editor)

    def faults(query=""):
        parts = page_of(client, proposal, "people", query).context["form"].parts
        return {box.key: list(box.faults) for _, box in parts}

    assert faults() == {"audience": [], "head_count": ["数字で書いてください。"]}
    assert faults("?check=1") == {"audience": ["書いてください。"], "head_count": ["数字で書いてください。"]}
    page = page_of(client, proposal, "people", "?check=1")
    assert [gap.key for gap in page.context["problems"]] == ["audience", "head_count"]
    assert 'href="#field-audience"' in page.content.decode()


def test_in_a_cancelled_call_the_page_does_not_promise_an_opening(client, proposal, editor):
    type(proposal.call).objects.filter(pk=proposal.call_id).update(state="cancelled")
    text = page_of(client, proposal).text
    assert ("この募集は終わったので、出せません。" in text, "受付が始まるまで" in text) == (True, False)


def test_the_budget_shows_its_sums_and_faults_year_by_year(client, proposal, editor):
    proposal.years = 2
    proposal.save()
    line = {"item": "講師", "unit_price": "１万円", "quantity": "1.5"}
    save_answers(proposal, {f"budget.y1e1.{name}": Edit(text, 0) for name, text in line.items()}, by=editor)
    page = page_of(client, proposal, "budget")
    (_, budget), *_ = page.context["form"].parts
    assert [year.year.expense_total for year in budget.years] == [15_000, 0]
    assert budget.years[0].faults == (
        "収入（0円）と支出（15,000円）が15,000円ちがいます。同じ額にしてください。",
    )
    assert budget.years[1].faults == ()
    assert [row.box("item").value for row in budget.years[0].expense.rows] == ["講師", ""]


def test_after_the_closing_every_word_is_still_kept_and_the_page_says_so(client, editor, proposal):
    type(proposal.call).objects.update(closes_at=proposal.call.opens_at)
    page = page_of(client, proposal)
    assert "締切を過ぎたので、出せません。" in page.content.decode()
    client.post(address(proposal, name="save"), {"field-purpose": "あとから", "bases": ""})
    assert stored(proposal) == {"purpose": ("あとから", 1)}


def test_what_was_typed_while_a_colleague_handed_in_is_shown_once_more(client, proposal, editor):
    page = page_of(client, proposal)
    other = ProposalFactory(submitted=True, organization=proposal.organization)
    data = sent(page, purpose="間に合わなかった")
    saved = client.post(address(other, name="save"), data)
    assert (saved.status_code, saved.json()["bases"]) == (409, {})
    answer = client.post(address(other), data)
    assert (answer.status_code, answer.context["lost"]) == (409, [("事業の目的", "間に合わなかった")])
    assert "data-keep-drafts" in answer.content.decode()
    assert client.get(address(other)).url == reverse("projects:proposal", args=[other.pk])


def test_what_the_office_said_stands_at_its_field(client):
    proposal = ProposalFactory(returned=True)
    client.force_login(actor("editor", proposal))
    ProposalRemarkFactory(proposal=proposal, field="purpose", text="だれの困りごとですか。")
    assert "だれの困りごとですか。" in page_of(client, proposal).content.decode()
    assert "だれの困りごとですか。" not in page_of(client, proposal, "effect").content.decode()


def test_conditions_are_answered_on_a_page_of_their_own(client, proposal, editor):
    type(proposal.call).objects.update(
        conditions=[{"key": "open", "label": "だれでも参加できる"}, {"key": "n", "label": "数", "minimum": 5}]
    )
    page = page_of(client, proposal, "conditions")
    assert [box.kind for _, box in page.context["form"].parts] == ["choice", "number"]
    client.post(address(proposal, "conditions"), sent(page, **{"condition.open": "no", "condition.n": "8"}))
    page = page_of(client, proposal, "conditions")
    assert [len(box.faults) for _, box in page.context["form"].parts] == [1, 0]


def test_a_section_that_is_not_asked_for_is_not_found(client, proposal, editor):
    for name in ("write", "save", "writers"):
        method = client.post if name == "save" else client.get
        assert method(address(proposal, "conditions", name)).status_code == 404


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("other_officer", 404), ("coordinator", 404), ("citizen", 404)],
)
def test_writing_is_forbidden_to_others(client, proposal, name, role, status):
    client.force_login(actor(role, proposal))
    where = reverse(name, args=[proposal.pk, "purpose"])
    method = client.post if name == "projects:proposal_save" else client.get
    assert method(where, {"field-purpose": "x"}).status_code == status
    assert stored(proposal) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_section_costs_the_same_with_more_rows(client, proposal, editor, rows, django_assert_num_queries):
    for number in range(rows):
        ProposalAnswerFactory(proposal=proposal, key=f"schedule.r{number + 1}.when", value="5月")
        MembershipFactory(organization=proposal.organization)
    page_of(client, proposal, "schedule")
    with django_assert_num_queries(10):
        page_of(client, proposal, "schedule")
