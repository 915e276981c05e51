"""City staff: who works in which 課, whom to invite, and when a post ends."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from kyodo.access import acts_on, requires

from ..actions.invitations import invite
from ..actions.posts import change_post_end, give_post
from ..forms.members import EndForm, InviteStaffForm, PostForm
from ..models import Post, User
from ..queries import divisions_with_people
from .pages import add_refusal


@requires("organizations.view_staff")
def staff_list(request):
    """Every 課 with its people, those to come included."""
    divisions = divisions_with_people()
    context = {
        "divisions": divisions,
        "people": len({post.user_id for division in divisions for post in division.people}),
        "may_manage": request.user.has_perm("organizations.manage_staff"),
        "may_import": request.user.has_perm("organizations.import_staff"),
        "may_divide": request.user.has_perm("organizations.manage_divisions"),
    }
    return render(request, "organizations/staff/list.html", context)


@requires("organizations.manage_staff")
def invite_staff(request):
    form = InviteStaffForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            invitation = invite(data.pop("email"), into=data.pop("division"), by=request.user, **data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{invitation.email}に招待を送りました。14日のあいだ使えます。")
            return redirect("organizations:staff")
    return render(request, "organizations/staff/invite.html", {"form": form})


def city_person(user, pk):
    """Those who hold, held or will hold a post."""
    return User.objects.filter(pk=pk, posts__isnull=False).distinct()


@acts_on("organizations.manage_staff", city_person)
def person(request, person):
    """One person's posts over the years, and the next one: on 4月1日 one ends and another begins."""
    form = PostForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            post = give_post(person, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{person}さんの所属に、{post}を加えました。")
            return redirect("organizations:person", person.pk)
    context = {
        "person": person,
        "posts": person.posts.select_related("division").order_by("-starts_on", "-pk"),
        "form": form,
    }
    return render(request, "organizations/staff/person.html", context)


def any_post(user, pk):
    if not user.has_perm("organizations.view_staff"):
        return Post.objects.none()
    return Post.objects.filter(pk=pk).select_related("user", "division")


@acts_on("organizations.change_post", any_post)
def post(request, post):
    """Another last day: to end a post, or to let it go on."""
    form = EndForm(request.POST or None, initial={"ends_on": post.ends_on})
    back_url = reverse("organizations:person", args=[post.user_id])
    if request.method == "POST" and form.is_valid():
        try:
            change_post_end(post, by=request.user, ends_on=form.cleaned_data["ends_on"])
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{post.user}さんの{post}の終わりの日を保存しました。")
            return redirect(back_url)
    context = {"post": post, "form": form, "back_url": back_url}
    return render(request, "organizations/staff/post.html", context)
