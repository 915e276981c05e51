"""A group's registration from the application to the register, and every step that is refused on the way."""

import pytest
from django.core import mail
from django.urls import reverse

from kyodo.models import Draft
from organizations.enums import OrganizationState as S
from organizations.models import Membership, Organization, OrganizationField
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
APPLY = reverse("organizations:apply")
DATA = {
    "name": "ＮＰＯ法人　ためしの会",
    "kana": "タメシノカイ",
    "kind": "npo",
    "corporate_number": "８０００００００００００１",
    "representative": "例田 一",
    "established_on_year": "平成20",
    "established_on_month": "4",
    "established_on_day": "1",
    "member_count": "２５人",
    "fields": ["3", "7"],
    "area": "市内全域",
    "purpose": "まちの緑を育てる。",
    "contact_name": "例田 一",
    "phone": "０４２－４２０－２８２１",
    "email": "tameshi@example.jp",
    "is_listed": "on",
    "visible_phone": "private",
}


def address(name, organization):
    return reverse(f"organizations:{name}", args=[organization.pk])


def test_a_group_applies_and_its_applicant_becomes_officer(
    stranger, coordinator, signed_in, django_capture_on_commit_callbacks
):
    Draft.objects.create(user=stranger, form_key="organizations.organization:new", data={})
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(stranger).post(APPLY, DATA)
    group = Organization.objects.get()
    assert answer["Location"] == address("detail", group)
    assert (group.state, group.applied_by, group.corporate_number) == (S.APPLIED, stranger, "8000000000001")
    assert (group.phone, group.phone_key, group.member_count) == ("042-420-2821", "0424202821", 25)
    assert (f"{group.established_on}", group.fields, group.kana_row) == ("2008-04-01", [3, 7], "た")
    assert (group.visibility["phone"], group.visibility["area"]) == ("private", "public")
    assert list(OrganizationField.objects.values_list("field", flat=True)) == [3, 7]
    assert [(each.user, each.role) for each in Membership.objects.all()] == [(stranger, "officer")]
    assert not Draft.objects.exists()
    assert {(tuple(letter.to), letter.subject) for letter in mail.outbox} == {
        ((coordinator.email,), f"団体の登録の申請が届きました（{group.name}）"),
        ((stranger.email,), "団体の登録の申請を受け付けました"),
    }
    assert f"http://127.0.0.1:8000{address('check', group)}" in mail.outbox[0].body


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(stranger, signed_in):
    answer = signed_in(stranger).post(
        APPLY, {**DATA, "kind": "", "fields": [], "member_count": "たくさん", "corporate_number": "1234"}
    )
    form = answer.context["form"]
    assert form.errors == {
        "kind": ["団体の種類を選んでください。"],
        "fields": ["活動分野を一つ以上選んでください。"],
        "member_count": ["人数は数字で書いてください。例：25"],
        "corporate_number": ["法人番号は13桁の数字で入力してください。"],
    }
    assert 'value="たくさん"' in answer.content.decode()
    assert not Organization.objects.exists()


def test_a_draft_opens_as_it_was_left(stranger, signed_in):
    Draft.objects.create(
        user=stranger,
        form_key="organizations.organization:new",
        data={"name": ["書きかけの会"], "established_on_year": ["平成"], "fields": ["7"]},
    )
    page = signed_in(stranger).get(APPLY)
    form = page.context["form"]
    assert (form["name"].value(), form["established_on"].value(), form["fields"].value(), form.errors) == (
        "書きかけの会",
        ["平成", "", ""],
        ["7"],
        {},
    )


def test_likely_duplicates_are_shown_before_the_group_is_stored(stranger, signed_in):
    there = OrganizationFactory(name="特定非営利活動法人ためしの会", phone="042-420-2821")
    hidden = OrganizationFactory(name="ためしの会", applied=True)
    asked = signed_in(stranger).post(APPLY, DATA)
    assert [(each.organization, each.same) for each in asked.context["duplicates"]] == [(there, "団体名")]
    assert Organization.objects.count() == 2
    assert f'name="not_the_same" value="{there.pk}"' in asked.content.decode()
    assert hidden.name not in [each.organization.name for each in asked.context["duplicates"]]
    confirmed = signed_in(stranger).post(APPLY, {**DATA, "not_the_same": str(there.pk)})
    assert confirmed.status_code == 302
    assert Organization.objects.count() == 3


def test_the_office_also_hears_of_the_same_phone(coordinator, signed_in):
    there = OrganizationFactory(name="べつの名前の会", phone="042-420-2821")
    asked = signed_in(coordinator).post(reverse("organizations:add"), DATA)
    assert [(each.organization, each.same) for each in asked.context["duplicates"]] == [(there, "電話")]


def test_one_corporate_number_is_one_group(stranger, signed_in):
    OrganizationFactory(corporate_number="8000000000001")
    answer = signed_in(stranger).post(APPLY, DATA)
    assert "この法人番号の団体は、もう登録されています。" in answer.content.decode()
    assert Organization.objects.count() == 1


