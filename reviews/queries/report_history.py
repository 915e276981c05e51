"""What happened to one report: its title and steps, and every block that was written, changed or taken out."""

import datetime
from collections.abc import Iterator

from kyodo.history import Event, history_of

from ..enums import BlockKind
from ..models import ReportBlock, SurveyReport

MOST = 200  # the newest
WITH_THE_REPORT = datetime.timedelta(minutes=1)  # blocks written so soon after it came out of its template
WRITTEN = "を登録しました"
NOT_TOLD = {"position"}


def report_events(report: SurveyReport) -> list[Event]:
    """The newest events first; a fixed number of queries."""
    own = history_of(report)
    made_at = own[-1].at if own else report.created_at
    events = [*own, *_of_blocks(report, made_at)]
    return sorted(events, key=lambda event: event.at, reverse=True)[:MOST]


def _of_blocks(report: SurveyReport, made_at: datetime.datetime) -> Iterator[Event]:
    """Those that are gone too. What came out of the template is one line."""
    rows = ReportBlock.history.filter(report_id=report.pk).order_by("history_id")
    names = {
        (ReportBlock, pk): f"{BlockKind(kind).label}「{(text or question)[:20]}」"
        for pk, kind, text, question in rows.values_list("id", "kind", "text", "question")
    }
    blocks = [ReportBlock(pk=pk) for _, pk in names]
    first = []
    for event in history_of(*blocks, names=names, limit=2 * MOST, hidden=NOT_TOLD):
        if event.what.endswith(WRITTEN) and event.at - made_at < WITH_THE_REPORT:
            first.append(event)
        else:
            yield event
    if first:
        yield Event(first[-1].at, first[-1].who, f"ひな形から{len(first)}個を入れました")
