"""For the pages of checking: which box of a form belongs to which field of a snapshot."""

from django import template

from ..forms.checking import REMARK
from ..sections import CONDITION

register = template.Library()


@register.filter
def remark_box(form, key: str):
    """The box for a remark at this field; None where the call asks for it no more."""
    name = REMARK + key
    return form[name] if name in form.fields else None


@register.filter
def condition_box(form, key: str):
    return remark_box(form, CONDITION + key)
