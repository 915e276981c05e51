"""The parent of web server, job worker, reaper and scheduler: starts and stops them all. Called by bin/run."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]
COMMANDS = {
    "web server": [sys.executable, "-m", "gunicorn", "--config", "python:kyodo.gunicorn", "kyodo.wsgi"],
    "job worker": [*MANAGE, "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay"],
    "job reaper": [*MANAGE, "reap_jobs", "--every", "30"],
    "scheduler": [*MANAGE, "run_schedule", "--every", "30"],
}
PATIENCE = 60  # seconds for the first answer, and for the last job after a stop


def main():
    if "--check-settings" in sys.argv:
        return check_settings()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda signum, frame: sys.exit(0))
    # Sessions of their own: Ctrl-C reaches this parent alone, so that each child is told once.
    running = {}
    try:
        for name, command in COMMANDS.items():
            running[name] = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        announce(running)
        while not (ended := ended_children(running)):
            time.sleep(0.5)
        return f"bin/run: the {ended[0]} ended by itself (exit code {running[ended[0]].returncode})."
    finally:
        stop(running.values())


def check_settings():
    """The one line that says what is wrong with the settings, without a traceback; None when nothing is."""
    sys.path.insert(0, str(ROOT))
    from django.core.exceptions import ImproperlyConfigured

    try:
        import kyodo.settings  # noqa: F401 - importing it is the check
    except ImproperlyConfigured as error:
        return f"bin/run: {error}"
    return None


def announce(running):
    """Wait until the port answers, then print the address and the accounts of the demo."""
    host = os.environ["HOST"].replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - names the address, binds nothing
    address = f"http://{host}:{os.environ['PORT']}"
    deadline = time.monotonic() + PATIENCE
    while not answers(f"{address}/health/"):
        if ended_children(running) or time.monotonic() > deadline:
            return
        time.sleep(0.1)
    print(f"\n    {address}/\n", flush=True)
    subprocess.run([*MANAGE, "demo", "--accounts"], cwd=ROOT, check=False)
    print("\n    Ctrl-C stops the portal.\n", flush=True)


def answers(url):
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - the address was made above
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def ended_children(running):
    return [name for name, process in running.items() if process.poll() is not None]


def stop(processes):
    """Ask every child to finish what it is doing; kill what has not ended in time."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
