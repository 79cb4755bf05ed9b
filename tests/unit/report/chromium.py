"""A real browser, driven through its debugging pipe: it loads a page, types, and is asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BINARY = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
_KEYS = {"Tab": 9, "Enter": 13, " ": 32}
# The browser reads what it is asked on descriptor 3 and answers on 4.
_LAUNCH = """
import os, sys
read, write, *command = sys.argv[1:]
read, write = (os.dup2(os.dup(int(one)), 20 + n) for n, one in enumerate((read, write)))
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(command[0], command)
"""


class Page:
    """One page; every call waits for the browser's answer."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number, self._read, self._session = 0, b"", ""

    def ask(self, method: str, **values: Any) -> Any:
        self._number += 1
        request: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            request["sessionId"] = self._session
        os.write(self._to, json.dumps(request).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, path: Path) -> None:
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        self.ask("Page.enable")
        self.ask("Page.navigate", url=path.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        self.ask("Page.bringToFront")

    def value(self, script: str) -> Any:
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str) -> None:
        code = {"key": key, "code": key if len(key) > 1 else "Space"}
        text = {"Enter": "\r", " ": " "}.get(key)
        down = {"text": text} if text else {}
        number = {"windowsVirtualKeyCode": _KEYS[key]}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **code, **number, **down)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **code, **number)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            more = os.read(self._back, 65_536)
            assert more, "the browser went away"
            self._read += more
        line, _, self._read = self._read.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


@contextmanager
def page(profile: Path) -> Iterator[Page]:
    """A browser for one test; it is closed whatever happens."""
    assert BINARY
    for_it, to = os.pipe()
    back, from_it = os.pipe()
    command = [
        sys.executable,
        "-c",
        _LAUNCH,
        str(for_it),
        str(from_it),
        BINARY,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
    ]
    browser = subprocess.Popen(
        command, pass_fds=(for_it, from_it), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(for_it)
    os.close(from_it)
    try:
        yield Page(to, back)
    finally:
        os.close(to)
        os.close(back)
        browser.terminate()
        browser.wait(timeout=20)
