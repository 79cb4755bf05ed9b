"""`suivre --page`: the same states on a page that this machine serves to itself.

Only 127.0.0.1 is listened to, on a port that the system chooses; the address holds a secret, and a
request under any other name than ours is refused, so that no page of the web can read it.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dossier_builder.domain.suivi import Suivi
from dossier_builder.report.html_suivi import live_page, state

_HOST = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LocalPage:
    """What is served now; replaced at each state."""

    def __init__(self) -> None:
        self._secret = secrets.token_urlsafe(16)
        self._lock = threading.Lock()
        self._suivi: Suivi | None = None
        self._version = 0
        self._server = ThreadingHTTPServer((_HOST, 0), _asked(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://{_HOST}:{self._server.server_address[1]}/{self._secret}/"

    def show(self, suivi: Suivi) -> None:
        """Serve that state from now on."""
        with self._lock:
            self._suivi = suivi
            self._version += 1

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, host: str, known: str) -> tuple[HTTPStatus, str, str]:
        """Status, version and body for a request; `known` is the version that the page has."""
        port = self._server.server_address[1]
        first, _, rest = path.lstrip("/").partition("/")
        ours = hmac.compare_digest(first.encode(), self._secret.encode())
        if not ours or host not in {f"{_HOST}:{port}", f"localhost:{port}"}:
            return HTTPStatus.NOT_FOUND, "", ""
        with self._lock:
            suivi, version = self._suivi, f'"{self._version}"'
        if rest == "":
            return HTTPStatus.OK, version, live_page(suivi)
        if rest != "etat":
            return HTTPStatus.NOT_FOUND, "", ""
        if known == version:
            return HTTPStatus.NOT_MODIFIED, version, ""
        return HTTPStatus.OK, version, state(suivi)


@contextlib.contextmanager
def served() -> Iterator[LocalPage]:
    """The page, for the length of a `with`."""
    page = LocalPage()
    try:
        yield page
    finally:
        page.close()


def _asked(page: LocalPage) -> type[BaseHTTPRequestHandler]:
    class Asked(BaseHTTPRequestHandler):
        """One request; reads nothing but the address and two headers."""

        server_version = "dossier"
        sys_version = ""
        timeout = 10

        def do_GET(self) -> None:
            """The page, or its state."""
            status, version, body = page.answer(
                self.path, self.headers.get("Host", ""), self.headers.get("If-None-Match", "")
            )
            data = body.encode("utf-8", "replace")
            self.send_response(status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            if version:
                self.send_header("ETag", version)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(data)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - its own name
            """Nothing is noted anywhere."""

    return Asked
