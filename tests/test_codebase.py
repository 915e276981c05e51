"""The codebase tests itself: what docs/architecture.md says is true, and stays true.

A list of exceptions is compared by equality: one that is no longer needed fails as well as one that is missing.
"""

import ast
import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.template.utils import get_app_template_dirs

from tests.harness.addresses import own_addresses
from tests.harness.source import PACKAGES, ROOT, functions, sources, templates

# Views that a citizen reads without signing in. Everything else asks for a sign-in.
PUBLIC_VIEWS = {
    "accessibility",
    "city_css",
    "contact",
    "health",
    "home",
    "open_data",
    "organizations:detail",
    "organizations:invitation",
    "organizations:list",
    "privacy",
    "projects:call",
    "projects:call_calendar",
    "projects:calls",
    "projects:case",
    "projects:cases",
    "projects:open_data",
    "projects:panel_invitation",
    "projects:programme_table",
    "projects:programme_table_file",
    "projects:programme_tables",
    "projects:programme_tables_file",
    "projects:open_results",
    "projects:results",
    "projects:slot_order",
    "rules_page",
    "search",
    "reviews:print_sheet",
    "reviews:published",
    "reviews:report_pdf",
    "reviews:report_xlsx",
    "reviews:survey_report",
    "reviews:survey_table_file",
    "reviews:survey_tables",
    "reviews:survey",
    "reviews:surveys",
}
# Views for whoever has signed in: they show or keep only what is the person's own, and ask for no further right.
OWN_THINGS_VIEWS = {
    "desk",
    "draft_discard",
    "draft_save",
    "job_list",
    "mail_preferences",
    "notices",
    "organizations:apply",
    "organizations:me",
    "projects:keep_filter",
    "projects:list",
    "projects:proposal_start",
    "projects:proposals",
    "reviews:sheets",
}
# The only files that write a state. A job and a letter on its way are moved by machines: compare-and-set, no person,
# no history.
STATE_WRITERS = {"kyodo/workflow.py", "kyodo/jobs/run.py", "kyodo/jobs/store.py", "kyodo/outbox/states.py"}
# What may be longer than the caps, and why.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 300, 40, 120
# Addresses that are names and not places: nothing is fetched from them.
NAMES_NOT_PLACES = {"http://www.w3.org"}

LAYERS = ("enums", "workflow", "models", "rules", "queries", "actions", "forms", "filters", "views", "urls")
TOP = {"forms", "filters", "views", "urls"}  # what a module outside the layers may not build on
UPDATES = {"update", "aupdate", "bulk_update", "abulk_update", "update_or_create"}
REFUSAL = re.compile("refus|cannot|not_found|forbidden")
LIBRARY_ERRORS = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
}  # Django finds them by name


def test_the_packages_import_one_way():
    wrong = [
        f"{source.name} imports {name}"
        for source in sources()
        if source.name not in {"kyodo/settings.py", "kyodo/urls.py"}
        for name in sorted(source.imports())
        if name.partition(".")[0] in PACKAGES[PACKAGES.index(source.package) + 1 :]
    ]
    assert wrong == []


def test_nothing_but_tests_imports_tests():
    wrong = [
        source.name for source in sources() if any(re.match(r"tests\b", name) for name in source.imports())
    ]
    assert wrong == []


def test_inside_an_app_the_layers_import_one_way():
    wrong = [
        f"{source.name} imports {name}"
        for source in sources(*PACKAGES[1:])
        for name in sorted(source.imports())
        if name.startswith(f"{source.package}.") and name.split(".")[1] in forbidden_parts(source.part)
    ]
    assert wrong == []


def forbidden_parts(part: str) -> set[str]:
    """The layers above this one; `apps` wires everything together, and the command line stands beside the views."""
    if part in {"apps", "management"}:
        return set()
    return set(LAYERS[LAYERS.index(part) + 1 :]) if part in LAYERS else TOP


def test_states_are_written_by_the_workflow_alone():
    assert {source.name for source in sources() if writes_state(source.tree)} == STATE_WRITERS


