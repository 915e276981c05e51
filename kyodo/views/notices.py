"""What one person has been told, and how they want to be told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ..access import sees
from ..forms.preferences import PreferenceForm
from ..lists import PagedRows
from ..models import Letter, MailPreference
from ..outbox.kinds import kinds_for, title_of


@require_GET
def notices(request):
    """わたしに届いた通知."""
    listing = PagedRows(request, Letter.objects.shown_to(request.user))
    return render(request, "kyodo/notices/list.html", {"listing": listing})


def own_letter(user, pk):
    """A letter that has reached this person."""
    return Letter.objects.shown_to(user).filter(pk=pk)


@require_GET
@sees(own_letter)
def notice(request, letter):
    return render(request, "kyodo/notices/notice.html", {"letter": letter, "kind": title_of(letter.kind)})


def preferences(request):
    """通知の受け取り方."""
    preference = MailPreference.objects.filter(user=request.user).first() or MailPreference(user=request.user)
    form = PreferenceForm(request.POST or None, instance=preference)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "通知の受け取り方を保存しました。")
        return redirect("mail_preferences")
    context = {
        "form": form,
        "due": [kind for kind in kinds_for(request.user) if kind.is_due],
    }
    return render(request, "kyodo/notices/preferences.html", context, status=422 if form.errors else 200)
