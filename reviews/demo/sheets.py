"""The sheets of the demo: two years published, one round open with a sheet in every state. All of it is made up."""

import datetime

from django.contrib.contenttypes.models import ContentType

from kyodo.models import StateChange
from kyodo.wareki import JAPAN
from organizations.models import User
from projects.enums import Visibility
from projects.models import Partner

from ..enums import MeetingForm, SheetKind, SheetState, Side
from ..models import AxisSet, Meeting, MeetingPoint, Rating, ReviewRound, Sheet

S = SheetState
# The open round: one sheet a state, and the two kinds of half-finished ones. (state, group finished, city finished)
OPEN_ROUND = [
    (S.MEETING, True, True),  # 多言語情報提供事業
    (S.OPEN, False, True),  # こそだてフェスタ, みほん子育てひろば: the demo's officer has it to fill in
    (S.PREPARING, False, False),
    (S.OPEN, True, False),
    (S.PUBLISHED, True, True),  # 小規模公園
    (S.FINAL, True, True),
    (S.OPEN, False, False),  # ケアラー支援: late
]
# Scores of the seven axes by sheet and year, group then city; 0 stands for none.
SCORES = [
    ("4443443", "4344434"),
    ("5434354", "4443443"),
    ("3443434", "4433343"),
    ("4344434", "3343443"),
    ("4534354", "4433444"),
    ("3343343", "4444443"),
    ("4453345", "3444430"),
]
# By 課: what the group wrote, and what the city wrote.
COMMENTS = {
    "文化振興課": (
        "置き場所が増え、読み手の声が直接届くようになった。訳す人を増やすため、夜の集まりも開きたい。",
        "選ぶ記事を早めに渡せるよう、庁内の締切を一週間早める。",
    ),
    "児童青少年課": (
        "団体どうしが顔見知りになり、ふだんの活動でも助け合えた。受付の待ち時間は来年度の課題。",
        "広報の役割を分けたことで、準備の重なりが減った。受付の進め方を一緒に考えたい。",
    ),
    "みどり公園課": (
        "道具の貸し出しが早くなり、当番が回しやすくなった。夏の作業の時間は見直したい。",
        "近所の方から礼の電話が増えた。三つ目の公園は、町会の意見を聞いてから決める。",
    ),
    "高齢者支援課": (
        "夜の回を開いて、働きながら介護をする人と初めて話せた。会場の予約を早めに決めたい。",
        "相談の窓口へつながった人が増えた。補助が終わったあとの続け方を、年度の前半に話し合う。",
    ),
}
SAID = [
    "会場を分け合えたのがよかった。",
    "始めに目的を紙に書いたので、迷わなかった。",
    "連絡が電話だけになることがあった。",
]
NEXT_STEPS = [
    "連絡の道具を一つに決める。",
    "中間の話し合いを秋に開く。",
    "参加した人への聞き取りを、春に行う。",
]
AGREED = "役割の表を年度の初めに見直し、秋に中間のふりかえりを開く。広報は市、当日の進行は団体が受け持つ。"


def make_sheets(today: datetime.date) -> None:
    """Rounds of the last three finished fiscal years; the newest is open."""
    present = today.year if today.month >= 4 else today.year - 1
    axis_set = AxisSet.objects.get(is_current=True)
    coordinator = User.objects.get(email="coordinator@kyodo.example")
    for year in (present - 3, present - 2):
        due = datetime.date(year + 1, 5, 31)
        review_round = _round(year, axis_set, coordinator, due)
        for index, partner in enumerate(_partners(year)):
            _sheet(review_round, partner, index, (S.PUBLISHED, True, True), coordinator)
    review_round = _round(present - 1, axis_set, coordinator, today + datetime.timedelta(days=10))
    for index, partner in enumerate(_partners(present - 1)):
        late = index == len(OPEN_ROUND) - 1
        due = today - datetime.timedelta(days=4) if late else review_round.entry_due_on
        _sheet(review_round, partner, index, OPEN_ROUND[index], coordinator, due=due)


def _partners(year: int):
    """The partners of the published projects, in the order in which they were logged."""
    return (
        Partner.objects.filter(
            project_year__fiscal_year=year, project_year__project__visibility=Visibility.PUBLIC
        )
        .select_related(
            "project_year__project", "project_year__division", "project_year__form", "organization"
        )
        .order_by("project_year_id", "position")
    )


