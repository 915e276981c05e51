"""Axis sets, rounds, sheets and scores for tests: a trait per state."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from reviews.enums import SheetKind, SheetState, Side
from reviews.models import Axis, AxisSet, Meeting, MeetingPoint, Rating, ReviewRound, Sheet

from .organizations import UserFactory
from .projects import PartnerFactory

LABELS = (
    "協働の有効性",
    "目的の設定",
    "目的の共有",
    "目的の達成度",
    "協力体制",
    "受益者の満足度",
    "団体の満足度",
)
DUE_ON = datetime.date(2027, 5, 31)


class AxisSetFactory(DjangoModelFactory):
    """A set with as many axes as `axes` says: seven at first, and the current one."""

    class Meta:
        model = AxisSet
        skip_postgeneration_save = True
        django_get_or_create = ("key", "version")

    key = "test"
    version = 1
    name = "ふりかえりの視点"
    is_current = True

    @factory.post_generation
    def axes(self, create, count, **kwargs):
        if create and not self.axes.exists():
            Axis.objects.bulk_create(
                Axis(axis_set=self, number=number, label=label, question=f"{label}はどうでしたか。")
                for number, label in enumerate(LABELS[: count or 7], start=1)
            )


class ReviewRoundFactory(DjangoModelFactory):
    class Meta:
        model = ReviewRound
        django_get_or_create = ("fiscal_year",)

    fiscal_year = 2026
    axis_set = factory.SubFactory(AxisSetFactory)
    entry_due_on = DUE_ON
    meeting_due_on = DUE_ON + datetime.timedelta(days=30)


class SheetFactory(DjangoModelFactory):
    """A sheet in 記入中, or as a trait says. `scores="44332..."` (also `group=`, `city=`, `agreed=`): 0 for none."""

    class Meta:
        model = Sheet
        skip_postgeneration_save = True

    partner = factory.SubFactory(
        PartnerFactory, project_year__fiscal_year=factory.SelfAttribute("...year_of_round")
    )
    round = factory.SubFactory(ReviewRoundFactory, fiscal_year=factory.SelfAttribute("..year_of_round"))
    kind = SheetKind.FINAL
    number = factory.Sequence(lambda n: n + 1)
    fiscal_year = factory.SelfAttribute("round.fiscal_year")
    project_year = factory.SelfAttribute("partner.project_year")
    organization = factory.SelfAttribute("partner.organization")
    division = factory.SelfAttribute("project_year.division")
    axis_set = factory.SelfAttribute("round.axis_set")
    state = SheetState.OPEN
    due_on = factory.SelfAttribute("round.entry_due_on")
    meeting_due_on = factory.SelfAttribute("round.meeting_due_on")
    organization_name = factory.SelfAttribute("partner.name")
    division_name = factory.SelfAttribute("division.name")
    form_name = factory.SelfAttribute("project_year.form.name")
    project_name = factory.SelfAttribute("project_year.name")
    purpose = factory.SelfAttribute("project_year.project.purpose")

    class Params:
        year_of_round = 2026
        group_done = factory.Trait(
            group_finished_at=factory.LazyFunction(timezone.now),
            group_finished_by=factory.SubFactory(UserFactory),
        )
        city_done = factory.Trait(
            city_finished_at=factory.LazyFunction(timezone.now),
            city_finished_by=factory.SubFactory(UserFactory),
        )
        preparing = factory.Trait(state=SheetState.PREPARING)
        meeting_open = factory.Trait(state=SheetState.MEETING, group_done=True, city_done=True)
        final = factory.Trait(state=SheetState.FINAL, group_done=True, city_done=True)
        published = factory.Trait(state=SheetState.PUBLISHED, group_done=True, city_done=True)

    @factory.post_generation
    def group(self, create, values, **kwargs):
        _rate(self, Side.GROUP, values)

    @factory.post_generation
    def city(self, create, values, **kwargs):
        _rate(self, Side.CITY, values)

    @factory.post_generation
    def agreed(self, create, values, **kwargs):
        _rate(self, Side.AGREED, values)


def _rate(sheet: Sheet, side: Side, values: str | None) -> None:
    for axis, value in zip(sheet.axis_set.axes.all(), values or "", strict=False):
        if value != "0":
            RatingFactory(sheet=sheet, axis=axis, side=side, value=int(value))


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = Rating

    sheet = factory.SubFactory(SheetFactory)
    axis = factory.LazyAttribute(lambda rating: rating.sheet.axis_set.axes.first())
    side = Side.GROUP
    value = 3


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    sheet = factory.SubFactory(SheetFactory, meeting_open=True)
    held_on = datetime.date(2027, 6, 10)
    place = "市役所 会議室"


class MeetingPointFactory(DjangoModelFactory):
    class Meta:
        model = MeetingPoint

    meeting = factory.SubFactory(MeetingFactory)
    axis = factory.LazyAttribute(lambda point: point.meeting.sheet.axis_set.axes.first())
    said = "連絡が早くなった。"
    next_step = "役割の表を見直す。"
