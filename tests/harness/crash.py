#!/usr/bin/env python3
"""Kills the product during writes, again and again: nothing acknowledged is lost, nothing is twice.

Usage: crash.py [CYCLES]   (50 unless told otherwise), on SQLite.
"""

import random
import sqlite3
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from product import Product, Report, seed

WRITERS = 4


class Writers:
    """Sends cards with keys of its own from several threads and remembers what was acknowledged."""

    def __init__(self, product):
        self.product = product
        self.acknowledged = {}
        self.unanswered = []
        self.refused = []
        self.lock = threading.Lock()
        self.number = 0

    def body(self, key):
        return {"before": f"Trước đây phải đi gọi từng nhà ({key}).", "outcome": "Nay cả thôn biết ngay."}

    def send(self, key):
        status, _, answer = self.product.call(
            "POST", "/api/v1/ideas", self.body(key), headers=self.headers(key), timeout=10
        )
        if status == 201:
            with self.lock:
                known = self.acknowledged.setdefault(key, answer["code"])
                if known != answer["code"]:
                    self.refused.append(f"{key} was {known} and is {answer['code']}")
        else:
            with self.lock:
                self.refused.append(f"{key}: {status} {answer}")

    def headers(self, key):
        with self.lock:
            self.number += 1
            # Each card comes from an address of its own: the limit on one address is tested elsewhere.
            hop = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        return {"idempotency-key": key, "x-forwarded-for": hop}

    def write_until(self, stop):
        while not stop.is_set():
            key = uuid.uuid4().hex
            try:
                self.send(key)
            except Exception:  # The connection died with the product: acknowledged or not, nobody knows.
                with self.lock:
                    self.unanswered.append(key)
                time.sleep(0.005)


def main():
    cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    random.seed(20261124)
    report = Report()
    product = Product(http_trusted_proxies="127.0.0.1")
    try:
        product.start()
        seed(product)
        writers = Writers(product)
        with_writes = 0
        for cycle in range(cycles):
            if cycle:
                product.start()
            before = len(writers.acknowledged)
            stop = threading.Event()
            threads = [threading.Thread(target=writers.write_until, args=(stop,)) for _ in range(WRITERS)]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.15, 0.7))
            product.kill()
            stop.set()
            for thread in threads:
                thread.join()
            with_writes += len(writers.acknowledged) > before
        product.start()
        acknowledged = dict(writers.acknowledged)
        lost_answers = list(writers.unanswered)

        # Who did not hear an answer asks again with the same key: it is created once, then or now.
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(writers.send, [*lost_answers, *random.sample(list(acknowledged), 50)]))
        report.check(with_writes > cycles // 2, "the product was killed while it was writing",
                     f"({with_writes} of {cycles} cycles acknowledged something)")
        report.check(not writers.refused, "no send was refused and no key changed its idea", writers.refused[:3])

        with closing(sqlite3.connect(product.folder / "data" / "sangkien.db")) as database:
            rows = database.execute('select code, "before" from ideas').fetchall()
        codes = [code for code, _ in rows]
        missing = [key for key, code in writers.acknowledged.items() if code not in set(codes)]
        report.check(not missing, "every acknowledged idea is there", f"({len(writers.acknowledged)}) {missing[:3]}")
        texts = [text for _, text in rows]
        report.check(len(set(codes)) == len(codes) and len(set(texts)) == len(texts), "each is there once")
        numbers = sorted(int(code.rsplit("-", 1)[1]) for code in codes)
        report.check(numbers == list(range(1, len(numbers) + 1)), "the codes have no gap", f"(1 to {len(numbers)})")

        product.kill()
        doctor = product.run("doctor")
        sound = [line.strip() for line in doctor.stdout.splitlines() if "audit log" in line]
        report.check(bool(sound) and sound[0].startswith("ok"), "the audit log is sound", " ".join(sound))
        with closing(sqlite3.connect(product.folder / "data" / "sangkien.db")) as database:
            whole = database.execute("pragma integrity_check").fetchone()
        report.check(whole == ("ok",), "the database file is whole", "" if whole == ("ok",) else whole)
    finally:
        product.stop()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
