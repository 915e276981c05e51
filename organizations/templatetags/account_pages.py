"""For the sign-in pages."""

from django import template
from django.forms import BaseForm

register = template.Library()


@register.filter
def without_placeholders(form: BaseForm) -> BaseForm:
    """allauth repeats each label as a placeholder, for pages without labels; ours have them."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
