#!/usr/bin/env python3
"""Runs schemathesis against the built product: as nobody and as people of each kind.

Usage: described.py ST [MAX_EXAMPLES]   where ST is the schemathesis program.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import time

from commune import Commune, people
from product import Product, Report

ENDS_SESSION = ["signOut", "endSession", "signIn", "signInByLink", "setUpSite", "changePassword"]
WHO = ("nobody", "author", "desk", "council", "administrator")
# So large a part of the operations has to answer 2xx to somebody. The rest needs a secret that no example holds,
# or words that fit the very object; tests/it walks them.
REACHED = 2 / 3
HERE = pathlib.Path(__file__).resolve().parent


def run(st, product, examples, cookie, seeded):
    """The exit code, the seconds, and the operations that answered 2xx."""
    url = f"http://127.0.0.1:{product.port}"
    known = product.folder / "known.json"
    answered = product.folder / "answered.json"
    answered.unlink(missing_ok=True)
    known.write_text(json.dumps({"url": url, "cookie": cookie, **seeded, "answered": str(answered)}))
    environment = {**os.environ, "PYTHONPATH": str(HERE), "SANGKIEN_KNOWN": str(known),
                   "HYPOTHESIS_STORAGE_DIRECTORY": str(product.folder / "h")}
    config = (HERE / "schemathesis.toml").read_text()
    if cookie:
        config += f'\n[auth.openapi.Session]\napi_key = "{cookie.split("=", 1)[1]}"\n'
        # What ends the session in use would turn the rest of the run into 401: called as nobody instead.
        config += f"\n[[operations]]\ninclude-operation-id = {json.dumps(ENDS_SESSION)}\nenabled = false\n"
    path = product.folder / "schemathesis.toml"
    path.write_text(config)
    # One worker: with two, what a request finds would depend on which of them was quicker.
    command = [st, "--config-file", str(path), "run", f"{url}/api/openapi.json", "--url", url,
               "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--workers", "1",
               "--max-examples", str(examples), "--warnings", "off"]
    began = time.monotonic()
    done = subprocess.run(command, env=environment, cwd=product.folder, capture_output=True, text=True)
    out = done.stdout + done.stderr
    sys.stdout.write(out if done.returncode else summary(out))
    sys.stdout.flush()
    done_well = set(json.loads(answered.read_text())) if answered.exists() else set()
    return done.returncode, time.monotonic() - began, done_well


def summary(out):
    kept = re.findall(r"^.*(?:Test cases:|cases:|Seed|generated|Operations:|passed|failed).*$", out, re.MULTILINE)
    return "".join(f"    {line.strip()}\n" for line in kept[-8:])


def main():
    st = sys.argv[1]
    examples = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    report = Report()
    product = Product(http_trusted_proxies="127.0.0.1")
    try:
        product.start()
        known = people(product)
        answered = set()
        members = [{"id": known[who].id} for who in ("council", "marker", "third")]
        for who in WHO:
            print(f"schemathesis as {who}", flush=True)
            seeded = Commune(product, known).objects()
            seeded["objects"]["members"] = members
            cookie = known[who].cookie if who in known else None
            code, seconds, done_well = run(st, product, examples, cookie, seeded)
            report.check(code == 0, f"the API is as described to {who}", f"({seconds:.0f} s)")
            answered |= done_well
            if cookie:
                _, mine = product.want(200, "GET", "/api/v1/session", cookie=cookie)
                report.check(mine["signed_in"], f"{who} was signed in to the end")
        _, document = product.want(200, "GET", "/api/openapi.json")
        operations = {operation["operationId"] for path in document["paths"].values() for operation in path.values()}
        report.check(len(answered) >= REACHED * len(operations),
                     f"{len(answered)} of {len(operations)} operations did what they are for; not",
                     ", ".join(sorted(operations - answered)))
        errors = [line for line in product.log_text().splitlines() if '"ERROR"' in line]
        report.check(not errors, "the product logged no error", "\n".join(errors[:5]))
    finally:
        product.stop()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
