import pytest
from django.utils import timezone

from kyodo.outbox.desk import letters_in_trouble
from tests.factories.kyodo import LetterFactory

pytestmark = pytest.mark.django_db


def test_the_office_hears_of_letters_that_do_not_go(coordinator, person, now, django_assert_num_queries):
    today = timezone.localdate()
    assert list(letters_in_trouble(coordinator, today)) == []
    LetterFactory.create_batch(2, failed=True)
    LetterFactory(attempts=4)
    LetterFactory(attempts=1)
    with django_assert_num_queries(1):
        tasks = list(letters_in_trouble(coordinator, today))
    assert [(task.what, task.record, task.url, task.due_on) for task in tasks] == [
        ("送れなかった通知を確かめる", "通知 2通", "/outbox/?state=failed", today),
        ("メールサーバーを確かめる", "通知 1通", "/outbox/?state=ready", today),
    ]
    assert list(letters_in_trouble(person, today)) == []
