"""Pictures of every page, role and width, and of every PDF page, into `.shots/`. Run by bin/shots.

python -m tests.browser.shots [NAME …]      only the pages whose name begins with one of these
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.harness.browser import LAUNCH, NARROW, WIDE, new_page
from tests.harness.server import gunicorn, manage
from tests.harness.source import ROOT

OUT = ROOT / ".shots"
# What sticks to the window would stand in the middle of a picture of the whole page.
UNSTICK = """() => {
  for (const element of document.querySelectorAll("body *")) {
    if (!/^(sticky|fixed)$/.test(getComputedStyle(element).position)) continue;
    element.style.setProperty("position", "static", "important");
  }
}"""
PDF_SCALE = 1.5  # 108 dots an inch: small print can be read


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="kyodo-shots-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kyodo.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in this thread; none of it is ours
            "SECRET_KEY": "only-for-pictures-" * 4,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "KYODO_CACHE_DIR": f"{folder}/cache",
        }
        print("==> Preparing a demo portal ...")
        manage("migrate")
        manage("demo")
        manage("collectstatic", "--noinput")
        django.setup()
        with gunicorn() as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**LAUNCH)
            picture_all(browser, server.url, names)
            browser.close()


def picture_all(browser, url: str, names: list[str]) -> None:
    from tests.browser.pages import PAGES
    from tests.harness.demo import Demo

    wanted = [page for page in PAGES if not names or page.name.startswith(tuple(names))]
    if not names:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(exist_ok=True)
    demo = Demo()
    for role in sorted({role for page in wanted for role in page.roles}):
        of_role = [page for page in wanted if role in page.roles]
        for width in (WIDE, NARROW):
            tab = new_page(browser, url, width=width, user=demo.user(role))
            for page in of_role:
                if not page.pdf:
                    file = OUT / f"{page.name}.{role}.{width}.png"
                    picture(tab, page.address(demo), file, page.status)
                elif width == WIDE:
                    picture_pdf(tab, page.address(demo), f"{page.name}.{role}")
            tab.context.close()


def picture(tab, address: str, file: Path, status: int) -> None:
    answer = tab.goto(address, wait_until="networkidle")
    if answer.status != status:
        raise SystemExit(f"{file.name}: {address} answered {answer.status}")
    tab.evaluate(UNSTICK)
    tab.screenshot(path=file, full_page=True)
    print(f"      {file.name}")


def picture_pdf(tab, address: str, name: str) -> None:
    import pypdfium2

    answer = tab.context.request.get(address)
    if not answer.ok:
        raise SystemExit(f"{name}: {address} answered {answer.status}")
    document = pypdfium2.PdfDocument(answer.body())
    for number, sheet in enumerate(document, 1):
        file = OUT / f"{name}.p{number:03d}.png"
        sheet.render(scale=PDF_SCALE).to_pil().save(file)
        print(f"      {file.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
