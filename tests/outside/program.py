# SPDX-License-Identifier: LicenseRef-Bayme
"""Starts and stops the program under test: a sandbox, an installation with a data folder of its own, its server."""

import html
import http.client
import json
import os
import pathlib
import re
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

BAYME = os.environ.get("BAYME", "build/dev/bayme")
PATIENCE = 60  # seconds for anything to start or stop


def request(url, body=None, headers=None):
    """(status, text) of one HTTP request to this machine; never follows anything elsewhere."""
    content = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, content, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def inputs(page):
    """(name, value) of every input of a page's forms, as they stand."""
    return [(name, html.unescape(value)) for name, value in re.findall(r'<input[^>]* name="([^"]*)" value="([^"]*)"', page)]


def post_form(url, form, headers=None):
    """(status, headers, text) of a form sent as a browser does from the same site; a redirect is not followed."""
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=PATIENCE)
    try:
        connection.request("POST", f"{address.path}?{address.query}", urllib.parse.urlencode(form),
                           {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
                            "Origin": f"http://{address.netloc}", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


class Process:
    """A program that says when it is ready by a line on its standard output."""

    def __init__(self, arguments, environment, log):
        self.log = open(log, "ab")
        self.process = subprocess.Popen([BAYME, *arguments], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=self.log)

    def first_line(self, holds=lambda line: True):
        """The first line that `holds`; an error when the program ends or PATIENCE does before it comes."""
        deadline, buffer = time.monotonic() + PATIENCE, b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while selector.select(max(0.0, deadline - time.monotonic())):
                chunk = os.read(self.process.stdout.fileno(), 65536)
                if not chunk:
                    raise RuntimeError(f"{BAYME} ended with {self.process.wait()} before it was ready")
                buffer += chunk
                for line in buffer.split(b"\n")[:-1]:
                    if holds(line.decode()):
                        return line.decode()
        raise RuntimeError(f"{BAYME} was not ready within {PATIENCE} s")

    def is_running(self):
        return self.process.poll() is None

    def stop(self, how=signal.SIGTERM):
        """Ends it and returns its exit status; after PATIENCE without mercy."""
        if self.is_running():
            self.process.send_signal(how)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.process.stdout.close()
            self.log.close()


class Sandbox:
    """`bayme sandbox`: what it offered when ready is in .api_url, .control_url, .app_id and so on."""

    def __init__(self, *options, environment=None):
        self.folder = tempfile.mkdtemp(prefix="bayme-sandbox-")
        self.process = Process(["sandbox", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--json", *options],
                               environment or clean_environment(), f"{self.folder}/log")
        self.__dict__.update(json.loads(self.process.first_line(lambda line: line.startswith("{"))))

    def control(self, path, body=None):
        status, text = request(self.control_url.rstrip("/") + path, body)
        if status != 200:
            raise RuntimeError(f"sandbox {path}: {status} {text[:300]}")
        return json.loads(text)

    def consent(self, asked=None):
        """A person says yes to everything on the consent page; returns the address TikTok sends the browser back to.
        Without `asked` (the address an app sent the browser to) a code is made for an app that nobody waits for."""
        asked = asked or f"{self.authorize_url}?" + urllib.parse.urlencode(
            {"app_id": self.app_id, "state": "by-hand", "redirect_uri": "http://localhost/callback"})
        _, page = request(asked)
        status, headers, _ = post_form(self.authorize_url, [*inputs(page), ("decision", "approve")])
        if status != 302:
            raise RuntimeError(f"the consent page answered {status}")
        return headers["Location"]

    def code(self):
        """A fresh authorisation code."""
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.consent()).query)["auth_code"][0]

    def calls(self, path=""):
        """What the sandbox was asked and answered, in order."""
        entries, start = [], 1
        while True:
            page = self.control(f"/ledger?answers=1&from={start}&path={path}")
            entries += page["entries"]
            if page["next"] == start or not page["entries"]:
                return entries
            start = page["next"]

    def stop(self):
        self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("BAYME_")}


class Installation:
    """A data folder and a configuration that points at a sandbox; runs the verbs of bayme in it."""

    def __init__(self, sandbox, **settings):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bayme-data-"))
        self.server = None
        self.environment = clean_environment() | {
            "BAYME_DATA_DIR": str(self.folder / "data"),
            "BAYME_SERVER_LISTEN": "127.0.0.1:0",
            "BAYME_TIKTOK_API_URL": sandbox.api_url,
            "BAYME_TIKTOK_AUTHORIZE_URL": sandbox.authorize_url,
            "BAYME_TIKTOK_APP_ID": sandbox.app_id,
            "BAYME_TIKTOK_APP_SECRET": sandbox.app_secret,
            # The sandbox has no limits unless asked: nor has the program, which would wait most of the time.
            "BAYME_TIKTOK_TIER": "none",
        } | settings

    def run(self, *arguments, **environment):
        """One verb to its end; .returncode, .stdout and .stderr as text."""
        return subprocess.run([BAYME, *arguments], env=self.environment | environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=5 * PATIENCE)

    def must(self, *arguments, **environment):
        done = self.run(*arguments, **environment)
        if done.returncode != 0:
            raise RuntimeError(f"bayme {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def connect(self, sandbox):
        self.must("init")
        self.must("connect", "--auth-code", sandbox.auth_code, "--yes")
        self.forgo_first_sync()

    def forgo_first_sync(self):
        """Nothing is fetched but what a suite asks for. Only before a server runs the jobs."""
        for job in json.loads(self.must("jobs", "list", "--state", "queued", "--json"))["jobs"]:
            if job["kind"] == "sync.account":
                self.must("jobs", "cancel", job["id"])

    def connect_in_browser(self, sandbox):
        """The one-time link, its button, the consent page, and back; then all accounts found are kept."""
        link = self.must("connect").strip()
        _, page = request(link)
        action = re.search(r'<form[^>]* action="([^"]*)"', page).group(1)
        status, headers, text = post_form(urllib.parse.urljoin(link, action), inputs(page))
        if status not in (302, 303):
            raise RuntimeError(f"the link answered {status}: {text[-500:]}")
        cookies = "; ".join(cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie", []))
        status, text = request(sandbox.consent(headers["Location"]), headers={"Cookie": cookies})
        if status != 200:
            raise RuntimeError(f"the callback answered {status}: {text[-500:]}")
        for connection in json.loads(self.must("call", "connections.list"))["connections"]:
            if connection["state"] == "choosing" and connection["accounts"]:
                self.must("call", "connections.keep", json.dumps(
                    {"connection_id": connection["connection_id"], "advertiser_ids": sandbox.advertiser_ids}))

    def serve(self, *options, **environment):
        if self.server:
            self.server.stop()
        self.server = Process(["serve", *options], self.environment | environment, self.folder / "serve.log")
        return self.server

    def remove(self):
        if self.server:
            self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
