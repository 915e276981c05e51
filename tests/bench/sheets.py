"""HOW WELL: a round a finished 年度, sheets for a part of the partners, the newest round still open."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from django.db.models import Max
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from projects.enums import YearState
from projects.models import Partner
from reviews.enums import SheetState, Side
from reviews.models import Axis, AxisSet, Meeting, Rating, ReviewRound, Sheet
from reviews.planning import texts_of

from . import words
from .projects import FIRST

ONE_IN = 5  # projects have sheets
S = SheetState
OPEN_STATES, OPEN_WEIGHTS = (S.PREPARING, S.OPEN, S.MEETING, S.FINAL, S.PUBLISHED), (5, 50, 20, 15, 10)


class SheetMaker:
    def __init__(self, keys: dict[type, int], by):
        self.keys, self.by = keys, by
        self.newest = FiscalYear.current().year - 1
        self.axis_set = AxisSet.objects.get(is_current=True)
        self.axes = list(Axis.objects.filter(axis_set=self.axis_set))
        self.rounds = {each.fiscal_year: each for each in ReviewRound.objects.all()}
        numbers = Sheet.objects.order_by().values_list("fiscal_year").annotate(last=Max("number"))
        self.numbers = dict(numbers)
        self.finished_at = timezone.now() - timedelta(days=20)

    def key(self, model) -> int:
        self.keys[model] += 1
        return self.keys[model] - 1

    def make(self, partners: Iterable[Partner], *, one_in: int = ONE_IN) -> tuple[list, list, list]:
        """Sheets of every so many projects, their ratings and meetings; of years that are done."""
        sheets, ratings, meetings = [], [], []
        for partner in partners:
            year = partner.project_year
            if year.state != YearState.DONE or (year.project_id - FIRST) % one_in:
                continue
            random = words.draw(partner.pk)
            sheet = self._sheet(partner, random)
            sheets.append(sheet)
            ratings += self._ratings(sheet, random)
            if sheet.shows_both_sides:
                meetings.append(self._meeting(sheet))
        return sheets, ratings, meetings

    def _state(self, sheet_year: int, is_first: bool, random: Random) -> SheetState:
        if sheet_year < self.newest:
            return random.choices((S.PUBLISHED, S.FINAL), (3, 1))[0]
        return S.OPEN if is_first else random.choices(OPEN_STATES, OPEN_WEIGHTS)[0]

    def _sheet(self, partner: Partner, random: Random) -> Sheet:
        year = partner.project_year
        is_first = year.project_id == FIRST
        state = self._state(year.fiscal_year, is_first, random)
        both = state in SheetState.both_sides_seen()
        group_done = both or (state == S.OPEN and random.random() < 0.4 and not is_first)
        city_done = both or (state == S.OPEN and not group_done and random.random() < 0.5 and not is_first)
        review_round = self._round(year.fiscal_year)
        self.numbers[year.fiscal_year] = number = self.numbers.get(year.fiscal_year, 0) + 1
        return Sheet(
            pk=self.key(Sheet),
            round=review_round,
            partner=partner,
            number=number,
            fiscal_year=year.fiscal_year,
            project_year=year,
            organization_id=partner.organization_id,
            division=year.division,
            axis_set=self.axis_set,
            state=state,
            due_on=review_round.entry_due_on - timedelta(days=40 if number % 9 == 0 else 0),
            meeting_due_on=review_round.meeting_due_on,
            group_comment=random.choice(words.COMMENTS) if group_done else "",
            city_comment=random.choice(words.COMMENTS) if city_done else "",
            group_finished_at=self.finished_at if group_done else None,
            group_finished_by=self.by if group_done else None,
            city_finished_at=self.finished_at if city_done else None,
            city_finished_by=self.by if city_done else None,
            **texts_of(partner),
        )

    def _ratings(self, sheet: Sheet, random: Random) -> list[Rating]:
        """A side that has not finished has rated some axes; 合意 comes with 確定."""
        sides = []
        if sheet.state != S.PREPARING:
            sides = [Side.GROUP, Side.CITY, *([Side.AGREED] if sheet.is_frozen else [])]
        return [
            Rating(
                pk=self.key(Rating),
                sheet=sheet,
                axis=axis,
                side=side,
                value=random.choice((2, 3, 3, 4, 4, 5, None)),
            )
            for axis in self.axes
            for side in sides
        ]

    def _meeting(self, sheet: Sheet) -> Meeting:
        held_on = date(sheet.fiscal_year + 1, 6, 3) if sheet.state != S.MEETING else None
        return Meeting(
            pk=self.key(Meeting),
            sheet=sheet,
            held_on=held_on,
            place="市役所 会議室",
            agreed=words.COMMENTS[0],
        )

    def _round(self, year: int) -> ReviewRound:
        if year not in self.rounds:
            due = timezone.localdate() + timedelta(days=20) if year == self.newest else date(year + 1, 6, 30)
            self.rounds[year] = ReviewRound.objects.create(
                fiscal_year=year,
                axis_set=self.axis_set,
                entry_due_on=due,
                meeting_due_on=due + timedelta(days=30),
                opened_by=self.by,
            )
        return self.rounds[year]
