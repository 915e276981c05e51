from django.shortcuts import render

from ..access import public
from ..registry import search_groups
from ..text import clean

MAX_LETTERS = 100


@public
def search(request):
    """One box over everything the person may see."""
    words = clean(request.GET.get("q", ""))[:MAX_LETTERS]
    groups = list(search_groups.gather(request.user, words)) if words else []
    found = [group for group in groups if group.results]
    return render(request, "kyodo/search/search.html", {"words": words, "groups": found})
