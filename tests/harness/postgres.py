"""A PostgreSQL cluster for one run: made in /tmp, reached by its socket alone, gone afterwards.

python -m tests.harness.postgres COMMAND …      runs COMMAND with DATABASE_URL set, exits with its code
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",  # the cluster lives for minutes; nobody mourns it after a power cut
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
}


class TemporaryPostgres:
    """`with TemporaryPostgres() as cluster:` gives `.url` (a DATABASE_URL) and `.pid` (of the postmaster)."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kyodo-pg-", dir="/tmp"))
        self.owner = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        if self.owner:
            person = pwd.getpwnam(self.owner)
            os.chown(self.folder, person.pw_uid, person.pw_gid)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self):
        self._run(
            "initdb", "--username=kyodo", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        self._run(
            "pg_ctl", "start", "-w", "-s", "-l", f"{self.folder}/log", "-o", f"-k {self.folder} {options}"
        )
        self._run("createdb", "-h", str(self.folder), "-U", "kyodo", "kyodo", data=False)
        self.pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        self.url = f"postgres://kyodo@/{self.folder}/kyodo"

    def __exit__(self, *error):
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments, data=True):
        """Run one of PostgreSQL's programs as the cluster's owner; its words are shown only where it fails."""
        command = [program_path(program), *arguments, *(["-D", f"{self.folder}/data"] if data else [])]
        if self.owner:
            command = ["runuser", "-u", self.owner, "--", *command]
        with tempfile.TemporaryFile() as words:  # a pipe would stay open with the server and never end
            done = subprocess.run(command, cwd="/", stdout=words, stderr=words, check=False)
            words.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program}: {words.read().decode(errors='replace')}")


def program_path(name):
    """The newest of Debian's versions, else what the PATH has."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        raise RuntimeError(f"PostgreSQL's {name} is not installed: run bin/setup --dev")
    return path


def main(command):
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(128 + signum))
    with TemporaryPostgres() as cluster:
        return subprocess.run(
            command, env={**os.environ, "DATABASE_URL": cluster.url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
