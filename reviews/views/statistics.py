"""統計: what the records say of collaboration over the years, for city staff."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import requires


@require_GET
@requires("reviews.view_statistics")
def statistics(request):
    """All statistics pages at one glance."""
    return render(request, "reviews/statistics/hub.html", {})
