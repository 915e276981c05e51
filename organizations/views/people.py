"""わたしの登録: one's own posts, memberships and invitations."""

from django.contrib import messages
from django.shortcuts import redirect, render

from ..actions.invitations import addresses_of
from ..forms.people import PersonForm
from ..models import Invitation


def me(request):
    """What I am here, from when to when, and what waits for my answer."""
    user = request.user
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "保存しました。")
        return redirect("organizations:me")
    context = {
        "form": form,
        "posts": user.posts.select_related("division").order_by("-starts_on"),
        "memberships": user.memberships.select_related("organization").order_by("-starts_on"),
        "invitations": Invitation.objects.open()
        .filter(email__in=addresses_of(user))
        .select_related("organization", "division"),
    }
    return render(request, "organizations/people/me.html", context)
