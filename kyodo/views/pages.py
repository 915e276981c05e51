"""Pages that stand for themselves: the rules of 協働, accessibility, privacy, contact, open data."""

import re

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from ..access import public
from ..models import City
from ..registry import open_data_sets, rules_blocks

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


@public
def rules(request):
    """協働のルール: principles, who takes part, the forms with their place on A–E, how to start."""
    return render(request, "kyodo/pages/rules.html", {"blocks": rules_blocks.gather(request.user)})


@public
def accessibility(request):
    return render(request, "kyodo/pages/accessibility.html")


@public
def privacy(request):
    return render(request, "kyodo/pages/privacy.html")


@public
def contact(request):
    return render(request, "kyodo/pages/contact.html")


@public
def open_data(request):
    """The data sets to take away, their columns and their licence."""
    return render(request, "kyodo/pages/open_data.html", {"data_sets": list(open_data_sets.gather())})


@public
@cache_control(public=True, max_age=300)
def city_css(request):
    """The city's accent as custom properties: an inline style would need a hole in the content policy."""
    accent = City.current().accent
    if not HEX_COLOUR.match(accent):
        accent = City._meta.get_field("accent").default
    red, green, blue = (int(accent[start : start + 2], 16) for start in (1, 3, 5))
    dark = "#" + "".join(f"{round(part * 0.75):02x}" for part in (red, green, blue))
    css = f":root{{--city-accent:{accent};--city-accent-dark:{dark};--city-accent-rgb:{red},{green},{blue}}}"
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@public
def health(request):
    """Answers once the portal and its database do; bin/run and a load balancer ask it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
