"""Groups found while somebody types a partner's name."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import requires
from kyodo.search import search
from kyodo.text import clean
from organizations.models import Organization

MOST_FOUND = 8
LONGEST = 100


@require_GET
@requires("projects.add_project")
def find_partners(request, row: int):
    """The first few groups whose name holds the typed words, as buttons for this row of the form."""
    words = clean(request.GET.get(f"partners-{row}-name", ""))[:LONGEST]
    found = search(Organization.objects.order_by("kana_key", "pk"), words)[:MOST_FOUND] if words else []
    context = {"row": f"partners-{row}", "words": words, "found": found}
    return render(request, "projects/record/_found.html", context)
