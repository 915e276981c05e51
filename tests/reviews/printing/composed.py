"""Documents out of the database, for tests."""

import datetime

from django.contrib.contenttypes.models import ContentType

from kyodo.models import StateChange
from kyodo.wareki import JAPAN
from reviews.models import Sheet
from reviews.printing.batch import in_print_order
from reviews.printing.compose import compose
from reviews.printing.document import PrintMode
from reviews.printing.readers import OFFICE


def document(sheet, mode=PrintMode.FILLED, reader=OFFICE):
    """The one document of this sheet."""
    (only,) = compose(in_print_order(Sheet.objects.filter(pk=sheet.pk)), mode=mode, reader=reader)
    return only


def finalised(sheet, *moment):
    """The sheet, 確定 at this moment (year, month, day, hour) of Japanese time."""
    StateChange.objects.create(
        content_type=ContentType.objects.get_for_model(Sheet),
        object_id=sheet.pk,
        action="finalise",
        from_state="meeting",
        to_state="final",
        at=datetime.datetime(*moment, tzinfo=JAPAN),
    )
    return sheet
