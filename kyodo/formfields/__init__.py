"""Form fields that take what people in a city hall type, full-width or not, and answer in plain Japanese.

Every field keeps what was typed when it refuses it, and cleans text before it looks at it.
"""

from kyodo.formfields.dates import WarekiDateField, WarekiDateWidget
from kyodo.formfields.fiscal_year import FiscalYearField
from kyodo.formfields.identifiers import CorporateNumberField, PhoneField, PostalCodeField
from kyodo.formfields.moments import ClockField, WarekiMomentField, WarekiMomentWidget
from kyodo.formfields.money import YenField, YenInput
from kyodo.formfields.text import CleanCharField, CleanTextField

__all__ = [
    "CleanCharField",
    "CleanTextField",
    "ClockField",
    "CorporateNumberField",
    "FiscalYearField",
    "PhoneField",
    "PostalCodeField",
    "WarekiDateField",
    "WarekiDateWidget",
    "WarekiMomentField",
    "WarekiMomentWidget",
    "YenField",
    "YenInput",
]
