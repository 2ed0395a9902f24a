#!/usr/bin/env python3
"""Slow, greedy and hostile clients: each is turned away, and nobody else notices."""

import os
import resource
import socket
import statistics
import sys
import threading
import time

from product import Product, Report, seed

CLOSED_WITHIN = 15
SLOW_CONNECTIONS = 2000
HEAD = b"POST /api/v1/ideas HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: slow\r\n"


def connect(product, timeout=60):
    return socket.create_connection(("127.0.0.1", product.port), timeout=timeout)


def closed_after(product, first, drip):
    """Seconds until the server closes a client that sends `first`, then a byte of `drip` each half second."""
    with connect(product) as s:
        began = time.monotonic()
        s.sendall(first)
        s.settimeout(0.5)
        while time.monotonic() - began < 60:
            try:
                if s.recv(65536) == b"":
                    break
            except TimeoutError:
                try:
                    s.sendall(drip)
                except OSError:
                    break
            except OSError:
                break
        return time.monotonic() - began


def normal(product, count=40):
    """Milliseconds of ordinary requests, each on a connection of its own."""
    times = []
    for _ in range(count):
        began = time.monotonic()
        status, _, _ = product.call("GET", "/api/v1/site")
        assert status == 200, status
        times.append((time.monotonic() - began) * 1000)
    return statistics.quantiles(times, n=20)[18]


def answer(product, *parts, timeout=20):
    """What the server says to raw bytes, and how many of them it took before it said so."""
    taken = 0
    with connect(product, timeout) as s:
        said = b""
        try:
            for part in parts:
                s.sendall(part)
                taken += len(part)
        except OSError:
            pass
        try:
            while True:
                more = s.recv(65536)
                if not more:
                    break
                said += more
                if b"\r\n0\r\n\r\n" in said or complete(said):
                    break
        except OSError:
            pass
        return said, taken


def complete(said):
    head, split, body = said.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if split and line.startswith(b"content-length:"):
            return len(body) >= int(line.split(b":")[1])
    return False


def is_problem(said, status):
    return said.startswith(b"HTTP/1.1 %d" % status) and b"application/problem+json" in said


