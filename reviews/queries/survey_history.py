"""経過: what happened to one survey – its steps, its questions, who was asked as what, what was sent and handed in."""

import datetime
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from kyodo.history import Event, history_of, who
from kyodo.models import Letter, StateChange
from organizations.models import User

from ..enums import ExperienceGroup
from ..letters import CLOSED, REMINDER, SENT, key_of
from ..models import Question, Respondent, Survey

MOST = 200  # of one kind; the newest
WITH_THE_SURVEY = datetime.timedelta(
    minutes=1
)  # questions written so soon after it came with its questionnaire
NOT_TOLD = {
    "replaced_by",
    "position",
}  # the new version tells it; places change with every question that comes in
SENT_WORDS = {SENT: "回答のお願い", REMINDER: "催促", CLOSED: "締切のお知らせ"}
STEP_WORDS = {
    "submit": "の回答を出しました",
    "take_back": "の回答を書き直すことにしました",
    "return": "の回答を戻しました",
}


def survey_events(survey: Survey) -> list[Event]:
    """The newest events first; a fixed number of queries, however many 課 were asked."""
    own = history_of(survey)
    made_at = own[-1].at if own else survey.created_at
    events = [
        *own,
        *_of_questions(survey, made_at),
        *_of_those_asked(survey),
        *_of_answers(survey),
        *_of_letters(survey),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)[:MOST]


def _of_questions(survey: Survey, made_at: datetime.datetime) -> Iterator[Event]:
    """Those that are gone too. What came with the questionnaire is one line."""
    recorded = Question.history.filter(survey_id=survey.pk).order_by("history_id")
    rows = {pk: (code, version) for pk, code, version in recorded.values_list("id", "code", "version")}
    names = {(Question, pk): _name_of(*told) for pk, told in rows.items()}
    first = []
    for event in history_of(*(Question(pk=pk) for pk in rows), names=names, limit=2 * MOST, hidden=NOT_TOLD):
        if not event.changes and event.at - made_at < WITH_THE_SURVEY:
            first.append(event)
        else:
            yield event
    if first:
        yield Event(first[-1].at, first[-1].who, f"調査票から{len(first)}問を入れました")


def _name_of(code: str, version: int) -> str:
    return f"設問「{code}」" if version == 1 else f"設問「{code}」の第{version}版"


def _of_those_asked(survey: Survey) -> Iterator[Event]:
    """Another 属性 than the records say, with its reason; another 課 that answers. Steps are told by `_of_answers`."""
    rows = Respondent.history.filter(survey_id=survey.pk, history_type="~", history_change_reason=None)
    newest = list(rows.select_related("history_user").order_by("-history_date", "-history_id")[:MOST])
    names = dict(
        Respondent.objects.filter(pk__in=[row.answers_through_id for row in newest]).values_list("pk", "name")
    )
    last: dict[int, tuple[str, str]] = {}
    for row in reversed(newest):
        given = (row.group, row.group_reason)
        if row.group_set_by_id and last.get(row.id) != given:
            last[row.id] = given
            label = ExperienceGroup(row.group).label
            yield _event(row, f"{row.name}の属性を「{label}」にしました", row.group_reason)
        elif row.answers_through_id:
            other = names.get(row.answers_through_id, "別の課")
            yield _event(row, f"{row.name}の回答を、{other}が代わりに出すことにしました")
        else:
            yield _event(row, f"{row.name}が、自分で回答することにしました")


def _event(row, what: str, reason: str = "") -> Event:
    return Event(row.history_date, who(row.history_user), what, reason=reason)


def _of_answers(survey: Survey) -> Iterator[Event]:
    """Handed in, taken back, returned with a reason; what was taken in together is one line."""
    asked = StateChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Respondent),
        object_id__in=survey.respondents.values("pk"),
    )
    steps = list(asked.filter(action__in=STEP_WORDS).select_related("by").order_by("-at", "-pk")[:MOST])
    named = survey.respondents.filter(pk__in=[step.object_id for step in steps])
    names = dict(named.values_list("pk", "name"))
    for step in steps:
        what = f"{names.get(step.object_id, '回答者')}{STEP_WORDS[step.action]}"
        yield Event(step.at, who(step.by), what, reason=step.reason)
    together = asked.filter(action="import").order_by().values("at", "by").annotate(number=Count("pk"))
    rows = list(together.order_by("-at")[:MOST])
    people = _people(row["by"] for row in rows)
    for row in rows:
        yield Event(row["at"], who(people.get(row["by"])), f"{row['number']}件の回答をまとめて取り込みました")


def _of_letters(survey: Survey) -> Iterator[Event]:
    """To how many people the survey was sent, and who of them was reminded, day by day."""
    written = Q()
    for kind in SENT_WORDS:
        written |= Q(kind=kind, key__startswith=key_of(kind, survey))
    days = (
        Letter.objects.filter(written).annotate(day=TruncDate("created_at")).order_by().values("kind", "day")
    )
    counted = days.annotate(
        number=Count("recipient", distinct=True), at=Min("created_at"), by=Max("created_by")
    )
    rows = list(counted.order_by("-day")[:MOST])
    people = _people(row["by"] for row in rows)
    for row in rows:
        what = f"{SENT_WORDS[row['kind']]}を{row['number']}人に送りました"
        yield Event(row["at"], who(people.get(row["by"])), what)


def _people(keys: Iterable[int | None]) -> dict[int, User]:
    return User.objects.in_bulk({key for key in keys if key})
