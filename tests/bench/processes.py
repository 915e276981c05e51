"""CPU and memory of a process and all that it started, read from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PARENT, USER_TIME, CHILDREN_SYSTEM_TIME = 1, 11, 14  # places in /proc/N/stat after the command's name


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    cpu_ms: float  # user and system, ended children included


def processes() -> dict[int, Process]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            ticks = sum(map(int, words[USER_TIME : CHILDREN_SYSTEM_TIME + 1]))
            found[int(folder.name)] = Process(
                int(folder.name), int(words[PARENT]), ticks * 1000 / TICKS_A_SECOND
            )
    return found


def tree(root: int) -> list[Process]:
    """The process and everything below it."""
    everyone = processes()
    family, added = {root}, True
    while added:
        added = {each.pid for each in everyone.values() if each.parent in family} - family
        family |= added
    return [everyone[pid] for pid in sorted(family) if pid in everyone]


def cpu_ms(*roots: int) -> float:
    return sum(each.cpu_ms for root in roots for each in tree(root))


def memory_mib(pid: int) -> float:
    """Resident memory of one process, shared pages included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def family_mib(root: int) -> float:
    """Memory of a process and all that it started; a page that several share counts once."""
    return sum(_share_mib(each.pid) for each in tree(root))


def _share_mib(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except (FileNotFoundError, ProcessLookupError):
        pass  # it ended while we looked
    return 0.0


def worker_memory_mib(root: int) -> float:
    """The heaviest of the processes that `root` itself started."""
    return max((memory_mib(each.pid) for each in tree(root) if each.parent == root), default=0.0)
