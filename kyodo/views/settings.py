from django.contrib import messages
from django.shortcuts import redirect, render

from ..access import requires
from ..forms.city import CityForm
from ..models import City


@requires("kyodo.change_city")
def city_settings(request):
    """市の設定: names, words and colour."""
    city = City.objects.filter(pk=1).first() or City.current()
    form = CityForm(request.POST or None, instance=city)
    if request.method == "POST" and form.is_valid():
        form.save()
        City.forget()
        messages.success(request, "市の設定を保存しました。")
        return redirect("city_settings")
    return render(request, "kyodo/settings/city.html", {"form": form})
