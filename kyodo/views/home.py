from django.shortcuts import render

from ..access import public
from ..registry import home_blocks


@public
def home(request):
    """The front door: three ways in, what is open now, the newest results, one chart of the year."""
    return render(request, "kyodo/home/home.html", {"blocks": home_blocks.gather(request.user)})