def slow_clients(product, report):
    calm = normal(product)
    attacks = {
        "a client that says nothing": (b"", b""),
        "half a header": (HEAD, b""),
        "a header of a byte each half second": (b"GET / HTTP/1.1\r\nx: ", b"a"),
        "a body of a byte each half second": (HEAD + b"content-length: 1000\r\n\r\n{", b" "),
        "an idle kept connection": (b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n", b""),
    }
    after = {}

    def attack(name, first, drip):
        after[name] = closed_after(product, first, drip)

    threads = [threading.Thread(target=attack, args=(name, *parts)) for name, parts in attacks.items()]
    for thread in threads:
        thread.start()
    time.sleep(1)
    beside = normal(product)
    for thread in threads:
        thread.join()
    for name, seconds in after.items():
        if name == "an idle kept connection":
            report.check(seconds < 60, f"{name} is closed", f"({seconds:.1f} s)")
        else:
            report.check(seconds <= CLOSED_WITHIN, f"{name} is closed", f"({seconds:.1f} s)")
    report.check(beside < max(2 * calm, calm + 20), "others do not notice slow clients",
                 f"(p95 {calm:.1f} ms alone, {beside:.1f} ms beside)")


def many_connections(product, report):
    calm, memory = normal(product), product.resident_kib()
    held = []
    try:
        for _ in range(SLOW_CONNECTIONS):
            s = connect(product)
            s.sendall(b"GET / HTTP/1.1\r\nx: ")
            held.append(s)
        beside, grown = normal(product), (product.resident_kib() - memory) / 1024
    finally:
        for s in held:
            s.close()
    report.check(beside < max(2 * calm, calm + 20), f"others do not notice {SLOW_CONNECTIONS:,} waiting connections",
                 f"(p95 {calm:.1f} ms alone, {beside:.1f} ms beside)")
    report.check(grown <= 64, f"{SLOW_CONNECTIONS:,} connections cost little memory", f"({grown:.1f} MiB)")


def large_bodies(product, report):
    chunk = b" " * 65536
    framed = b"%x\r\n" % len(chunk) + chunk + b"\r\n"
    memory = product.resident_kib()
    said, taken = answer(product, HEAD + b"transfer-encoding: chunked\r\n\r\n", *[framed] * 4000)
    report.check(is_problem(said, 413), "a body over the limit in chunks is refused", said[:40])
    # What was sent and not read lies in the kernel's buffers on both sides.
    report.check(taken <= 16 * 1024 * 1024, "and not read to its end", f"({taken / 2**20:.1f} of 250 MiB left us)")
    grown = (product.resident_kib() - memory) / 1024
    report.check(grown <= 64, "and not kept in memory", f"({grown:.1f} MiB)")
    said, _ = answer(product, HEAD + b"content-length: 300000000\r\n\r\n")
    report.check(is_problem(said, 413), "a declared length over the limit is refused at once", said[:40])
    said, _ = answer(product, HEAD + b"content-length: 0\r\n\r\n")
    report.check(is_problem(said, 400), "an empty body is malformed", said[:40])


def large_headers(product, report):
    for size, status in ((17 * 1024, 431), (300 * 1024, 431), (8 * 1024, 200)):
        said, _ = answer(product, b"GET /api/v1/site HTTP/1.1\r\nhost: x\r\nx-long: " + b"a" * size + b"\r\n\r\n")
        report.check(said.startswith(b"HTTP/1.1 %d" % status), f"a header of {size // 1024} KiB gets {status}", said[:40])
    many = b"".join(b"x-%d: a\r\n" % n for n in range(5000))
    said, _ = answer(product, b"GET /api/v1/site HTTP/1.1\r\nhost: x\r\n" + many + b"\r\n")
    report.check(said.startswith(b"HTTP/1.1 4"), "5,000 headers are refused", said[:40])


def deep_json(product, report, cookie):
    for what, body in {
        "arrays 100,000 deep": b"[" * 100_000,
        "arrays 100,000 deep in a field": b'{"before": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "objects 50,000 deep": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "bytes that are not UTF-8": b'{"before": "\xff\xfe"}',
        "a lone surrogate": b'{"before": "\\ud800"}',
        "a number of 10,000 digits": b'{"before": ' + b"9" * 10_000 + b"}",
        "a field given twice": b'{"before": "a", "before": []}',
        "nothing but null": b"null",
    }.items():
        head = HEAD + b"cookie: %s\r\nsec-fetch-site: same-origin\r\n" % cookie.encode()
        said, _ = answer(product, head + b"content-length: %d\r\n\r\n" % len(body) + body)
        report.check(is_problem(said, 400) or is_problem(said, 422), f"{what}: refused", said[:40])


def broken_http(product, report):
    for what, raw in {
        "two lengths": HEAD + b"content-length: 5\r\ncontent-length: 6\r\n\r\n{}    ",
        "a length and chunks": HEAD + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "a negative length": HEAD + b"content-length: -1\r\n\r\n",
        "a chunk size that is none": HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n",
        "a NUL in the address": b"GET /\x00 HTTP/1.1\r\nhost: x\r\n\r\n",
        "TLS to a plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(32),
    }.items():
        said, _ = answer(product, raw, timeout=15)
        fine = said == b"" or said.startswith(b"HTTP/1.1 4")
        report.check(fine, f"{what}: refused or closed", said[:40])


def main():
    report = Report()
    # The product and this program each hold all those connections.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    product = Product(http_trusted_proxies="127.0.0.1")
    try:
        product.start()
        cookies = seed(product)
        slow_clients(product, report)
        many_connections(product, report)
        large_bodies(product, report)
        large_headers(product, report)
        deep_json(product, report, cookies["author"])
        broken_http(product, report)
        status, _, ideas = product.call("GET", "/api/v1/ideas?view=desk", cookie=cookies["coordinator"])
        report.check(status == 200 and ideas["items"] == [], "nothing of all this was kept")
        alive = product.process.poll() is None and "panicked" not in product.log_text()
        report.check(alive, "the product lives and nothing panicked")
    finally:
        product.stop()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
