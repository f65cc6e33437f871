"""A hub on this machine: as much of the real one's API as huggingface_hub asks for, and its faults on demand."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Repository:
    """``files`` by name; those of weights are in LFS, as the hub has them. ``wrong`` are sent in place of the real."""

    files: dict[str, bytes]
    commit: str = COMMIT
    gated: str | bool = False
    revisions: set[str] = field(default_factory=lambda: {"main"})
    wrong: dict[str, bytes] = field(default_factory=dict)
    ignores_range: bool = False


@dataclass
class Fault:
    """What happens to the next ``times`` requests whose path has ``part`` in it.

    Either the answer is ``status`` with ``headers``, or the body ends after ``after`` bytes, and then the connection is
    cut or, with a ``gate``, stands still until that is set.
    """

    part: str
    times: int
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    after: int = 0
    gate: threading.Event | None = None


class LoopbackHub:
    """``asked`` has (path, Range, Authorization) of each request that came."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.faults: list[Fault] = []
        self.asked: list[tuple[str, str, str]] = []
        self.page: bytes | None = None  # an answer to everything, as of a login page
        self.begun = threading.Event()  # set when a fault has stopped a body
        outer = self

        class Handler(_Handler):
            hub = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{port}"
        self.elsewhere = f"http://localhost:{port}"  # another host, as far as a client can see
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def serve(self, name: str, folder: Path, **settings: object) -> Repository:
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.repositories[name] = Repository(files, **settings)
        return self.repositories[name]

    def fetched(self, name: str) -> list[str]:
        """The Range of each request for the content of the file of that name, "" for all of it."""
        return [span for path, span, _ in self.asked if path.endswith(f"/{name}") and path.startswith("/content/")]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: LoopbackHub

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append((path, self.headers.get("Range", ""), self.headers.get("Authorization", "")))
        fault = next((fault for fault in self.hub.faults if fault.part in path and fault.times), None)
        if fault is not None:
            fault.times -= 1
            if fault.status:
                self._answer(fault.status, b"{}", fault.headers)
                return
        if self.hub.page is not None:
            self._answer(200, self.hub.page, {})
        elif match := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/(.+)", path):
            self._model(*match.groups())
        elif match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/(\w+)/([^/]+)", path):
            self._resolve(*match.groups())
        elif match := re.fullmatch(r"/content/([^/]+/[^/]+)/([^/]+)", path):
            self._content(*match.groups(), fault)
        else:
            self._answer(404, b"{}", {})

    def _model(self, name: str, revision: str) -> None:
        repository = self.hub.repositories.get(name)
        if repository is None:
            self._answer(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        elif revision not in {*repository.revisions, repository.commit}:
            self._answer(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
        else:
            siblings = [_sibling(file, content) for file, content in repository.files.items()]
            row = {"id": name, "sha": repository.commit, "gated": repository.gated, "siblings": siblings}
            self._answer(200, json.dumps(row).encode(), {})

    def _resolve(self, name: str, commit: str, file: str) -> None:
        repository = self.hub.repositories[name]
        assert commit == repository.commit, "files are asked for by the commit, never by a branch"
        # As on the hub, the bytes lie elsewhere.
        headers = {"Location": f"{self.hub.elsewhere}/content/{name}/{file}", "X-Repo-Commit": commit}
        headers["X-Linked-Size"] = str(len(repository.files[file]))
        headers["ETag"] = f'"{_sibling(file, repository.files[file])["blobId"]}"'
        self._answer(302, b"", headers)

    def _content(self, name: str, file: str, fault: Fault | None) -> None:
        repository = self.hub.repositories[name]
        content = repository.wrong.get(file, repository.files[file])
        span = None if repository.ignores_range else re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(span[1]) if span else 0
        headers = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if span else {}
        self._answer(206 if span else 200, content[start:], headers, fault)

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str], fault: Fault | None = None) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if fault is None:
            self.wfile.write(body)
            return
        self.wfile.write(body[: fault.after])
        self.wfile.flush()
        self.hub.begun.set()
        if fault.gate is not None:
            fault.gate.wait()
            self.wfile.write(body[fault.after :])
        else:
            self.close_connection = True


def _sibling(name: str, content: bytes) -> dict[str, object]:
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    row: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
    if name.endswith((".safetensors", ".bin")):
        row["lfs"] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "pointerSize": 134}
    return row
