"""Letters and what belongs to them for tests: a trait per state."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from kyodo.models import Letter, LetterWording, MailPreference, ScheduledRun
from kyodo.models.letter import LetterState

from .organizations import UserFactory


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    kind = "test_news"
    recipient = factory.SubFactory(UserFactory)
    address = factory.LazyAttribute(lambda letter: letter.recipient.email)
    subject = factory.Sequence(lambda n: f"試験のお知らせ{n}")
    body = "お知らせします。\n"
    message_id = factory.Sequence(lambda n: f"<{n}@testserver>")

    class Params:
        drafted = factory.Trait(state=LetterState.DRAFTED)
        was_read = factory.Trait(
            state=LetterState.DRAFTED,
            read_at=factory.LazyFunction(timezone.now),
            read_by=factory.SubFactory(UserFactory),
        )
        sending = factory.Trait(
            state=LetterState.SENDING, attempts=1, state_changed_at=factory.LazyFunction(timezone.now)
        )
        sent = factory.Trait(state=LetterState.SENT, sent_at=factory.LazyFunction(timezone.now))
        held = factory.Trait(state=LetterState.HELD)
        failed = factory.Trait(state=LetterState.FAILED, error="SMTPRecipientsRefused", attempts=1)
        dropped = factory.Trait(state=LetterState.DROPPED)


class LetterWordingFactory(DjangoModelFactory):
    class Meta:
        model = LetterWording

    kind = "test_news"
    subject = "{title}のこと"
    body = "{recipient}\n\n{title}のお知らせです。\n{url}"


class MailPreferenceFactory(DjangoModelFactory):
    class Meta:
        model = MailPreference

    user = factory.SubFactory(UserFactory)

    class Params:
        digest = factory.Trait(wants_digest=True)


class ScheduledRunFactory(DjangoModelFactory):
    class Meta:
        model = ScheduledRun

    name = factory.Sequence(lambda n: f"tests.scheduled_{n}")
