"""Asks for one page again and again over connections that stay open, and times each answer."""

import http.client
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Load:
    """Milliseconds of every answer, and the bytes of one body."""

    times: list[float] = field(default_factory=list)
    bytes: int = 0

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def ask(url: str, address: str, *, cookie: str, requests: int, connections: int) -> Load:
    """`requests` in all, shared among `connections`. An answer other than 200 stops the bench."""
    load, faults = Load(), []
    shares = [requests // connections + (number < requests % connections) for number in range(connections)]
    threads = [
        threading.Thread(target=_ask_in_turn, args=(urlsplit(url), address, cookie, share, load, faults))
        for share in shares
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(f"{address}: {faults[0]}")
    return load


def _ask_in_turn(server, address, cookie, requests, load, faults):
    connection = http.client.HTTPConnection(server.hostname, server.port, timeout=60)
    headers = {"Cookie": cookie} if cookie else {}
    try:
        for _ in range(requests):
            began = time.perf_counter()
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            load.times.append((time.perf_counter() - began) * 1000)
            load.bytes = len(body)
            if answer.status != 200:
                faults.append(f"status {answer.status}")
                return
    except OSError as error:
        faults.append(repr(error))
    finally:
        connection.close()
