"""Connections to addresses that were checked, and to no others, within one span of time."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from summarizer.documents.public_addresses import is_public
from summarizer.errors import UnreadableInput

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host; raises OSError if it has none."""
Connect = Callable[[str, int, float], httpcore2.NetworkStream]
"""A connection to an address and a port, within seconds; raises httpcore2.ConnectError or ConnectTimeout."""


def system_addresses(host: str, port: int) -> Sequence[str]:
    """The Resolve of this machine."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def tcp_connection(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
    """The Connect of this machine."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=seconds)


class Deadline:
    """The end of a span of time that begins now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises httpcore2.ReadTimeout if none is."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore2.ReadTimeout
        return seconds


class PinnedBackend(httpcore2.NetworkBackend):
    """Looks up a host once for each connection, and connects to one of the very addresses that were checked.

    So a name that changes its address between a check and a connection gains nothing by it. Besides what httpcore2
    raises, there is UnreadableInput for a host with an address that is not public, and for a certificate that is not
    valid.
    """

    def __init__(self, resolve: Resolve, connect: Connect, deadline: Deadline) -> None:
        self._resolve = resolve
        self._connect = connect
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._addresses(host, port)
        # All of them: a host with one address inside and one outside is set up to be taken for either.
        if not all(map(is_public, addresses)):
            raise UnreadableInput(
                f"{host} is not on the public internet, and only public web pages are read. Copy the text and paste it"
            )
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            # One that does not answer must leave time for the others.
            seconds = self._deadline.left() / (1 if address == addresses[-1] else 3)
            try:
                return _TimedStream(self._connect(address, port, seconds), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        # The system's look-up cannot be given a time; a thread that is late is left to end by itself.
        answer: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._resolve(host, port))
            # UnicodeError: a label of more than 63 letters
            except (OSError, UnicodeError) as error:
                answer.put(OSError(str(error)))

        threading.Thread(target=look_up, daemon=True).start()
        try:
            found = answer.get(timeout=self._deadline.left())
        except queue.Empty:
            raise httpcore2.ConnectTimeout from None
        if isinstance(found, OSError):
            raise UnreadableInput(f"there is no website {host}, or this machine is offline. Check the address")
        return found


class _TimedStream(httpcore2.NetworkStream):
    """A stream each of whose steps may take what is left of the whole time: a trickle of bytes ends with it too."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore2.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise UnreadableInput(
                    f"the connection to {server_hostname} is not safe: its certificate is not valid for it. Check the "
                    "address, or open it in a browser, copy the text and paste it"
                ) from error
            raise
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