def test_returned_with_remarks_mended_and_registered(
    coordinator, signed_in, django_capture_on_commit_callbacks
):
    officer = MembershipFactory(organization__applied=True, officer=True)
    group = officer.organization
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(coordinator).post(
            address("check", group),
            {
                "return": "1",
                "remark_kana": "法人の種類を省いてください。",
                "remark_state": "x",
                "reason": "もう少しです。",
            },
        )
    group.refresh_from_db()
    assert group.state == S.RETURNED
    assert [(each.field, each.remark) for each in group.returned_fields.all()] == [
        ("kana", "法人の種類を省いてください。")
    ]
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([officer.user.email], "団体の登録の申請に、直してほしいところがあります")
    ]
    page = signed_in(officer.user).get(address("change", group)).content.decode()
    assert "「フリガナ」を直してください" in page
    assert "法人の種類を省いてください。" in page
    assert "もう少しです。" in page
    mended = {**DATA, "base_version": group.version, "resubmit": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(officer.user).post(address("change", group), mended)
    group.refresh_from_db()
    assert (group.state, group.kana) == (S.APPLIED, "タメシノカイ")
    assert not group.returned_fields.filter(settled_at__isnull=True).exists()
    assert mail.outbox[-1].to == [coordinator.email]
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(coordinator).post(address("check", group), {"register": "1"})
    group.refresh_from_db()
    assert group.state == S.REGISTERED
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([officer.user.email], "団体の登録が済みました")


@pytest.mark.parametrize(
    ("remark", "message"),
    [
        ("  ", "直してほしい項目に、理由を書いてください。"),
        ("長" * 501, "一つの項目につき500字以内で書いてください。"),
    ],
)
def test_a_return_without_a_reason_or_with_a_novel_is_refused(remark, message, coordinator, signed_in):
    group = OrganizationFactory(applied=True)
    answer = signed_in(coordinator).post(address("check", group), {"return": "1", "remark_kana": remark})
    assert message in answer.content.decode()
    assert remark in answer.content.decode()
    group.refresh_from_db()
    assert group.state == S.APPLIED


def test_an_editor_mends_but_only_an_officer_sends_again(group, editor, signed_in):
    returned = MembershipFactory(user=editor, organization__returned=True).organization

    answer = signed_in(editor).post(
        address("change", returned), {**DATA, "base_version": returned.version, "resubmit": "1"}
    )
    returned.refresh_from_db()
    assert (answer.status_code, returned.state) == (403, S.RETURNED)


def test_two_editors_never_overwrite_each_other_unseen(group, officer, editor, signed_in):
    first = signed_in(officer).post(address("change", group), {**DATA, "area": "市内東部", "base_version": 1})
    assert first.status_code == 302
    second = signed_in(editor).post(address("change", group), {**DATA, "area": "市内西部", "base_version": 1})
    assert [(each.label, each.theirs, each.mine) for each in second.context["differences"]] == [
        ("活動地域", "市内東部", "市内西部")
    ]
    group.refresh_from_db()
    assert (group.area, group.version) == ("市内東部", 2)
    chosen = {
        **DATA,
        "area": "市内西部",
        "kana": "タメシノカイカイ",
        "base_version": 2,
        "choice_area": "theirs",
    }
    assert signed_in(editor).post(address("change", group), chosen).status_code == 302
    group.refresh_from_db()
    assert (group.area, group.kana, group.version) == ("市内東部", "タメシノカイカイ", 3)


def test_an_edit_does_not_undo_a_step_taken_meanwhile(coordinator, signed_in):
    membership = MembershipFactory(organization__applied=True, officer=True)
    signed_in(coordinator).post(address("check", membership.organization), {"register": "1"})
    stale = {**DATA, "base_version": 1}
    signed_in(membership.user).post(address("change", membership.organization), stale)
    membership.organization.refresh_from_db()
    assert membership.organization.state == S.REGISTERED


STEPS = {
    # state: the steps that the officer and the coordinator may take from it
    S.APPLIED: ({"withdraw"}, {"register", "return", "withdraw"}),
    S.RETURNED: ({"resubmit", "withdraw"}, {"withdraw"}),
    S.REGISTERED: ({"withdraw"}, {"suspend", "withdraw"}),
    S.SUSPENDED: ({"withdraw"}, {"resume", "withdraw"}),
    S.WITHDRAWN: (set(), set()),
}


@pytest.mark.parametrize("state", S)
def test_who_may_take_which_step_from_which_state(state, coordinator, stranger, staff):
    group = OrganizationFactory(state=state)
    people = {
        role: MembershipFactory(organization=group, role=role).user
        for role in ("officer", "editor", "viewer")
    }

    def open_to(user):
        return {each.action for each in group.workflow.open_to(user, group)}

    assert (open_to(people["officer"]), open_to(coordinator)) == STEPS[state]
    for nobody in (people["editor"], people["viewer"], stranger, staff):
        assert open_to(nobody) == set()


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("suspend", "registered", "suspended"),
        ("resume", "suspended", "registered"),
        ("withdraw", "registered", "withdrawn"),
    ],
)
def test_steps_of_the_office_ask_for_a_reason(action, before, after, coordinator, signed_in):
    group = OrganizationFactory(state=before)
    there = address(action, group)
    refused = signed_in(coordinator).post(there, {"reason": " "})
    assert refused.context["form"].errors == {"reason": ["入力してください。"]}
    signed_in(coordinator).post(there, {"reason": "連絡がとれないため"})
    group.refresh_from_db()
    assert group.state == after


def test_steps_that_are_not_allowed_are_refused_in_words(coordinator, signed_in):
    group = OrganizationFactory(withdrawn=True)
    answer = signed_in(coordinator).post(address("suspend", group), {"reason": "理由"})
    assert "いまの状態（退会）では「止める」はできません。" in answer.content.decode()
    assert signed_in(coordinator).get(address("change", group)).status_code == 403


def test_the_office_registers_a_group_by_hand(coordinator, signed_in):
    signed_in(coordinator).post(reverse("organizations:add"), DATA)
    group = Organization.objects.get()
    assert (group.state, group.source) == (S.REGISTERED, "office")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_applications_costs_the_same_with_more_rows(
    number, coordinator, signed_in, django_assert_num_queries
):
    MembershipFactory.create_batch(number, organization__applied=True)
    client = signed_in(coordinator)
    client.get(reverse("organizations:applications"))
    with django_assert_num_queries(4):
        client.get(reverse("organizations:applications"))
