"""Keeps requirements/*.txt true to requirements/*.in without a network. Called by bin/check; see CONTRIBUTING.md.

_locks.py --stamp         write the stamp, after the locks were made again
_locks.py --check         exit 1 where a .in or .txt changed since, or where the two locks disagree
_locks.py --no-registry   exit 1 where a file that git tracks names a package registry's host
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
STAMP = FOLDER / "locks.sha256"
REGISTRIES = re.compile(r"(pypi|pythonhosted|npmjs|yarnpkg|unpkg|jsdelivr)\.(org|com|net)|registry\.npm")


def digest():
    """One line a file, as sha256sum prints it."""
    files = sorted([*FOLDER.glob("*.in"), *FOLDER.glob("*.txt")])
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def pins(name):
    return dict(
        re.findall(r"^([a-z][a-z0-9._-]*)(?:\[.*?])?==(\S+)", (FOLDER / name).read_text(), re.MULTILINE)
    )


def check():
    if not STAMP.exists() or STAMP.read_text() != digest():
        return "requirements/ changed since the locks were made. Make them again as CONTRIBUTING.md says."
    inner, outer = pins("base.txt"), pins("dev.txt")
    apart = sorted(name for name, version in inner.items() if outer.get(name) != version)
    return f"base.txt and dev.txt disagree about: {', '.join(apart)}" if apart else None


def name_no_registry():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    found = []
    for name in tracked.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            text = path.read_bytes().decode(errors="ignore")
            found += [f"{name}: {match.group()}" for match in REGISTRIES.finditer(text)]
    return "\n".join(found) or None


def main(argument):
    if argument == "--stamp":
        STAMP.write_text(digest())
        return None
    return check() if argument == "--check" else name_no_registry()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
