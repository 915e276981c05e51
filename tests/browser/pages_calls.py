"""The pages of programmes, calls, themes and questions."""

from tests.browser.page import Page, at
from tests.harness.demo import VISITOR

DRAFT = {"state": "draft", "title__contains": "ＮＰＯ等企画提案事業"}
OPEN = {"state": "published"}
SCREENING = {"state": "screening"}


def of_call(name: str, /, *more, **lookups):
    return at(f"projects:{name}", "projects.Call", *more, **lookups)


def of_programme(name: str, /, *more):
    return at(f"projects:{name}", "projects.Programme", *more, key="npo-kikaku")


def of_theme(name: str, state: str, /, *more, **lookups):
    return at(f"projects:{name}", "projects.Theme", *more, state=state, **lookups)


def _parts(*keys: str) -> list[Page]:
    return [Page(f"call-edit-{key}", ("coordinator",), of_call("call_edit", key, **DRAFT)) for key in keys]


CALLS = [
    Page("calls", (VISITOR, "staff", "coordinator"), "/projects/calls/"),
    Page("calls-none", (VISITOR,), "/projects/calls/?year=1990"),
    Page("call", (VISITOR, "officer", "coordinator"), of_call("call", **OPEN)),
    Page("call-preview", ("coordinator",), of_call("call", **DRAFT)),
    Page("call-judged", (VISITOR,), of_call("call", **SCREENING)),
    Page("call-decided", (VISITOR,), of_call("call", state="decided")),
    Page("office-calls", ("coordinator",), "/projects/calls/office/"),
    Page("call-office", ("coordinator",), of_call("call_office", **OPEN)),
    Page("call-office-draft", ("coordinator",), of_call("call_office", **DRAFT)),
    Page("call-office-judged", ("coordinator",), of_call("call_office", **SCREENING)),
    Page("call-history", ("coordinator",), of_call("call_history", **OPEN)),
    Page("call-publish", ("coordinator",), of_call("call_publish", **DRAFT)),
    Page("call-extend", ("coordinator",), of_call("call_extend", **OPEN)),
    Page("call-cancel", ("coordinator",), of_call("call_step", "cancel", **OPEN)),
    Page("call-new", ("coordinator",), of_programme("call_new")),
    *_parts("basics", "period", "categories", "conditions", "papers"),
    *_parts("sections", "criteria", "selection", "schedule", "slots", "scoring"),
    Page("call-edit-out", ("coordinator",), of_call("call_edit", "papers", **OPEN)),
    Page("call-questions", ("coordinator",), of_call("questions", **OPEN)),
    Page(
        "call-answer",
        ("coordinator",),
        at("projects:answer_question", "projects.CallQuestion", answered_at__isnull=True),
    ),
    Page("call-themes", ("coordinator",), of_call("call_themes", **OPEN)),
    Page("programmes", ("coordinator", "staff"), "/projects/programmes/"),
    Page("programme-new", ("coordinator",), "/projects/programmes/new/"),
    Page("programme", ("coordinator", "staff"), of_programme("programme")),
    Page("programme-edit", ("coordinator",), of_programme("programme_edit", "basics")),
    Page("programme-history", ("coordinator",), of_programme("programme_history")),
    Page("themes", ("staff", "coordinator"), "/projects/themes/"),
    Page("theme-new", ("staff",), "/projects/themes/new/"),
    Page("theme", ("staff",), of_theme("theme", "draft", division__name="文化振興課")),
    Page("theme-offered", ("coordinator",), of_theme("theme", "offered")),
    Page("theme-returned", ("coordinator",), of_theme("theme", "returned")),
    Page("theme-edit", ("staff",), of_theme("theme_edit", "draft", division__name="文化振興課")),
    Page("theme-history", ("coordinator",), of_theme("theme_history", "returned")),
    Page("theme-return", ("coordinator",), of_theme("theme_step", "offered", "return")),
]
