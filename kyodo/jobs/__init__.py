"""Long work with progress that can be left: ask for it with `enqueue`, follow it on its own page.

@job("reviews.print_sheets")
def print_sheets(run: Run, *, year): ...
    for done, sheet in enumerate(sheets, 1): …; run.progress(done, total)
    run.save_file("ふりかえりシート.pdf", file)
"""

from .run import Cancelled, Run
from .store import JobError, enqueue, job, reap, request_cancel

__all__ = ["Cancelled", "JobError", "Run", "enqueue", "job", "reap", "request_cancel"]
