"""Programmes, calls and what belongs to them, for tests: a trait per state. A call is open unless a trait says else."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from projects.enums import CallState, ThemeState
from projects.models import (
    Call,
    CallNotice,
    CallQuestion,
    Category,
    Criterion,
    PresentationSlot,
    Programme,
    ScreeningStage,
    Theme,
)

from .organizations import DivisionFactory, OrganizationFactory, UserFactory


def days(number: float):
    """The moment so many days from now, before now where negative."""
    return factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=number))


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    key = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"試験の制度{n}")
    since_year = 2004
    origins = factory.LazyFunction(lambda: ["citizen", "city"])
    theme_kinds = factory.LazyFunction(lambda: ["free", "set"])


class CallFactory(DjangoModelFactory):
    class Meta:
        model = Call

    programme = factory.SubFactory(ProgrammeFactory)
    fiscal_year = 2026
    project_year = factory.LazyAttribute(lambda call: call.fiscal_year + 1)
    title = factory.Sequence(lambda n: f"試験の募集{n}")
    state = CallState.PUBLISHED
    opens_at = days(-10)
    closes_at = days(10)
    origins = factory.SelfAttribute("programme.origins")
    theme_kinds = factory.SelfAttribute("programme.theme_kinds")

    class Params:
        draft = factory.Trait(state=CallState.DRAFT)
        to_open = factory.Trait(opens_at=days(5), closes_at=days(20))
        over = factory.Trait(opens_at=days(-30), closes_at=days(-1))
        screening = factory.Trait(over=True, state=CallState.SCREENING)
        decided = factory.Trait(over=True, state=CallState.DECIDED, released_at=days(-0.5))
        ended = factory.Trait(over=True, state=CallState.ENDED, released_at=days(-0.5))
        cancelled = factory.Trait(state=CallState.CANCELLED)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    call = factory.SubFactory(CallFactory)
    key = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"試験の部門{n}")
    max_years = 3
    rates = factory.LazyFunction(lambda: [100, 80, 50])
    limits = factory.LazyFunction(lambda: [300_000, 240_000, 150_000])
    position = factory.Sequence(int)

    class Params:
        continuation = factory.Trait(is_continuation=True)


class CallNoticeFactory(DjangoModelFactory):
    class Meta:
        model = CallNotice

    call = factory.SubFactory(CallFactory)
    text = "締切を延ばしました。"
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory)


class CallQuestionFactory(DjangoModelFactory):
    class Meta:
        model = CallQuestion

    call = factory.SubFactory(CallFactory)
    organization = factory.SubFactory(OrganizationFactory)
    asked_by = factory.SubFactory(UserFactory)
    text = "市外の会場でもよいですか。"

    class Params:
        answered = factory.Trait(
            public_text="市外の会場でもよいですか。",
            answer="市民が主に参加するなら構いません。",
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory(UserFactory),
        )


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    division = factory.SubFactory(DivisionFactory)
    fiscal_year = 2026
    title = factory.Sequence(lambda n: f"試験のテーマ{n}")
    problem = "夜に話せる場所がない。"
    wanted = "夜の集まりをいっしょに開きたい。"

    class Params:
        offered = factory.Trait(state=ThemeState.OFFERED)
        returned = factory.Trait(state=ThemeState.RETURNED)
        published = factory.Trait(state=ThemeState.PUBLISHED, call=factory.SubFactory(CallFactory))
        dropped = factory.Trait(state=ThemeState.DROPPED)


class ScreeningStageFactory(DjangoModelFactory):
    class Meta:
        model = ScreeningStage

    call = factory.SubFactory(CallFactory, screening=True)
    number = 1
    name = "書類審査"
    due_at = days(7)

    class Params:
        closed = factory.Trait(
            closed_at=factory.LazyFunction(timezone.now), closed_by=factory.SubFactory(UserFactory)
        )
        presentation = factory.Trait(number=2, name="公開プレゼンテーション")


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    stage = factory.SubFactory(ScreeningStageFactory)
    label = factory.Sequence(lambda n: f"試験の観点{n}")
    question = "地域の課題に合っていますか。"
    weight = 1
    points = factory.LazyFunction(lambda: {"1": "合っていない", "5": "とてもよく合っている"})
    position = factory.Sequence(int)


class PresentationSlotFactory(DjangoModelFactory):
    class Meta:
        model = PresentationSlot

    call = factory.SubFactory(CallFactory, screening=True)
    starts_at = factory.Sequence(lambda n: timezone.now() + datetime.timedelta(days=14, minutes=30 * n))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + datetime.timedelta(minutes=20))
    place = "市役所 第一会議室"
