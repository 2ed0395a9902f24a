"""Starts the built product on a throw-away data directory and talks to it; standard library only."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "một câu rất dài dễ nhớ"


def binary():
    if os.environ.get("SANGKIEN_BIN"):
        return os.environ["SANGKIEN_BIN"]
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    return (target if target.is_absolute() else ROOT / target) / "debug" / "sangkien"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Product:
    """The product on its own port; `settings` are configuration keys such as `http_connections`."""

    def __init__(self, **settings):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sangkien-"))
        self.port = free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SANGKIEN_")},
            "SANGKIEN_DATA_DIR": str(self.folder / "data"),
            "SANGKIEN_HTTP_LISTEN": f"127.0.0.1:{self.port}",
            "SANGKIEN_HTTP_METRICS_LISTEN": "",
            "SANGKIEN_SITE_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "SANGKIEN_SECURITY_STAFF_SECOND_FACTOR": "false",
            "SANGKIEN_LOG": "warn",
        }
        for name, value in settings.items():
            self.environment[f"SANGKIEN_{name.upper()}"] = str(value)
        self.process = None
        self.link = None
        self.said = []
        self.log = open(self.folder / "log", "ab")

    def start(self):
        """Starts and waits until it is ready; remembers the one-time link if it prints one."""
        self.process = subprocess.Popen(
            [binary(), "serve"], env=self.environment, stdout=subprocess.PIPE, stderr=self.log,
            cwd=self.folder, text=True,
        )
        listening = threading.Event()

        def read(out):
            for line in out:
                self.said.append(line)
                found = re.search(r"http\S*token=\S+", line)
                if found:
                    self.link = found.group(0)
                if "listening on" in line:
                    listening.set()

        threading.Thread(target=read, args=(self.process.stdout,), daemon=True).start()
        deadline = time.monotonic() + 60
        while not listening.wait(0.05):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"the product did not start:\n{''.join(self.said)}{self.log_text()}")
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.kill()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log_text(self):
        return (self.folder / "log").read_text(errors="replace")

    def run(self, *arguments):
        """Runs a subcommand on the same data."""
        return subprocess.run([binary(), *arguments], env=self.environment, capture_output=True,
                              text=True, cwd=self.folder, timeout=60)

    def resident_kib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def call(self, method, path, body=None, cookie=None, headers=(), timeout=20):
        """One request on its own connection: status, headers, body read as JSON where it is JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {"sec-fetch-site": "same-origin", **dict(headers)}
        if cookie:
            sent["cookie"] = cookie
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("content-type", "application/json")
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            raw = answer.read()
        finally:
            connection.close()
        is_json = "json" in (answer.getheader("content-type") or "")
        return answer.status, answer.headers, json.loads(raw) if is_json and raw else raw

    def want(self, status, *arguments, **named):
        """As `call`, but anything else than `status` ends the program."""
        got, headers, body = self.call(*arguments, **named)
        if got != status:
            raise SystemExit(f"{arguments[:2]} answered {got}, not {status}: {body}\n{self.log_text()}")
        return headers, body

    def create(self, path, body, cookie):
        return self.want(201, "POST", path, body, cookie, {"idempotency-key": uuid.uuid4().hex})


def session(headers):
    return headers["set-cookie"].split(";")[0]


def seed(product):
    """The administrator by the printed link, then a coordinator and an author: their cookies by name."""
    token = product.link.split("token=")[1]
    setup = {"token": token, "name": "Lê Quản Trị", "login": "admin@sonhong.vn", "password": PASSWORD}
    headers, _ = product.want(200, "POST", "/api/v1/setup", setup)
    administrator = session(headers)
    _, units = product.want(200, "GET", "/api/v1/units", cookie=administrator)
    commune = units["items"][0]["id"]
    cookies = {"administrator": administrator}
    for login, name, role in (("huong", "Trần Thị Hương", "coordinator"), ("tacgia", "Nguyễn Văn An", None)):
        person = {"full_name": name, "kind": "official", "unit_id": commune}
        headers, made = product.create("/api/v1/people", person, administrator)
        path = f"/api/v1/people/{made['id']}"
        versioned = {"if-match": headers["etag"]}
        headers, invited = product.want(200, "POST", f"{path}/account", {"login": login}, administrator, versioned)
        if role:
            versioned = {"if-match": headers["etag"]}
            product.want(200, "PUT", f"{path}/roles/{role}/{commune}", {}, administrator, versioned)
        token = invited["link"].split("token=")[1]
        headers, _ = product.want(200, "POST", "/api/v1/session/link", {"token": token})
        # With a password of their own no generated request can choose the first one.
        headers, _ = product.want(200, "PUT", "/api/v1/account/password",
                                  {"new_password": PASSWORD + login}, session(headers))
        cookies["coordinator" if role else "author"] = session(headers)
    return cookies


class Report:
    """Counts what held and what did not, and closes as a test runner does."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, holds, what, found=""):
        if holds:
            self.passed += 1
            print(f"  ok     {what} {found}".rstrip(), flush=True)
        else:
            self.failed += 1
            print(f"  FAILED {what} {found}".rstrip(), flush=True)

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0
