"""What every page's frame shows: the city, and the doors of whoever is signed in."""

from .models import City


def frame(request):
    return {"city": City.current()}
