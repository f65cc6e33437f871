"""A newspaper's server on this machine, and the network through which the tests reach it under a public address."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

import httpcore2

from summarizer.documents.pinning import tcp_connection

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "1.1.1.1"


@dataclass
class Reply:
    """What the server sends. ``chunks`` are sent without a length, the last of them when the client has had enough."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    chunks: Callable[[], Iterator[bytes]] | None = None


@dataclass
class Server:
    """Answers by path; ``asked`` has the path and headers of each request."""

    port: int
    replies: dict[str, Reply]
    asked: list[tuple[str, dict[str, str]]]


@dataclass
class Network:
    """Stands where the real one would: names have the addresses of ``names``, and all of these lead to one server.

    ``names`` has for each name its answers in turn, of which the last stays. ``looked_up`` and ``connected`` record
    what was done.
    """

    port: int
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        self.connected.append((address, port))
        return tcp_connection("127.0.0.1", self.port, seconds)


@contextmanager
def serving(replies: dict[str, Reply], tls: SSLContext | None = None) -> Iterator[Server]:
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers.items())))
            reply = replies.get(self.path, Reply(status=404))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.chunks is None:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                for chunk in (reply.body,) if reply.chunks is None else reply.chunks():
                    self.wfile.write(chunk)
            except OSError:  # the client has had enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:  # a client that does not believe the certificate hangs up
            pass

    with Quiet(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield Server(server.server_address[1], replies, asked)
        finally:
            server.shutdown()
            thread.join()
