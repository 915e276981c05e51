"""Several hands at once: what two clocks, two workers or two office people do in the same moment."""

import threading

from django.db import connection


def at_once(function, times: int = 2) -> list:
    """What the calls of `function` gave, each from a thread of its own, all let go together.

    For tests with `django_db(transaction=True)`. On SQLite, whose test database is one connection's memory, they
    follow one another, as its one writer at a time would have them.
    """
    if connection.vendor == "sqlite":
        return [function() for _ in range(times)]
    start, results = threading.Barrier(times), []

    def go():
        try:
            start.wait()
            results.append(function())
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == times, "a thread ended in an error"
    return results