def writes_state(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and any(
            isinstance(part, ast.Attribute) and part.attr == "state"
            for target in targets
            for part in ast.walk(target)
        ):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UPDATES:
            if any(keyword.arg == "state" for keyword in node.keywords):
                return True
            if node.func.attr.endswith("bulk_update") and "'state'" in ast.unparse(node):
                return True
    return False


def test_the_public_views_are_these():
    assert {address.name for address in own_addresses() if address.is_public} == PUBLIC_VIEWS


def test_every_other_view_asks_for_a_right_or_shows_ones_own():
    unguarded = {each.name for each in own_addresses() if not each.is_public and not each.may_refuse}
    assert unguarded == OWN_THINGS_VIEWS


@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in_by_every_other_view(client):
    answers = {each.name: client.get(each.sample) for each in own_addresses() if not each.is_public}
    wrong = {
        name: answer.status_code
        for name, answer in answers.items()
        if answer.status_code != 302 or not answer.url.startswith("/accounts/login/")
    }
    assert wrong == {}


def test_every_view_that_may_refuse_has_a_test_that_it_does():
    """The view's name stands in a test function called …refuses…, …cannot…, …not_found… or …forbidden…."""
    refused = {name for source in sources("tests") for name in names_refused_in(source.tree)}
    assert sorted({each.name for each in own_addresses() if each.may_refuse} - refused) == []


def names_refused_in(tree: ast.Module) -> set[str]:
    """Strings in such functions and their decorators, and in the constants of the module that they use."""
    constants = {
        target.id: strings_in(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and REFUSAL.search(node.name):
            used = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            found |= strings_in(node).union(*(constants.get(name, set()) for name in used))
    return found


def strings_in(node: ast.AST) -> set[str]:
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_every_template_is_used():
    written = {text for source in sources() for text in strings_in(source.tree)}
    patterns = [pattern for source in sources() for pattern in patterns_in(source.tree)]
    included = {
        name for text in templates().values() for name in re.findall(r"[\"']([\w./-]+\.\w+)[\"']", text)
    }
    unused = [
        name
        for name in templates()
        if name not in written | included | LIBRARY_ERRORS
        and not any(pattern.fullmatch(name) for pattern in patterns)
        and not replaces_a_librarys(name)
    ]
    assert unused == []


def patterns_in(tree: ast.Module) -> list[re.Pattern]:
    """f"reviews/print/{kind}.html" as an expression that matches what it can become."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w-]+" for part in node.values
            ]
            found += [re.compile("".join(parts))] if "/" in "".join(parts) else []
    return found


def replaces_a_librarys(name: str) -> bool:
    folders = [*get_app_template_dirs("templates"), Path(forms.__file__).parent / "templates"]
    return any((folder / name).exists() for folder in folders)


def test_templates_hold_no_inline_style_or_script():
    """The content security policy would stop them in the reader's browser."""
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:\ssrc=|application/json))", re.I
    )
    wrong = {name: inline.findall(text) for name, text in templates().items() if inline.search(text)}
    assert wrong == {}


def test_nothing_is_fetched_from_another_host():
    """The network of a city hall is closed, and a reader is nobody else's business."""
    ours = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "static").rglob("*.[cjs]*s*")}
    files = {f"templates/{name}": text for name, text in templates().items()}
    files |= {name: path.read_text() for name, path in ours.items()}
    outside = re.compile(r"https?://[\w.-]+|(?:src|href)=[\"']//[\w.-]+|url\([\"']?//[\w.-]+")
    wrong = {name: sorted(set(outside.findall(text)) - NAMES_NOT_PLACES) for name, text in files.items()}
    assert {name: hosts for name, hosts in wrong.items() if hosts} == {}


def test_the_glossary_covers_every_model():
    """The second cell of a row names a model or several: | 視点 | `AxisSet`, `Axis` | … |"""
    cells = re.findall(
        r"^\| [^|]+ \| ((?:`[A-Z]\w+`(?:, )?)+) \|", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE
    )
    models = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in PACKAGES and not hasattr(model, "history_object")
    ]
    assert sorted(name for cell in cells for name in re.findall(r"\w+", cell)) == sorted(models)


def test_files_are_short():
    every = sources(*PACKAGES, "tests", "bin")
    assert {source.name for source in every if source.text.count("\n") > MAX_FILE} == set(LONG_FILES)


def test_functions_are_short():
    every = sources(*PACKAGES, "tests", "bin")
    found = {
        f"{source.name}: {node.name}" for source in every for node, n in functions(source) if n > MAX_FUNCTION
    }
    assert found == set(LONG_FUNCTIONS)


def test_templates_are_short():
    assert {name for name, text in templates().items() if text.count("\n") > MAX_TEMPLATE} == set(
        LONG_TEMPLATES
    )
