from django.http import HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..drafts import DraftTooLarge, discard_draft, save_draft

MAX_KEY = 120


@require_POST
def save(request):
    """Keep what is in a form right now: `draft_key`, `draft_title`, `draft_url`, `base_version` and its fields."""
    key = request.POST.get("draft_key", "")
    if not key or len(key) > MAX_KEY:
        return HttpResponseBadRequest("draft_key")
    base = request.POST.get("base_version", "")
    try:
        draft = save_draft(
            request.user,
            key,
            request.POST,
            title=request.POST.get("draft_title", ""),
            url=_own_address(request.POST.get("draft_url", "")),
            base_version=int(base) if base.isascii() and base.isdigit() and len(base) < 10 else None,
        )
    except DraftTooLarge as error:
        return JsonResponse({"error": str(error)}, status=413)
    return JsonResponse({"saved_at": f"{timezone.localtime(draft.updated_at):%H:%M}"})


@require_POST
def discard(request):
    """Throw a draft away because the person said so."""
    discard_draft(request.user, request.POST.get("draft_key", "")[:MAX_KEY])
    return JsonResponse({"discarded": True})


def _own_address(url: str) -> str:
    """Only a path of this portal is kept: the desk links to it."""
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
