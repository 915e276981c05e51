import pytest

from organizations.enums import OrganizationKind, OrganizationSource, OrganizationState
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

from .books import imported, plan_of, reasons, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contract")]


def groups_of(plan):
    return [partner.organization for partner in plan.partners]


def test_an_unknown_one_is_registered_but_not_listed():
    imported(row())
    made = Organization.objects.get()
    assert (made.name, made.kind, made.source, made.state, made.is_listed, made.name_key) == (
        "NPO法人みどりの会",
        OrganizationKind.NPO,
        OrganizationSource.LEDGER,
        OrganizationState.REGISTERED,
        False,
        "みどりの会",
    )
    assert made.history.get().history_change_reason == "台帳から"


def test_a_known_one_is_found_without_its_legal_form():
    there = OrganizationFactory(name="特定非営利活動法人 みどりの会")
    plan = plan_of(row(), row(事業名="読み聞かせ", 協働の相手="みどりの会"))
    assert (groups_of(plan), plan.groups) == ([there, there], [])


def test_another_legal_form_is_another_group():
    OrganizationFactory(name="株式会社みどりの会")
    plan = plan_of(row())
    assert [group.name for group in plan.groups] == ["NPO法人みどりの会"]


def test_of_several_the_most_alike_is_taken():
    OrganizationFactory(name="みどりの会", kind=OrganizationKind.VOLUNTARY)
    there = OrganizationFactory(name="みどりの会", kind=OrganizationKind.NPO)
    OrganizationFactory(name="みどりの会", kind=OrganizationKind.NPO, withdrawn=True)
    assert groups_of(plan_of(row())) == [there]


def test_a_group_met_twice_in_the_ledger_is_made_once():
    plan = plan_of(row(), row(事業名="読み聞かせ", 協働の相手="みどりの会"))
    assert len(plan.groups) == 1


def test_a_name_with_a_comma_stays_one_where_the_register_has_it():
    OrganizationFactory(name="子ども、若者の会")
    known = plan_of(row(協働の相手="子ども、若者の会"))
    unknown = plan_of(row(協働の相手="あお、そらの会"))
    assert [partner.name for partner in known.partners] == ["子ども、若者の会"]
    assert [partner.name for partner in unknown.partners] == ["あお", "そらの会"]


def test_a_kind_that_nothing_tells_becomes_other_with_a_note():
    plan = plan_of(row(協働の相手="ひだまり", 種別=None))
    assert [group.kind for group in plan.groups] == [OrganizationKind.OTHER]
    assert plan.notes == ["種類の分からない団体1件を「その他」として登録します：ひだまり"]


def test_a_kind_left_blank_is_that_of_the_register():
    OrganizationFactory(name="ひだまり", kind=OrganizationKind.SCHOOL)
    plan = plan_of(row(協働の相手="ひだまり", 種別=None))
    assert ([partner.kind for partner in plan.partners], plan.notes) == ([OrganizationKind.SCHOOL], [])


def test_two_names_of_one_group_in_a_cell_are_a_fault():
    assert reasons(plan_of(row(協働の相手="みどりの会、NPO法人みどりの会"))) == [
        (
            2,
            "E",
            "「みどりの会」が相手に二回出てきます。同じ団体なら一つに、別の団体なら名前を書き分けてください。",
        )
    ]
