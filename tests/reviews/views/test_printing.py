from urllib.parse import quote

import pytest
from django.urls import reverse

from kyodo.models import Job
from kyodo.models.job import JobState
from reviews.views import printing
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory, UserFactory
from tests.factories.reviews import SheetFactory
from tests.kyodo.pdf.reading import open_pdf, text_of

pytestmark = pytest.mark.django_db
ONE = "reviews:print_sheet"
SELECTION, OPTIONS = "/reviews/print/selection/", "/reviews/print/"
BLANK = {"mode": "blank"}


@pytest.fixture
def clerk(client):
    user = PostFactory().user
    client.force_login(user)
    return user


@pytest.fixture
def sheet():
    return SheetFactory(
        number=3,
        project_name="介護する人の茶話会",
        group="4444444",
        city="2222222",
        group_comment="団体より",
        city_comment="市より",
    )


def print_of(sheet):
    return reverse(ONE, args=[sheet.pk])


def content(answer):
    return b"".join(answer.streaming_content)


class TestOneSheet:
    def test_opens_in_the_browser_under_a_name_that_says_what_it_is(self, client, clerk, sheet):
        answer = client.get(print_of(sheet))
        name = quote("ふりかえりシート_令和8年度_No003_介護する人の茶話会.pdf")

        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
        assert answer["Cache-Control"] == "private, no-store"
        assert "Content-Security-Policy" not in answer
        assert "市より" in text_of(content(answer))

    def test_in_each_mode(self, client, clerk, sheet):
        words = {"filled": "記入中", "comparison": "前年（記録なし）", "blank": "手書き用"}
        texts = {mode: text_of(content(client.get(print_of(sheet), {"mode": mode}))) for mode in words}

        assert {mode: words[mode] in text for mode, text in texts.items()} == dict.fromkeys(words, True)

    def test_in_a_mode_that_is_none(self, client, clerk, sheet):
        assert client.get(print_of(sheet), {"mode": "gold"}).status_code == 404

    def test_a_member_gets_the_own_half_until_both_have_finished(self, client, sheet):
        client.force_login(MembershipFactory(organization=sheet.organization).user)
        text = text_of(content(client.get(print_of(sheet))))

        assert ("団体より" in text, "市より" in text) == (True, False)
        assert "市の評価とコメントは、双方が書き終えると載ります。" in text

    def test_a_citizen_gets_a_published_one(self, client):
        assert client.get(print_of(SheetFactory(published=True))).status_code == 200

    @pytest.mark.parametrize("state", ["preparing", "meeting_open", "final"])
    def test_refused_a_citizen_does_not_find_another(self, client, state):
        assert client.get(reverse(ONE, args=[SheetFactory(**{state: True}).pk])).status_code == 404

    def test_refused_another_group_does_not_find_it(self, client, sheet):
        client.force_login(MembershipFactory().user)
        assert client.get(print_of(sheet)).status_code == 404

    def test_refused_the_own_group_does_not_find_one_in_preparation(self, client):
        sheet = SheetFactory(preparing=True)
        client.force_login(MembershipFactory(organization=sheet.organization).user)
        assert client.get(print_of(sheet)).status_code == 404


