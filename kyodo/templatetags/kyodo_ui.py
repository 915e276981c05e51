"""Tags and filters for the components in templates/_components: those that wrap what a template writes inside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BaseFormSet, CheckboxSelectMultiple
from django.template.loader import render_to_string

register = template.Library()

MANY_CHOICES = 8  # from here on checkboxes stand in columns


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary. `target` is an element's id, or empty where the error belongs to no field."""

    target: str
    label: str
    message: str


@register.simple_block_tag
def form_section(content, title, number=None, section_id="", complete=None, note=""):
    """`{% form_section "事業の内容" number=2 section_id="content" complete=True %}…{% endform_section %}`.

    `complete` None shows no mark, False 「未記入あり」, True 「記入済み」.
    """
    context = {
        "content": content,
        "title": title,
        "number": number,
        "section_id": section_id or f"section-{number}",
        "complete": complete,
        "note": note,
    }
    return render_to_string("_components/form_section.html", context)


@register.simple_block_tag
def more_menu(content, label="その他"):
    """`{% more_menu %}<li><a href="…">写す</a></li>{% endmore_menu %}`: the lesser actions behind one button."""
    return render_to_string("_components/more_menu.html", {"content": content, "label": label})


@register.simple_block_tag
def figure(content, svg, title, note="", beside=False, opened=False):
    """`{% figure radar_svg "4つの視点" %}<table>…</table>{% endfigure %}`: a picture and its numbers.

    The table stands beside the picture, or under it in a <details> that print opens.
    """
    context = {
        "content": content,
        "svg": svg,
        "title": title,
        "note": note,
        "beside": beside,
        "opened": opened,
    }
    return render_to_string("_components/figure.html", context)


@register.simple_block_tag(takes_context=True)
def confirm(context, content, dialog_id, title, action, label, danger=False):
    """A <dialog> with one form inside; a button or link with `data-confirm="dialog_id"` opens it.

    That link leads to a page with the same question, so that it works without JavaScript. `action` is the address
    the form is posted to, `label` the verb on its button; inside come sentences and, where needed, fields.
    """
    inner = {
        "content": content,
        "dialog_id": dialog_id,
        "title": title,
        "action": action,
        "label": label,
        "danger": danger,
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("_components/confirm.html", inner)


@register.filter
def error_links(forms) -> list[ErrorLink]:
    """Every error of a form, a formset, or a list of them, in the order of the fields, each with where it leads."""
    if not forms:
        return []
    return [link for form in _flatten(forms) for link in _links_of(form)]


@register.filter
def error_target(field) -> str:
    """The id an error of this field leads to: the control, or for a group of controls the box around it."""
    return field.id_for_label or f"div_{field.auto_id}"


@register.filter
def has_many_choices(field) -> bool:
    """Whether a list of checkboxes is long enough for columns."""
    return isinstance(field.field.widget, CheckboxSelectMultiple) and len(field.field.choices) >= MANY_CHOICES


def _flatten(forms) -> Iterable[BaseForm | BaseFormSet]:
    if isinstance(forms, BaseFormSet):
        yield forms
        yield from forms.forms
    elif isinstance(forms, BaseForm):
        yield forms
    else:
        for each in forms:
            yield from _flatten(each)


def _links_of(form) -> Iterable[ErrorLink]:
    if isinstance(form, BaseFormSet):
        yield from (ErrorLink("", "", message) for message in form.non_form_errors())
        return
    for name, messages in form.errors.items():
        if name == NON_FIELD_ERRORS:
            yield from (ErrorLink("", "", message) for message in messages)
            continue
        field = form[name]
        target = "" if field.is_hidden else error_target(field)
        yield from (ErrorLink(target, str(field.label), message) for message in messages)
