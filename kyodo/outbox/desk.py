"""What letters bring to the desk of whoever looks after them."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from ..models import Letter
from ..models.letter import LetterState
from ..registry import Task, desk_tasks

LONG_TRIED = 4  # attempts: by then more than half an hour has passed


@desk_tasks
def letters_in_trouble(user, today):
    """Those that failed, and those that no mail server has taken for a while."""
    if not user.has_perm("kyodo.manage_letters"):
        return
    in_trouble = Q(state=LetterState.FAILED) | Q(state=LetterState.READY, attempts__gte=LONG_TRIED)
    rows = Letter.objects.filter(in_trouble).order_by().values_list("state").annotate(Count("pk"))
    counts = dict(rows)
    for state, what, note in (
        (LetterState.FAILED, "送れなかった通知を確かめる", "自動では、もう送りません"),
        (LetterState.READY, "メールサーバーを確かめる", "何度か試しましたが、まだ送れていません"),
    ):
        if number := counts.get(state):
            yield Task(
                what=what,
                record=f"通知 {number}通",
                url=f"{reverse('outbox')}?{urlencode({'state': state.value})}",
                button="確かめる",
                due_on=today,
                note=note,
            )
