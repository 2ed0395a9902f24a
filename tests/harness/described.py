#!/usr/bin/env python3
"""Runs schemathesis against the built product: as nobody, as a coordinator and as an author.

Usage: described.py ST [MAX_EXAMPLES]   where ST is the schemathesis program.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import time

from product import Product, Report, seed

ENDS_SESSION = ["signOut", "endSession", "signIn", "signInByLink", "setUpSite"]
HERE = pathlib.Path(__file__).resolve().parent


def run(st, product, examples, who, cookie):
    environment = {**os.environ, "PYTHONPATH": str(HERE), "HYPOTHESIS_STORAGE_DIRECTORY": str(product.folder / "h")}
    config = (HERE / "schemathesis.toml").read_text()
    if cookie:
        config += f'\n[auth.openapi.Session]\napi_key = "{cookie.split("=", 1)[1]}"\n'
        # What ends the session in use would turn the rest of the run into 401: called as nobody instead.
        config += f"\n[[operations]]\ninclude-operation-id = {json.dumps(ENDS_SESSION)}\nenabled = false\n"
    path = product.folder / "schemathesis.toml"
    path.write_text(config)
    command = [st, "--config-file", str(path), "run",
               f"http://127.0.0.1:{product.port}/api/openapi.json", "--url", f"http://127.0.0.1:{product.port}",
               "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--workers", "2",
               "--max-examples", str(examples), "--warnings", "off"]
    began = time.monotonic()
    done = subprocess.run(command, env=environment, cwd=product.folder, capture_output=True, text=True)
    out = done.stdout + done.stderr
    sys.stdout.write(out if done.returncode else summary(out))
    sys.stdout.flush()
    return done.returncode, time.monotonic() - began


def summary(out):
    kept = re.findall(r"^.*(?:Test cases:|cases:|Seed|generated|Operations:|passed|failed).*$", out, re.MULTILINE)
    return "".join(f"    {line.strip()}\n" for line in kept[-8:])


def main():
    st = sys.argv[1]
    examples = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    report = Report()
    product = Product(http_trusted_proxies="127.0.0.1")
    try:
        product.start()
        cookies = {"nobody": None, **seed(product)}
        for who in ("nobody", "coordinator", "author"):
            print(f"schemathesis as {who}", flush=True)
            code, seconds = run(st, product, examples, who, cookies[who])
            report.check(code == 0, f"the API is as described to {who}", f"({seconds:.0f} s)")
            if cookies[who]:
                _, mine = product.want(200, "GET", "/api/v1/session", cookie=cookies[who])
                report.check(mine["signed_in"], f"{who} was signed in to the end")
        errors = [line for line in product.log_text().splitlines() if '"ERROR"' in line]
        report.check(not errors, "the product logged no error", "\n".join(errors[:5]))
    finally:
        product.stop()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
