from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of, within
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import BlockKind, ReportState, SurveyState, TableOrder
from ..workflow import report_workflow


class SurveyReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for staff; for everybody what is published, as long as its survey is."""
        if user.has_perm("reviews.view_report"):
            return self
        return self.filter(state=ReportState.PUBLISHED, survey__state=SurveyState.PUBLISHED)


class SurveyReport(Stateful, Versioned, Stamped):
    """報告書 of a survey: blocks in an order, whose sentences take their numbers from the tabulation.

    Coordinators write it while it is in 作成; published, nothing in it changes. Its numbers are always those that the
    survey's published tables show.
    """

    survey = models.OneToOneField("reviews.Survey", on_delete=models.CASCADE, related_name="report")
    title = models.CharField("題名", max_length=150)
    state = models.CharField("状態", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    history = HistoricalRecords()

    workflow = report_workflow
    objects = SurveyReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "調査の報告書"
        constraints = [one_of("state", ReportState, name="surveyreport_state_known")]

    def __str__(self):
        return self.title

    @property
    def badge(self) -> ReportState:
        """The state as a member of its enum, for its label and tone."""
        return ReportState(self.state)


class ReportBlock(Versioned):
    """報告書の一部: a heading, sentences with {numbers} in them, a figure, a table, or grouped quotes.

    `question` and `by` (two parted by 「/」) are question codes or an attribute's name: what figure and table show, and
    what the sentences name. `text` is a figure's or table's caption. `most` is how many quotes stand under a heading.
    """

    report = models.ForeignKey(SurveyReport, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField("種類", max_length=10, choices=BlockKind)
    level = models.PositiveSmallIntegerField("見出しの段", default=2)
    text = models.TextField("文", max_length=4000, blank=True)
    question = models.CharField("設問", max_length=30, blank=True)
    by = models.CharField("分け方", max_length=70, blank=True)
    order = models.CharField("並べ方", max_length=15, choices=TableOrder, default=TableOrder.QUESTIONNAIRE)
    once = models.BooleanField("事業を1件と数える", default=False)
    most = models.PositiveSmallIntegerField("分類ごとにのせる数", default=5)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "報告書の一部"
        ordering = ["position", "pk"]
        constraints = [
            one_of("kind", BlockKind, name="reportblock_kind_known"),
            one_of("order", TableOrder, name="reportblock_order_known"),
            within("level", 1, 3, name="reportblock_level", message="見出しの段は1から3までです。"),
            within("most", 1, 50, name="reportblock_most", message="1から50までの数を入れてください。"),
        ]

    def __str__(self):
        return self.text[:40] or self.question


class ReportEdition(models.Model):
    """公表した版: the PDF of a report as it was once published. Nothing changes it.

    `digest` is that of the content: the page offers the file as long as it says the same.
    """

    report = models.ForeignKey(SurveyReport, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField("版")
    file = models.FileField("PDF", upload_to="reports/%Y")
    digest = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField("ページ数")
    made_at = models.DateTimeField("作った日時", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "公表した版"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reportedition_once")]

    def __str__(self):
        return f"{self.report}　第{self.number}版"
