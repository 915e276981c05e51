"""The portal as a process of its own, for pictures and measurements."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass

from .source import ROOT

PATIENCE = 60  # seconds until the first answer


@dataclass(frozen=True)
class Server:
    url: str
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(*arguments: str) -> None:
    """Run `manage.py` in this process's environment; its words are shown only where it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")


@contextmanager
def gunicorn(*, workers: int = 2):
    """`with gunicorn() as server:` – the portal in this process's environment, on a free port."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:kyodo.gunicorn", "kyodo.wsgi"],
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "WEB_WORKERS": str(workers)},
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(process, url):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"gunicorn ended with {process.returncode} before its first answer")
        try:
            urllib.request.urlopen(f"{url}/health/", timeout=PATIENCE).close()  # noqa: S310 - made in gunicorn()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("gunicorn did not answer in time")
