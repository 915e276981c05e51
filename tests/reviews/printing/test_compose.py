import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType

from kyodo.models import City
from reviews.enums import MeetingForm, SheetKind, Side
from reviews.models import Sheet
from reviews.printing.batch import in_print_order
from reviews.printing.compose import compose
from reviews.printing.document import Comment, MeetingNote, NextStep, PrintMode, Ratings, TextBlock
from reviews.printing.readers import OFFICE, reader_for
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import GoalFactory, PartnerFactory, ProjectYearFactory
from tests.factories.reviews import AxisSetFactory, MeetingFactory, MeetingPointFactory, SheetFactory
from tests.reviews.printing.composed import document, finalised

pytestmark = pytest.mark.django_db
NOBODY = (None,) * 7
FILLED, COMPARISON, BLANK = PrintMode.FILLED, PrintMode.COMPARISON, PrintMode.BLANK
VISITOR = AnonymousUser()


@pytest.fixture
def clerk():
    return PostFactory().user


@pytest.fixture
def sheet(settings):
    settings.SITE_URL = "https://kyodo.example.jp"
    return SheetFactory(
        final=True,
        number=3,
        group="4543210",
        city="3333333",
        agreed="4444444",
        organization_name="髙﨑・𠮷田まちづくり研究会",
        project_name="介護する人の茶話会",
        division_name="高齢者支援課",
        form_name="補助",
        purpose="話せる場をつくる。",
        result="12回ひらいた。",
        group_comment="続けたい。",
        city_comment="周知を早める。",
    )


class TestAFinishedSheet:
    def test_names_numbers_and_address_are_those_of_the_sheet(self, sheet):
        City.objects.create(preset="x", name="みどり市", portal_name="協働ポータル", office_name="協働課")
        City.forget()
        page = document(finalised(sheet, 2027, 6, 10, 9))

        assert (page.number, page.kind, page.fiscal_year) == ("003", "最終", "令和8年度（2026年度）")
        assert (page.city, page.portal) == ("みどり市", "協働ポータル")
        assert (page.division, page.organizations) == ("高齢者支援課", ("髙﨑・𠮷田まちづくり研究会",))
        assert (page.project, page.form) == ("介護する人の茶話会", "補助")
        assert (page.state, page.finalised_on) == ("確定", datetime.date(2027, 6, 10))
        assert page.url == f"https://kyodo.example.jp/reviews/{sheet.pk}/"

    def test_scores_stand_in_the_order_of_the_axes_and_a_missing_one_is_none(self, sheet):
        page = document(sheet)

        assert page.ratings == Ratings((4, 5, 4, 3, 2, 1, None), (3,) * 7, (4,) * 7)
        assert [axis.number for axis in page.axes] == [1, 2, 3, 4, 5, 6, 7]
        assert page.scale[0] == "十分できた"

    def test_texts_and_comments(self, sheet):
        page = document(sheet)

        assert page.texts[0] == TextBlock("事業の目的", "話せる場をつくる。", known_before=True)
        assert page.texts[3] == TextBlock("事業の結果", "12回ひらいた。")
        assert page.comments == (Comment("団体", "続けたい。"), Comment("市", "周知を早める。"))

    def test_a_later_edit_of_project_group_or_division_changes_nothing(self, sheet):
        before = document(sheet)
        year = sheet.project_year
        type(year).objects.filter(pk=year.pk).update(name="別の名前", result="別の結果")
        type(year.project).objects.filter(pk=year.project_id).update(purpose="別の目的")
        type(sheet.organization).objects.filter(pk=sheet.organization_id).update(name="別の会")

        assert document(sheet).digest == before.digest

    def test_the_minutes(self, sheet):
        meeting = MeetingFactory(
            sheet=sheet,
            form=MeetingForm.ONLINE,
            place="",
            group_attendees="代表",
            city_attendees="係長",
            agreed="続ける。",
        )
        MeetingPointFactory(meeting=meeting, said="早かった。", next_step="月に一度話す。")

        assert document(sheet).meeting == MeetingNote(
            datetime.date(2027, 6, 10),
            "（オンライン）",
            "団体：代表　市：係長",
            "続ける。",
            (NextStep("協働の有効性", "月に一度話す。", "早かった。"),),
        )

    def test_an_interim_sheet_says_so(self, sheet):
        Sheet.objects.filter(pk=sheet.pk).update(kind=SheetKind.INTERIM)

        assert document(sheet).kind == "中間"


class TestWhoReads:
    """Before both sides have finished, nobody gets the other side's scores or comment on paper."""

    @pytest.fixture
    def half(self):
        return SheetFactory(
            city_done=True, group="4444444", city="2222222", group_comment="団体より", city_comment="市より"
        )

    def test_the_group_sees_its_own_half(self, half):
        page = document(half, reader=reader_for(MembershipFactory(organization=half.organization).user))

        assert page.ratings == Ratings((4,) * 7, NOBODY, NOBODY)
        assert (page.comments, page.unseen) == ((Comment("団体", "団体より"),), ("city",))

    @pytest.mark.parametrize("mode", [FILLED, COMPARISON])
    def test_the_city_sees_its_own_half(self, half, clerk, mode):
        page = document(half, mode, reader_for(clerk))

        assert page.ratings == Ratings(NOBODY, (2,) * 7, NOBODY)
        assert (page.comments, page.unseen) == ((Comment("市", "市より"),), ("group",))

    def test_the_command_stands_on_the_citys_side(self, half, clerk):
        assert document(half) == document(half, reader=reader_for(clerk))

    def test_a_clerk_who_is_a_member_reads_as_the_group(self, half, clerk):
        MembershipFactory(organization=half.organization, user=clerk)

        assert document(half, reader=reader_for(clerk)).unseen == ("city",)

    def test_a_stranger_sees_neither(self, half):
        page = document(half, reader=reader_for(VISITOR))

        assert (page.ratings, page.comments) == (Ratings(NOBODY, NOBODY, NOBODY), ())
        assert page.unseen == ("group", "city")

    def test_what_may_not_be_seen_is_not_even_in_the_data(self, half, clerk):
        assert "団体より" not in repr(document(half, reader=reader_for(clerk)))

    def test_a_citizen_reads_a_published_sheet_without_the_names_of_the_table(self, settings):
        settings.SITE_URL = "https://kyodo.example.jp"
        sheet = SheetFactory(published=True, group="4444444", city="2222222")
        meeting = MeetingFactory(sheet=sheet, group_attendees="代表", city_attendees="係長")
        MeetingPointFactory(meeting=meeting, said="早かった。", next_step="月に一度話す。")
        page = document(sheet, reader=reader_for(VISITOR))

        assert page.ratings == Ratings((4,) * 7, (2,) * 7, NOBODY)
        assert (page.meeting.attendees, page.meeting.steps) == (
            "",
            (NextStep("協働の有効性", "月に一度話す。"),),
        )
        assert page.url == f"https://kyodo.example.jp/reviews/published/{sheet.pk}/"


