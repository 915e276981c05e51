import pytest

from kyodo.workflow import move
from organizations.models import Division, Organization
from projects.actions.follows import follow
from projects.actions.ledger import UndoRefused, obstacles, undo_import
from projects.models import CollaborationForm, Partner, Project, ProjectYear
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import GoalFactory, ProjectYearFactory
from tests.factories.reviews import SheetFactory

from .books import imported, row

pytestmark = pytest.mark.django_db
ROWS = (
    row(協働の形態="共催", 協働の相手="うみの会、そらの会", 種別="任意団体"),
    row(事業名="読み聞かせ", 市の負担額=5),
)


@pytest.fixture
def done(kept, coordinator):
    imported(*ROWS, by=coordinator, kept=kept)
    return kept


def counts():
    return [
        model.objects.count() for model in (CollaborationForm, Organization, Project, ProjectYear, Partner)
    ]


def test_what_was_made_goes_and_its_history_says_why(done, coordinator):
    assert counts() == [2, 3, 2, 2, 3]
    undo_import(done, by=coordinator)
    assert counts() == [1, 0, 0, 0, 0]
    assert Division.objects.filter(name="みどり公園課").count() == 0
    gone = Project.history.filter(history_type="-")
    assert {(each.history_user, each.history_change_reason) for each in gone} == {
        (coordinator, "台帳の取り込みの取り消し")
    }
    assert done.undone_at is not None


def test_what_was_changed_is_put_back(kept, coordinator):
    imported(row(市の負担額=1, 目的="もとの目的"), by=coordinator)
    imported(
        row(市の負担額=2, 目的="新しい目的", 協働の相手="うみの会", 種別="任意団体"),
        by=coordinator,
        kept=kept,
    )
    undo_import(kept, by=coordinator)
    year = ProjectYear.objects.get()
    assert (year.city_cost, year.project.purpose, year.partner_names, year.version) == (
        1,
        "もとの目的",
        "NPO法人みどりの会",
        3,
    )
    partner = year.partners.get()
    assert (partner.name, partner.kind, partner.organization.name) == (
        "NPO法人みどりの会",
        "npo",
        "NPO法人みどりの会",
    )
    assert [group.name for group in Organization.objects.all()] == ["NPO法人みどりの会"]


def test_after_an_edit_it_is_refused_and_says_what_was_edited(done, coordinator):
    project = Project.objects.get(name="花壇づくり")
    project.purpose = "画面で書いた"
    project.save()
    with pytest.raises(UndoRefused) as refused:
        undo_import(done, by=coordinator)
    assert refused.value.reasons == ["協働事業「花壇づくり」が、取り込みのあとに変えられています。"]
    assert counts() == [2, 3, 2, 2, 3]


def test_after_a_step_it_is_refused(done, coordinator):
    move(ProjectYear.objects.get(name="花壇づくり"), "abolish", by=coordinator, reason="統合のため")
    assert obstacles(done) == ["年度実績「花壇づくり」が、取り込みのあとに変えられています。"]


BUILT = {
    "年度実績「読み聞かせ」に、あとから「目標」": lambda: GoalFactory(
        project_year=ProjectYear.objects.get(name="読み聞かせ")
    ),
    "団体「うみの会」に、あとから「会員」": lambda: MembershipFactory(
        organization=Organization.objects.get(name="うみの会")
    ),
    "課「みどり公園課」に、あとから「所属」": lambda: PostFactory(
        division=Division.objects.get(name="みどり公園課")
    ),
    "協働事業「読み聞かせ」に、あとから「年度実績」": lambda: ProjectYearFactory(
        project=Project.objects.get(name="読み聞かせ"), fiscal_year=2025
    ),
    "協働の形態「共催」に、あとから「年度実績」": lambda: ProjectYearFactory(
        form=CollaborationForm.objects.get(name="共催")
    ),
}


@pytest.mark.parametrize("what", BUILT)
def test_after_something_was_built_on_it_it_is_refused(what, done):
    BUILT[what]()
    assert obstacles(done) == [f"{what}がつながっています。"]


def test_after_a_sheet_was_opened_it_is_refused(done):
    SheetFactory(partner=Partner.objects.get(name="うみの会"))
    assert "協働の相手「うみの会」に、あとから「ふりかえりシート」がつながっています。" in obstacles(done)


def test_following_a_project_builds_nothing_on_it(done, coordinator):
    follow(project=Project.objects.first(), by=coordinator)
    assert obstacles(done) == []


def test_many_obstacles_are_counted_after_the_first_ten(kept, coordinator):
    imported(*(row(事業名=f"事業{number}") for number in range(13)), by=coordinator, kept=kept)
    for project in Project.objects.all():
        project.save()
    assert obstacles(kept)[10:] == ["ほかに3件あります。"]


def test_a_later_import_that_leans_on_it_must_go_first(done, coordinator):
    imported(row(事業名="海岸そうじ"), by=coordinator)
    assert "課「みどり公園課」に、あとから「年度実績」がつながっています。" in obstacles(done)


def test_twice_is_refused(done, coordinator):
    undo_import(done, by=coordinator)
    with pytest.raises(UndoRefused, match="もう取り消されています"):
        undo_import(done, by=coordinator)


def test_what_was_never_imported_cannot_be_undone(done):
    done.imported_at = None
    assert obstacles(done) == ["まだ取り込んでいません。"]
