"""A proxy between the program and a store, which spoils what passes: one request at a time."""

from __future__ import annotations

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

_OWN = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Reply(Exception):  # noqa: N818
    """What the proxy answers by itself; status 0: it hangs up."""

    def __init__(
        self, status: int, headers: Iterable[tuple[str, str]] = (), body: bytes = b""
    ) -> None:
        super().__init__(status)
        self.status, self.headers, self.body = status, tuple(headers), body


class Proxy:
    """Passes on what `spoil_request` and `spoil_answer` leave of it.

    `spoil_request` gets the method, the path and the headers, which it may change, and may raise
    Reply; `spoil_answer` the method, the status and the body, and gives the body to be sent: a
    shorter one is cut off after the length that was promised.
    """

    def __init__(
        self,
        store: str,
        spoil_request: Callable[[str, str, dict[str, str]], None] = lambda *_: None,
        spoil_answer: Callable[[str, int, bytes], bytes] = lambda _method, _status, body: body,
    ) -> None:
        self.spoil_request, self.spoil_answer = spoil_request, spoil_answer
        self.requests = 0
        self._store = urlsplit(store).netloc
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:  # whoever asked has hung up
                    self.close_connection = True

            def _pass_on(self) -> None:
                proxy.pass_on(self)

            do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = _pass_on  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Nothing is told."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        self.requests += 1
        length = int(asked.headers.get("content-length") or 0)
        body = asked.rfile.read(length)
        headers = {k.lower(): v for k, v in asked.headers.items()}
        try:
            self.spoil_request(asked.command, asked.path, headers)
            connection = HTTPConnection(self._store, timeout=60)
            connection.request(asked.command, asked.path, body, headers)
            answer = connection.getresponse()
            status, data = answer.status, answer.read()
            answered = [(k, v) for k, v in answer.getheaders() if k.lower() not in _OWN]
            connection.close()
        except Reply as reply:
            status, data, answered = reply.status, reply.body, list(reply.headers)
        if status == 0:
            asked.close_connection = True
            asked.connection.close()
            return
        cut = self.spoil_answer(asked.command, status, data)
        asked.send_response(status)
        for name, value in answered:
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(data)))
        asked.end_headers()
        if asked.command != "HEAD":
            asked.wfile.write(cut)
        if cut != data:
            asked.close_connection = True
            asked.connection.close()