class TestBlank:
    def test_holds_names_and_what_was_known_and_no_answer(self, sheet):
        MeetingFactory(sheet=sheet)
        page = document(finalised(sheet, 2027, 6, 10), BLANK)

        assert page.project == "介護する人の茶話会"
        assert [text.text for text in page.texts] == ["話せる場をつくる。", "", "", "", ""]
        assert (page.ratings, page.comments) == (
            Ratings(NOBODY, NOBODY, NOBODY),
            (Comment("団体"), Comment("市")),
        )
        assert (page.meeting, page.finalised_on, page.unseen) == (None, None, ())

    def test_stays_the_same_while_the_sheet_is_filled_in(self):
        sheet = SheetFactory(purpose="目的")
        before = document(sheet, BLANK)
        Sheet.objects.filter(pk=sheet.pk).update(group_comment="書いた", result="書いた")
        sheet.ratings.create(axis=sheet.axis_set.axes.first(), side=Side.GROUP, value=4)

        assert document(sheet, BLANK).digest == before.digest


class TestComparison:
    def last_year(self, sheet, **options):
        year = ProjectYearFactory(project=sheet.project_year.project, fiscal_year=sheet.fiscal_year - 1)
        partner = PartnerFactory(project_year=year, organization=sheet.organization)
        return SheetFactory(partner=partner, year_of_round=year.fiscal_year, **options)

    def test_takes_the_same_project_and_group_of_the_year_before(self, sheet):
        self.last_year(sheet, final=True, group="1111111", city="2222222", agreed="3333333")
        SheetFactory(final=True, year_of_round=2025, group="5555555")
        page = document(sheet, COMPARISON)

        assert page.previous.label == "令和7年度"
        assert page.previous.ratings == Ratings((1,) * 7, (2,) * 7, (3,) * 7)

    def test_matches_the_axes_of_another_version_by_their_names(self, sheet):
        before = self.last_year(sheet, final=True)
        other = AxisSetFactory(version=2, is_current=False, axes=3)
        last = other.axes.get(number=3)
        last.label = "目的の達成度"
        last.save()
        Sheet.objects.filter(pk=before.pk).update(axis_set=other)
        before.ratings.create(axis=last, side=Side.GROUP, value=5)

        assert document(sheet, COMPARISON).previous.ratings.group == (None, None, None, 5, None, None, None)

    def test_an_unfinished_year_is_no_measure(self, sheet):
        self.last_year(sheet, group="1111111")

        assert document(sheet, COMPARISON).previous is None

    def test_a_citizen_compares_with_a_published_year_alone(self):
        sheet = SheetFactory(published=True, group="4444444")
        before = self.last_year(sheet, final=True, group="1111111")
        assert document(sheet, COMPARISON, reader_for(VISITOR)).previous is None

        Sheet.objects.filter(pk=before.pk).update(state="published")
        assert document(sheet, COMPARISON, reader_for(VISITOR)).previous.ratings.group == (1,) * 7

    def test_a_filled_sheet_does_not_hang_on_last_year(self, sheet):
        before = document(sheet)
        self.last_year(sheet, final=True, group="1111111")

        assert document(sheet).digest == before.digest


def test_documents_come_in_the_order_of_the_sheets():
    sheets = SheetFactory.create_batch(3)

    assert [page.number for page in compose(sheets[::-1], mode=FILLED, reader=OFFICE)] == [
        f"{sheet.number:03}" for sheet in sheets[::-1]
    ]


@pytest.mark.parametrize(("mode", "queries"), [(FILLED, 8), (COMPARISON, 9), (BLANK, 3)])
@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(mode, queries, rows, clerk, django_assert_num_queries):
    for _ in range(rows):
        sheet = finalised(SheetFactory(final=True, group="4444444", city="2222222"), 2027, 6, 10)
        MeetingPointFactory(meeting=MeetingFactory(sheet=sheet))
        GoalFactory(project_year=sheet.project_year)
    reader = reader_for(clerk)
    assert clerk.standing.is_staff
    City.current()
    ContentType.objects.get_for_model(Sheet)
    with django_assert_num_queries(queries):
        documents = compose(in_print_order(Sheet.objects.all()), mode=mode, reader=reader)
    assert len(documents) == rows


def test_the_same_sheet_prints_alike_for_all_of_city_hall(sheet, clerk):
    other = PostFactory(coordinator=True).user

    assert document(sheet, reader=reader_for(clerk)) == document(sheet, reader=reader_for(other))
