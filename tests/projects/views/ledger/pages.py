"""How a browser goes through the conversation."""

from django.urls import reverse

UPLOAD = "/projects/record/ledgers/new/"


def send(browser, file):
    return browser.post(UPLOAD, {"file": file})


def url(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def answers(form, **changes):
    """The columns page as a browser would send it."""
    fields = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (fields | changes).items()}
