from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ..access import sees
from ..files import send_file
from ..jobs import reap, request_cancel
from ..models import Job

SHOWN = 50


def own_job(user, pk):
    """A job is its owner's alone."""
    return Job.objects.filter(owner=user, pk=pk)


@require_GET
def job_list(request):
    return render(
        request, "kyodo/jobs/job_list.html", {"jobs": Job.objects.filter(owner=request.user)[:SHOWN]}
    )


@require_GET
@sees(own_job)
def show(request, job):
    """How far the work is; the part that changes is asked for again while the job is open."""
    if job.is_open:
        reap()
        job.refresh_from_db()
    elif job.seen_at is None:
        Job.objects.filter(pk=job.pk).update(seen_at=timezone.now())
    template = "kyodo/jobs/_progress.html" if request.htmx else "kyodo/jobs/job.html"
    return render(request, template, {"job": job})


@require_POST
@sees(own_job)
def cancel(request, job):
    request_cancel(job)
    return redirect("job", pk=job.pk)


@require_GET
@sees(own_job)
def file(request, job):
    if not job.result_file:
        raise Http404("no file yet")
    return send_file(job.result_file, name=job.result_name)
