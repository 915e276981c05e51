"""The register as a file, for city staff: what the page's filters leave, without a page's end."""

from django.http import Http404
from django.utils import timezone

from kyodo.access import requires
from kyodo.tables import csv_response, xlsx_response

from ..models import Organization
from ..models.organization import DEFAULT_VISIBILITY, fields_in_words
from ..visibility import shown_fields
from .browse import SORTS, register_of

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
HEAD = ("団体名", "フリガナ", "種類", "状態", "活動分野")
CHUNK = 500


@requires("organizations.export_organizations")
def export(request, file_format):
    """A field that its group keeps from the reader stays empty."""
    if file_format not in RESPONSES:
        raise Http404
    labels = _labels()
    rows = register_of(request).qs.order_by(*SORTS[0].order).iterator(CHUNK)
    return RESPONSES[file_format](
        (_row(request.user, organization, labels) for organization in rows),
        (*HEAD, *labels.values()),
        f"団体名簿_{timezone.localdate():%Y%m%d}",
    )


def _row(user, organization, labels) -> list:
    shown = shown_fields(user, organization)
    head = [
        organization.name,
        organization.kana,
        organization.get_kind_display(),
        organization.get_state_display(),
        fields_in_words(organization.fields),
    ]
    return head + [shown[name].value if name in shown else "" for name in labels]


def _labels() -> dict[str, str]:
    return {name: str(Organization._meta.get_field(name).verbose_name) for name in DEFAULT_VISIBILITY}