class TestASelection:
    def test_what_was_ticked_in_the_list_leads_to_the_choice_of_a_mode(self, client, clerk):
        one, two, _ = SheetFactory.create_batch(3)
        answer = client.post(SELECTION, {"sheet": [one.pk, two.pk]}, follow=True)

        assert answer.redirect_chain == [(f"{SELECTION}?sheet={one.pk}&sheet={two.pk}", 302)]
        assert [sheet.pk for sheet in answer.context["some"]] == [one.pk, two.pk]
        assert "<strong>2件</strong>（およそ4ページ）" in answer.text

    def test_all_that_the_lists_filters_leave(self, client, clerk):
        SheetFactory(year_of_round=2025)
        kept = SheetFactory(year_of_round=2026)
        answer = client.post(SELECTION, {"query": "year=2026"}, follow=True)

        assert [sheet.pk for sheet in answer.context["some"]] == [kept.pk]
        assert 'name="query" value="year=2026"' in answer.text

    def test_the_lists_own_query_string_is_a_selection(self, client, clerk):
        SheetFactory(year_of_round=2025)
        kept = SheetFactory(year_of_round=2026)
        answer = client.get(SELECTION, {"year": "2026"})

        assert [sheet.pk for sheet in answer.context["some"]] == [kept.pk]
        assert 'name="query" value="year=2026"' in answer.text

    def test_all_of_a_list_without_filters(self, client, clerk):
        SheetFactory.create_batch(2)
        assert client.post(SELECTION, {"query": ""}, follow=True).context["count"] == 2

    def test_up_to_ten_come_at_once(self, client, clerk):
        sheets = SheetFactory.create_batch(2)
        answer = client.post(SELECTION, {"sheet": [sheet.pk for sheet in sheets], **BLANK})
        data = content(answer)

        assert quote("ふりかえりシート_令和8年度_2件_空欄.pdf") in answer["Content-Disposition"]
        assert [mark.title.split()[0] for mark in open_pdf(data).outline] == [
            f"No.{sheet.number:03}" for sheet in sheets
        ]

    def test_more_than_ten_are_a_job(self, client, clerk, monkeypatch, django_capture_on_commit_callbacks):
        monkeypatch.setattr(printing, "AT_ONCE", 1)
        sheets = SheetFactory.create_batch(2)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(SELECTION, {"sheet": [sheet.pk for sheet in sheets], **BLANK})
        job = Job.objects.get()

        assert (answer.status_code, answer.url) == (302, reverse("job", args=[job.pk]))
        assert (job.owner, job.state, job.done, job.total) == (clerk, JobState.DONE, 2, 2)
        assert job.title == "ふりかえりシートの印刷（2件、空欄（手書き用））"

    def test_a_mode_that_is_none_is_said_and_the_selection_is_kept(self, client, clerk, sheet):
        answer = client.post(SELECTION, {"sheet": sheet.pk, "mode": "gold"})

        assert answer.status_code == 422
        assert "印刷のしかたを選んでください。" in answer.text
        assert f'name="sheet" value="{sheet.pk}"' in answer.text

    @pytest.mark.parametrize(
        "chosen", [{}, {"sheet": ["0", "x", "9" * 30]}, {"sheet": "1", "mode": "filled"}]
    )
    def test_without_a_sheet_one_is_led_back_to_the_list(self, client, clerk, chosen):
        answer = client.post(SELECTION, chosen, follow=True)

        assert answer.redirect_chain == [(reverse("reviews:sheets"), 302)]
        assert "印刷するシートを、一覧で選んでください。" in answer.text

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_refused_to_a_member(self, client, sheet, method):
        client.force_login(MembershipFactory(organization=sheet.organization).user)
        address = reverse("reviews:print_selection")
        assert getattr(client, method)(address, {"sheet": sheet.pk, **BLANK}).status_code == 403

    @pytest.mark.parametrize("rows", [1, 3])
    def test_its_page_costs_the_same_queries_for_one_and_for_three(
        self, client, clerk, rows, django_assert_num_queries
    ):
        sheets = SheetFactory.create_batch(rows)
        address = f"{SELECTION}?{'&'.join(f'sheet={sheet.pk}' for sheet in sheets)}"
        client.get(address)
        with django_assert_num_queries(5):
            assert client.get(address).status_code == 200


class TestAYear:
    def test_opens_with_the_newest_year_and_says_how_much_that_is(self, client, clerk):
        SheetFactory(year_of_round=2025)
        SheetFactory.create_batch(2, year_of_round=2026)
        answer = client.get(OPTIONS)

        assert (answer.context["count"], answer.context["form"]["year"].value()) == (2, "2026")
        assert "<strong>2件</strong>（およそ4ページ）" in answer.text

    def test_is_narrowed_by_division_and_state(self, client, clerk):
        division = DivisionFactory()
        kept = SheetFactory(final=True, division=division)
        SheetFactory(division=division)
        SheetFactory(final=True)
        chosen = {"year": 2026, "division": division.pk, "state": "final"}

        assert client.get(OPTIONS, chosen).context["count"] == 1
        answer = client.post(OPTIONS, {**chosen, **BLANK})
        assert kept.project_name in text_of(content(answer))

    def test_many_are_announced_as_work_that_goes_on_alone(self, client, clerk, monkeypatch):
        monkeypatch.setattr(printing, "AT_ONCE", 1)
        SheetFactory.create_batch(2)

        assert "できあがると、わたしの机に出ます。" in client.get(OPTIONS).text

    def test_nothing_to_print_is_said_in_the_form(self, client, clerk):
        SheetFactory()
        answer = client.post(OPTIONS, {"year": 2026, "state": "final", "mode": "filled"})

        assert answer.status_code == 422
        assert printing.NOTHING in answer.text

    def test_a_wrong_year_is_said_at_its_field(self, client, clerk):
        SheetFactory()
        answer = client.post(OPTIONS, {"year": "1600", "mode": "filled"})

        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["year"])

    def test_without_any_round_it_says_where_to_begin(self, client, clerk):
        assert "シートはまだありません" in client.get(OPTIONS).text

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("person", [UserFactory, lambda: MembershipFactory(officer=True).user])
    def test_refused_to_everybody_else(self, client, method, person):
        client.force_login(person())
        assert getattr(client, method)(reverse("reviews:print_options"), BLANK).status_code == 403

    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_queries_for_one_and_for_three(
        self, client, clerk, rows, django_assert_num_queries
    ):
        SheetFactory.create_batch(rows, division=DivisionFactory())
        client.get(OPTIONS)
        with django_assert_num_queries(6):
            assert client.get(OPTIONS).status_code == 200
