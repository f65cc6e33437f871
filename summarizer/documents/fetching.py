"""News pages from the web: one page when its reader asks for it, from public addresses only, and within limits."""

from __future__ import annotations

import codecs
import re
import ssl
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.message import Message

import httpcore2
import httpx2

from summarizer.documents.articles import read_article_as
from summarizer.documents.html_reading import known_charset
from summarizer.documents.pinning import Connect, Deadline, PinnedBackend, Resolve, system_addresses, tcp_connection
from summarizer.documents.public_addresses import is_odd_number
from summarizer.documents.reading import Article
from summarizer.errors import UnreadableInput

_PASTE = "Open it in a browser, copy the text and paste it"
_SCHEMES = {"http", "https"}
_PORTS = {None, 80, 443}
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"[a-z\d._-]+|[\da-f:.]+")
_MAX_REDIRECTS = 5
_MAX_URL = 2000
# What may be a page with an article on it, and the suffix of files of that kind.
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_REFUSALS = {401, 402, 403, 405, 406, 429, 451}
_GONE = {404, 410}
_GZIP = zlib.MAX_WBITS | 16
_HEADERS = {
    "User-Agent": "summarizer-id (reads one page when its user asks for it)",
    "Accept": ", ".join(_SUFFIXES),
    "Accept-Language": "id, en;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def read_url(url: str) -> Article:
    """The article on a public web page, fetched as `Fetcher` does by default."""
    return Fetcher().read(url)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """``seconds`` for the whole, redirects included; ``max_bytes`` of one answer, as it is sent and as it unpacks."""

    seconds: float = 15.0
    max_bytes: int = 5 * 2**20


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()


class Fetcher:
    """``resolve`` and ``connect`` stand between the checks and the network; the checks themselves are always made.

    ``tls`` says which certificates are believed: those that this machine believes, if it is None.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = system_addresses,
        connect: Connect = tcp_connection,
        tls: ssl.SSLContext | None = None,
        limits: FetchLimits | None = None,
    ) -> None:
        self._resolve = resolve
        self._connect = connect
        self._tls = tls
        self._limits = limits or FetchLimits()

    def read(self, url: str) -> Article:
        """The article on a page; its origin has the address at which the page was found in the end.

        An address without a scheme, as people type it, is one with https://.

        Raises UnreadableInput for an address that is refused or does not answer with a page, and what `read_article`
        raises for the page.
        """
        if not url.strip():
            raise UnreadableInput("there is no address. Copy that of the page from the browser")
        deadline = Deadline(self._limits.seconds)
        page = _checked(url if _SCHEME.match(url) else f"https://{url.lstrip('/')}")
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._get(page, deadline)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or target is None:
                return _article(page, answer)
            page = _checked(target, page)
        raise UnreadableInput(f"{url} leads from one page to the next without end. {_PASTE}")

    def _get(self, page: httpx2.URL, deadline: Deadline) -> _Answer:
        # Of httpcore2's own: it knows no proxies of the environment, no cookies, no redirects and no unpacking.
        target = httpcore2.URL(scheme=page.raw_scheme, host=page.raw_host, port=page.port, target=page.raw_path)
        headers = [(b"Host", page.netloc), *((name.encode(), value.encode()) for name, value in _HEADERS.items())]
        backend = PinnedBackend(self._resolve, self._connect, deadline)
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream("GET", target, headers=headers) as response,
            ):
                answer = _Answer(response.status, _message(response.headers), b"")
                if answer.status != 200:
                    return answer
                _require_page(page, answer)
                return replace(answer, body=self._body(page, answer, response.iter_stream()))
        except httpcore2.TimeoutException as error:
            raise UnreadableInput(
                f"{page.host} took longer than {self._limits.seconds:g} seconds. Try again later, or open the page in "
                "a browser, copy the text and paste it"
            ) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, zlib.error) as error:
            raise UnreadableInput(_failure(page, error)) from error

    def _body(self, page: httpx2.URL, answer: _Answer, chunks: Iterable[bytes]) -> bytes:
        """What was sent, unpacked no further than the limit."""
        packed = str(answer.headers.get("content-encoding", "identity")).strip().lower() != "identity"
        unpacking = zlib.decompressobj(_GZIP)
        body, received, limit = bytearray(), 0, self._limits.max_bytes
        for chunk in chunks:
            received += len(chunk)
            body += unpacking.decompress(chunk, limit + 1 - len(body)) if packed else chunk
            if max(received, len(body)) > limit:
                raise UnreadableInput(f"{page} is larger than {limit // 2**20} MiB, the most a page may be. {_PASTE}")
        if packed and not unpacking.eof:
            raise httpcore2.RemoteProtocolError("cut short")
        return bytes(body)


def _checked(url: str, before: httpx2.URL | None = None) -> httpx2.URL:
    """The address of a page, seen from the one that led to it. What its host is reached at is checked on connecting."""
    if len(url) > _MAX_URL:
        raise UnreadableInput(f"the address of the page is longer than {_MAX_URL} letters. {_PASTE}")
    try:
        page = httpx2.URL(url) if before is None else before.join(url)
    except (httpx2.InvalidURL, ValueError):
        raise UnreadableInput(f"{url!r} is not a web address. Copy it from the browser once more") from None
    if page.userinfo:
        raise UnreadableInput("the address of the page has a name or a password in it. Leave that out")
    if page.scheme not in _SCHEMES or page.port not in _PORTS:
        raise UnreadableInput(
            f"{page} is not on the web proper: only http:// and https:// are read, on ports 80 and 443. {_PASTE}"
        )
    if not _HOST.fullmatch(page.raw_host.decode("ascii", "replace")) or is_odd_number(page.host):
        raise UnreadableInput(f"{url!r} is not a web address. Copy it from the browser once more")
    return page.copy_with(fragment=None)


def _message(headers: Iterable[tuple[bytes, bytes]]) -> Message:
    message = Message()
    for name, value in headers:
        message[name.decode("ascii", "replace")] = value.decode("utf-8", "replace")
    return message


def _require_page(page: httpx2.URL, answer: _Answer) -> None:
    if answer.kind not in _SUFFIXES:
        raise UnreadableInput(f"{page} is not a page of text: only HTML, plain text and PDF are read. {_PASTE}")
    if str(answer.headers.get("content-encoding", "identity")).strip().lower() not in {"identity", "gzip", "x-gzip"}:
        raise UnreadableInput(f"{page.host} sends its page packed in a way that was not asked for. {_PASTE}")


def _article(page: httpx2.URL, answer: _Answer) -> Article:
    if answer.status != 200:
        raise UnreadableInput(_refusal(page, answer.status))
    body, charset = answer.body, known_charset(answer.headers.get_content_charset() or "")
    if charset and answer.kind != "application/pdf" and not body.startswith(codecs.BOM_UTF8):
        # What the server says goes before what the page says of itself, and a byte-order mark goes before both.
        body = body.decode(charset, "replace").encode("utf-8-sig")
    article = read_article_as(_SUFFIXES[answer.kind], body, str(page))
    return replace(article, origin=replace(article.origin, url=str(page)))


def _refusal(page: httpx2.URL, status: int) -> str:
    if status in _GONE:
        return f"there is no page {page} (answer {status}). Check the address"
    if status in _REFUSALS:
        return f"{page.host} refuses programs, or wants a subscription (answer {status}). {_PASTE}"
    if status >= 500:
        return f"{page.host} has a fault or refuses programs (answer {status}). Try again later, or copy the text"
    return f"{page.host} did not send the page (answer {status}). {_PASTE}"


def _failure(page: httpx2.URL, error: Exception) -> str:
    if isinstance(error, httpcore2.ConnectError):
        return f"{page.host} cannot be reached. Check the address, or try again later"
    return f"{page.host} broke off, or sent what is no page. Try again later, or copy the text and paste it"