def _round(year: int, axis_set: AxisSet, by: User, due: datetime.date) -> ReviewRound:
    return ReviewRound.objects.create(
        fiscal_year=year,
        axis_set=axis_set,
        entry_due_on=due,
        meeting_due_on=due + datetime.timedelta(days=30),
        opened_by=by,
    )


def _sheet(review_round, partner, index, standing, by, *, due=None) -> None:
    state, group_done, city_done = standing
    year = partner.project_year
    finished_at = datetime.datetime.combine(
        datetime.date(year.fiscal_year + 1, 5, 12), datetime.time(20), tzinfo=JAPAN
    )
    started = state != S.PREPARING
    sheet = Sheet.objects.create(
        round=review_round,
        partner=partner,
        kind=SheetKind.FINAL,
        number=index + 1,
        fiscal_year=year.fiscal_year,
        project_year=year,
        organization=partner.organization,
        division=year.division,
        axis_set=review_round.axis_set,
        state=state,
        due_on=due or review_round.entry_due_on,
        meeting_due_on=review_round.meeting_due_on,
        **_texts(partner),
        group_comment=COMMENTS[year.division.name][0] if group_done else "",
        city_comment=COMMENTS[year.division.name][1] if city_done else "",
        group_finished_at=finished_at if group_done else None,
        group_finished_by=by if group_done else None,
        city_finished_at=finished_at if city_done else None,
        city_finished_by=by if city_done else None,
    )
    if started:
        _ratings(sheet, index, group_done=group_done, city_done=city_done)
    if state in SheetState.both_sides_seen():
        _meeting(sheet, finished_at.date() + datetime.timedelta(days=14), held=state != S.MEETING)
    _log(sheet, by, finished_at)


def _texts(partner: Partner) -> dict[str, str]:
    """What a sheet takes over from the project at its start."""
    year, project = partner.project_year, partner.project_year.project
    return {
        "organization_name": partner.name,
        "division_name": year.division.name,
        "form_name": year.form.name,
        "project_name": year.name,
        "purpose": project.purpose,
        "expected_effect": project.expected_effect,
        "summary": year.content,
        "result": year.result,
        "outlook": year.outlook,
    }


def _ratings(sheet: Sheet, index: int, *, group_done: bool, city_done: bool) -> None:
    """Scores rise a little from year to year; a side that has not finished has rated nothing yet."""
    shift = index + sheet.fiscal_year
    group, city = (scores[shift % 7 :] + scores[: shift % 7] for scores in SCORES[index])
    rows = []
    for axis, ours, theirs in zip(sheet.axis_set.axes.all(), map(int, group), map(int, city), strict=True):
        agreed = None if not (ours and theirs) else (ours + theirs + 1) // 2
        for side, value, done in (
            (Side.GROUP, ours, group_done),
            (Side.CITY, theirs, city_done),
            (Side.AGREED, agreed, sheet.state in SheetState.frozen()),
        ):
            if done:
                rows.append(Rating(sheet=sheet, axis=axis, side=side, value=value or None))
    Rating.objects.bulk_create(rows)


def _meeting(sheet: Sheet, day: datetime.date, *, held: bool) -> None:
    meeting = Meeting.objects.create(
        sheet=sheet,
        held_on=day if held else None,
        form=MeetingForm.IN_PERSON,
        place="田無第二庁舎 会議室" if held else "",
        group_attendees="代表、会計" if held else "",
        city_attendees=f"{sheet.division_name} 係長、担当" if held else "",
        agreed=AGREED if held else "",
    )
    if held:
        MeetingPoint.objects.bulk_create(
            MeetingPoint(meeting=meeting, axis=axis, said=SAID[number], next_step=NEXT_STEPS[number])
            for number, axis in enumerate(sheet.axis_set.axes.all()[:3])
        )


def _log(sheet: Sheet, by: User, finished_at: datetime.datetime) -> None:
    """The steps that led to where the sheet stands, as they would have been recorded."""
    order = [S.PREPARING, S.OPEN, S.MEETING, S.FINAL, S.PUBLISHED]
    actions = {S.OPEN: "open", S.MEETING: "meet", S.FINAL: "finalise", S.PUBLISHED: "publish"}
    kind = ContentType.objects.get_for_model(Sheet)
    days = [-30, 0, 14, 30]
    reached = order[: order.index(sheet.state) + 1]
    StateChange.objects.bulk_create(
        StateChange(
            content_type=kind,
            object_id=sheet.pk,
            action=actions[after],
            from_state=before,
            to_state=after,
            by=by,
            at=finished_at + datetime.timedelta(days=wait),
        )
        for before, after, wait in zip(reached, reached[1:], days, strict=False)
    )
