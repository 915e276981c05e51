import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.conflicts import EditConflict
from kyodo.models import StateChange
from kyodo.workflow import StepRefused
from reviews.actions.reports import (
    add_block,
    change_block,
    change_report,
    keep_edition,
    make_report,
    move_block,
    publish_report,
    remove_block,
    unpublish_report,
)
from reviews.enums import BlockKind, ReportState
from reviews.models import ReportBlock
from reviews.report_document import compose
from tests.factories.organizations import PostFactory
from tests.factories.surveys import QuestionFactory, ReportBlockFactory, SurveyFactory, SurveyReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return PostFactory(coordinator=True).user


@pytest.fixture
def report():
    """In 作成, of a published survey, with three blocks."""
    report = SurveyReportFactory(survey__published=True)
    for text in ("一", "二", "三"):
        ReportBlockFactory(report=report, text=text)
    return report


def texts(report) -> list[str]:
    return [block.text for block in report.blocks.all()]


def content_of(file) -> bytes:
    with file.open() as opened:
        return opened.read()


def test_a_report_is_made_of_what_the_survey_asks(by):
    survey = SurveyFactory(title="協働の調査")
    QuestionFactory(survey=survey, code="P_KIND")
    report = make_report(survey=survey, template="musashino", by=by)
    assert report.title == "協働の調査 報告書"
    asked = {block.question for block in report.blocks.all()}
    assert asked == {"", "group", "division", "P_KIND"}
    assert report.history.get().history_user == by
    assert report.blocks.first().history.get().history_user == by


def test_a_second_report_is_refused(by, report):
    with pytest.raises(ValidationError, match="もう報告書があります"):
        make_report(survey=report.survey, template="blank", by=by)


def test_blocks_are_added_moved_changed_and_removed(by, report):
    one, two, three = report.blocks.all()
    add_block(report, after=one, fields={"kind": BlockKind.TEXT, "text": "一の次"}, by=by)
    add_block(report, fields={"kind": BlockKind.TEXT, "text": "四"}, by=by)
    assert texts(report) == ["一", "一の次", "二", "三", "四"]
    move_block(three, by_places=-2)
    move_block(one, by_places=-1)
    assert texts(report) == ["一", "三", "一の次", "二", "四"]
    change_block(two, base_version=1, fields={"text": "二の二"}, by=by)
    removed = one.pk
    remove_block(one, by=by)
    assert texts(report) == ["三", "一の次", "二の二", "四"]
    kept = ReportBlock.history.filter(id=removed).first()
    assert (kept.history_type, kept.history_user, kept.text) == ("-", by, "一")
    assert [each.text for each in two.history.all()] == ["二の二", "二"]


def test_whoever_saves_second_is_refused(by, report):
    block = report.blocks.first()
    change_block(block, base_version=1, fields={"text": "先"}, by=by)
    with pytest.raises(EditConflict):
        change_block(block, base_version=1, fields={"text": "後"}, by=by)
    change_report(report, title="新しい題", base_version=1, by=by)
    with pytest.raises(EditConflict):
        change_report(report, title="後の題", base_version=1, by=by)
    assert (texts(report)[0], report.__class__.objects.get().title) == ("先", "新しい題")


def test_a_published_report_refuses_every_change(by, report):
    block = report.blocks.first()
    publish_report(report, by=by)
    for change in (
        lambda: add_block(report, fields={"kind": BlockKind.TEXT}, by=by),
        lambda: change_block(block, base_version=1, fields={"text": "x"}, by=by),
        lambda: move_block(block, by_places=1),
        lambda: remove_block(block, by=by),
        lambda: change_report(report, title="x", base_version=1, by=by),
        lambda: publish_report(report, by=by),
    ):
        with pytest.raises(StepRefused, match="先に公表をやめてください"):
            change()
    unpublish_report(report, reason="直すため", by=by)
    assert [each.reason for each in StateChange.objects.order_by("pk")] == ["", "直すため"]
    move_block(block, by_places=1)
    assert texts(report) == ["二", "一", "三"]


def test_publishing_is_refused_before_the_survey_and_with_what_cannot_be_read(by, report):
    early = SurveyReportFactory()
    with pytest.raises(StepRefused, match="先に調査を公表してください"):
        publish_report(early, by=by)
    ReportBlockFactory(report=report, text="{tpo.label}")
    with pytest.raises(StepRefused, match="直すところが1件あります"):
        publish_report(report, by=by)


def test_percentages_typed_by_hand_are_to_be_confirmed_as_they_stand(by, report):
    block = report.blocks.first()
    change_block(block, base_version=1, fields={"text": "全体の53.3%です。"}, by=by)
    mark = compose(report).typed_mark
    with pytest.raises(StepRefused, match="手で打った割合"):
        publish_report(report, by=by)
    change_block(block, base_version=2, fields={"text": "全体の54%です。"}, by=by)
    with pytest.raises(StepRefused, match="手で打った割合"):
        publish_report(report, confirmed=mark, by=by)
    assert publish_report(report, confirmed=compose(report).typed_mark, by=by).state == ReportState.PUBLISHED


def test_others_are_forbidden_to_publish_and_taking_it_back_needs_a_reason(by, report):
    with pytest.raises(PermissionDenied):
        publish_report(report, by=PostFactory().user)
    publish_report(report, by=by)
    with pytest.raises(StepRefused, match="理由"):
        unpublish_report(report, reason=" ", by=by)


def test_an_edition_is_kept_once_for_each_content(by, report):
    with pytest.raises(StepRefused):
        keep_edition(compose(report), b"%PDF", pages=1)
    publish_report(report, by=by)
    first = keep_edition(compose(report), b"%PDF-1", pages=3)
    assert keep_edition(compose(report), b"%PDF-2", pages=3) == first
    unpublish_report(report, reason="直すため", by=by)
    change_report(report, title="直した", base_version=1, by=by)
    report = publish_report(report, by=by)
    second = keep_edition(compose(report), b"%PDF-3", pages=4)
    assert [(each.number, content_of(each.file), each.pages) for each in report.editions.all()] == [
        (2, b"%PDF-3", 4),
        (1, b"%PDF-1", 3),
    ]
    assert second.digest != first.digest
