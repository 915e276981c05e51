import pytest
from django.urls import reverse

from kyodo.models import Draft
from reviews.actions.entry import finish_side, save_entry
from reviews.enums import Side
from reviews.models import Rating, Sheet
from tests.factories.projects import GoalFactory
from tests.factories.reviews import SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db
REFUSING = ("reviews:entry", "reviews:entry_radar", "reviews:finish", "reviews:take_back")


@pytest.fixture
def sheet():
    return SheetFactory()


@pytest.fixture
def member(sheet, client):
    user = person("editor", sheet)
    client.force_login(user)
    return user


def address(name, sheet):
    return reverse(f"reviews:{name}", args=[sheet.pk])


def posted(sheet, side=Side.GROUP, *, version=1, picks=(), was=(), **texts):
    axes = list(sheet.axis_set.axes.all())
    data = {"base_version": version, **texts}
    data |= {f"axis_{axis.pk}": str(pick) for axis, pick in zip(axes, picks, strict=False)}
    data |= {f"was_{axis.pk}": str(first) for axis, first in zip(axes, was, strict=False)}
    for name in ("purpose", "expected_effect", "summary", "result", "outlook", f"{side}_comment"):
        data.setdefault(name, getattr(sheet, name))
    return data


def test_what_is_saved_is_shown_again(client, sheet, member):
    response = client.post(
        address("entry", sheet), posted(sheet, picks=[4, "", 2], group_comment="よい一年。")
    )
    assert response.url == address("entry", sheet)
    page = client.get(response.url)
    assert [row.field.value() for row in page.context["form"].axis_rows] == ["4", "", "2", "", "", "", ""]
    assert page.context["answered"] == 2
    assert Sheet.objects.get(pk=sheet.pk).group_comment == "よい一年。"


def test_a_score_is_taken_back(client, sheet, member):
    client.post(address("entry", sheet), posted(sheet, picks=[4]))
    client.post(address("entry", sheet), posted(sheet, picks=[""], was=[4]))
    assert Rating.objects.get().value is None


def test_bad_input_is_named_at_its_field_and_nothing_is_lost(client, sheet, member):
    response = client.post(
        address("entry", sheet), posted(sheet, picks=[9], group_comment="あ" * 2001, result="書いた。")
    )
    form = response.context["form"]
    assert response.status_code == 422
    assert set(form.errors) == {"group_comment", f"axis_{sheet.axis_set.axes.first().pk}"}
    assert form["result"].value() == "書いた。"
    assert Sheet.objects.get(pk=sheet.pk).result == ""


def test_the_radar_of_what_is_picked_is_drawn_and_nothing_saved(client, sheet, member):
    response = client.post(address("entry_radar", sheet), posted(sheet, picks=[5, "x", 1]))
    assert response.context["answered"] == 2
    assert "<svg" in response.content.decode()
    assert Rating.objects.count() == 0


def test_a_draft_comes_back_with_the_version_it_began_from(client, sheet, member):
    data = posted(sheet, picks=[3], group_comment="書きかけ")
    client.post(reverse("draft_save"), data | {"draft_key": f"reviews.entry:{sheet.pk}:group"})
    page = client.get(address("entry", sheet))
    assert page.context["form"]["group_comment"].value() == "書きかけ"
    assert (page.context["answered"], page.context["base_version"]) == (1, 1)
    client.post(address("entry", sheet), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_a_saved_form_leaves_no_draft(client, sheet, member):
    data = posted(sheet, group_comment="書いた")
    client.post(reverse("draft_save"), data | {"draft_key": f"reviews.entry:{sheet.pk}:group"})
    client.post(address("entry", sheet), data)
    assert Draft.objects.count() == 0


def test_two_who_changed_the_same_text_see_both_and_choose(client, sheet, member):
    save_entry(
        sheet=sheet,
        side=Side.CITY,
        texts={"result": "百人が来た。", "outlook": "続ける。"},
        scores={},
        base_version=1,
        by=person("staff", sheet),
    )
    response = client.post(address("entry", sheet), posted(sheet, result="八十人。", picks=[4]))
    assert response.status_code == 409
    assert [(each.theirs, each.mine) for each in response.context["differences"]] == [
        ("百人が来た。", "八十人。")
    ]
    form, version = response.context["form"], response.context["base_version"]
    assert (form["outlook"].value(), version) == ("続ける。", 2)
    again = posted(sheet, version=2, result="八十人。", outlook="続ける。", picks=[4], choice_result="theirs")
    client.post(address("entry", sheet), again)
    stored = Sheet.objects.get(pk=sheet.pk)
    assert (stored.result, stored.outlook) == ("百人が来た。", "続ける。")
    assert Rating.objects.get().value == 4


def test_finishing_names_what_is_empty_and_still_finishes(client, sheet, member):
    response = client.post(
        address("entry", sheet), posted(sheet, picks=[1, 2, 3, 4, 5, 5]) | {"then": "finish"}
    )
    assert response.url == address("finish", sheet)
    page = client.get(response.url)
    assert [row.number for row in page.context["missing"]] == [7]
    assert page.context["comment_missing"] is True
    client.post(response.url)
    assert Sheet.objects.get(pk=sheet.pk).group_finished_by == member


def test_what_is_typed_after_a_colleague_finished_is_kept_as_a_draft(client, sheet, member):
    finish_side(sheet=sheet, side=Side.GROUP, by=person("officer", sheet))
    response = client.post(address("entry", sheet), posted(sheet, group_comment="間に合わなかった"))
    assert response.url == address("sheet", sheet)
    assert Draft.objects.get(user=member).data["group_comment"] == ["間に合わなかった"]
    assert Sheet.objects.get(pk=sheet.pk).group_comment == ""


def test_a_side_takes_its_finish_back(client, sheet, member):
    finish_side(sheet=sheet, side=Side.GROUP, by=member)
    assert client.get(address("entry", sheet)).url == address("sheet", sheet)
    assert client.post(address("take_back", sheet)).url == address("entry", sheet)
    assert Sheet.objects.get(pk=sheet.pk).group_finished_at is None


@pytest.mark.parametrize("name", REFUSING)
@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("other_staff", 403), ("other_member", 404), ("nobody", 404)],
)
def test_entering_refuses_who_writes_for_neither_side(client, sheet, name, role, status):
    client.force_login(person(role, sheet))
    assert client.post(reverse(name, args=[sheet.pk])).status_code == status


def test_the_radar_refuses_a_side_that_has_finished(client, sheet, member):
    finish_side(sheet=sheet, side=Side.GROUP, by=member)
    assert client.post(address("entry_radar", sheet)).status_code == 403


def test_finishing_a_settled_sheet_leads_back_to_it(client):
    sheet = SheetFactory(final=True)
    client.force_login(person("editor", sheet))
    assert client.post(address("finish", sheet)).url == address("sheet", sheet)
    assert client.post(address("take_back", sheet)).url == address("sheet", sheet)


@pytest.mark.parametrize("goals", [1, 3])
def test_the_entry_page_costs_the_same_with_more_goals(client, django_assert_max_num_queries, goals):
    sheet = SheetFactory(group="4444444", city="2222222")
    GoalFactory.create_batch(goals, project_year=sheet.project_year)
    client.force_login(person("editor", sheet))
    with django_assert_max_num_queries(14):
        client.get(address("entry", sheet))
