"""What somebody keeps an eye on, and the lists they come back to."""

from django.db import transaction

from ..models import Follow, Project, SavedFilter

LONGEST_QUERY = 1000


def follow(*, project: Project, by) -> None:
    """Put the project on the person's desk; twice is once."""
    Follow.objects.get_or_create(user=by, project=project)


def unfollow(*, project: Project, by) -> None:
    Follow.objects.filter(user=by, project=project).delete()


@transaction.atomic
def save_filter(*, page: str, name: str, query: str, by) -> SavedFilter:
    """Keep a list's query string under a name; the same name again takes the new one."""
    saved, _ = SavedFilter.objects.update_or_create(
        user=by, page=page, name=name, defaults={"query": query[:LONGEST_QUERY]}
    )
    return saved


def delete_filter(*, saved: SavedFilter) -> None:
    saved.delete()
