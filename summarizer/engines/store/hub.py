"""Talking to the hub through huggingface_hub: what a repository holds, and its files, byte for byte.

Its own `hf_hub_download` begins anew after a cut (its scratch file belongs to one process and is removed when it ends),
so the bytes are asked for here, through its session, with a Range.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import ERROR
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from summarizer.engines.store.refusals import (
    cannot_reach,
    misnamed,
    no_address,
    offline,
    out_of_order,
    refused,
    wait_asked_for,
)
from summarizer.protocols import Progress

if TYPE_CHECKING:
    from huggingface_hub.hf_api import RepoSibling

_T = TypeVar("_T")
_PASSING = (408, 429, 500, 502, 503, 504)
_SHA1 = re.compile("[0-9a-f]{40}")
_SHA256 = re.compile("[0-9a-f]{64}")
_WAITS = (1, 2, 4, 8, 16)  # seconds before each further try; a try that gets something begins at the first again
_LONGEST_WAIT = 300  # seconds; the hub counts requests over five minutes


@dataclass(frozen=True, slots=True)
class HubFile:
    """``digest`` is a sha256, or the sha1 that git gives a small file if ``is_git``; both in hexadecimal."""

    name: str
    size: int
    digest: str
    is_git: bool

    def is_at(self, path: Path) -> bool:
        """Whether the file at ``path`` is this one, byte for byte."""
        if path.stat().st_size != self.size:
            return False
        with path.open("rb") as file:
            if not self.is_git:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.digest
            digest = hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)
            while chunk := file.read(2**20):
                digest.update(chunk)
        return digest.hexdigest() == self.digest


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of the repository ``hub`` at ``commit``."""

    hub: str
    commit: str
    files: tuple[HubFile, ...]
    is_gated: bool


def endpoint() -> str:
    """Where the hub is: ``HF_ENDPOINT`` as it is now, or the usual one. Raises HubUnavailable if it is no URL."""
    stated = os.environ.get("HF_ENDPOINT", "")
    try:
        urlsplit(stated)
    except ValueError as error:
        raise no_address(stated, str(error)) from error
    from huggingface_hub import constants  # which reads it too, and fails

    return (stated or constants.ENDPOINT).rstrip("/")


def is_offline() -> bool:
    """Whether the user has forbidden connections: ``SUMMARIZER_OFFLINE``, or huggingface_hub's own setting."""
    names = ("SUMMARIZER_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    return any(os.environ.get(name, "").upper() in {"1", "ON", "YES", "TRUE"} for name in names)


def look_up(hub: str, revision: str, progress: Progress) -> Listing:
    """What ``hub`` holds at ``revision``. Raises HubUnavailable."""
    where = endpoint()
    from huggingface_hub import HfApi
    from huggingface_hub.constants import HF_HUB_DOWNLOAD_TIMEOUT
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    api = HfApi(endpoint=where, library_name="summarizer-id")

    def ask() -> Listing:
        try:
            info = api.model_info(hub, revision=revision, files_metadata=True, timeout=HF_HUB_DOWNLOAD_TIMEOUT)
            # Only the top of the repository: nothing below it is ever needed.
            files = tuple(_file(sibling) for sibling in info.siblings or () if "/" not in sibling.rfilename)
            return Listing(hub, _hexadecimal(info.sha, _SHA1), files, is_gated=bool(info.gated))
        except HfHubHTTPError:
            raise
        except HFValidationError as error:
            raise misnamed(hub, str(error)) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise out_of_order(where, str(error).splitlines()[0] if str(error) else type(error).__name__) from error

    with _reported(hub, revision):
        return _tried(ask, progress)


def fetch(listing: Listing, file: HubFile, partial: Path, report: Callable[[int], None], progress: Progress) -> None:
    """Have ``file`` in ``partial``, all of its size, going on after what is there; its digest is not compared.

    ``report`` is called with the bytes that there are. Raises HubUnavailable, or OSError if it cannot be written.
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # documented, so public

    url = hf_hub_url(listing.hub, file.name, revision=listing.commit, endpoint=endpoint())
    # A compressed answer could not be gone on with.
    headers = {**build_hf_headers(library_name="summarizer-id"), "Accept-Encoding": "identity"}

    def so_far() -> int:
        return partial.stat().st_size if partial.exists() else 0

    with _reported(listing.hub, listing.commit):
        _tried(lambda: _receive(url, headers, file.size, partial, report), progress, so_far)


def _receive(url: str, headers: dict[str, str], size: int, partial: Path, report: Callable[[int], None]) -> None:
    """One request. Raises HfHubHTTPError, or TransportError if the connection is cut."""
    import httpx2
    from huggingface_hub import get_session, hf_raise_for_status
    from huggingface_hub.constants import HF_HUB_DOWNLOAD_TIMEOUT

    partial.touch()
    if partial.stat().st_size > size:
        os.truncate(partial, 0)
    done = partial.stat().st_size
    if done == size:
        return
    if done:
        headers = {**headers, "Range": f"bytes={done}-"}
    with get_session().stream("GET", url, headers=headers, timeout=HF_HUB_DOWNLOAD_TIMEOUT) as response:
        if response.status_code == 416:  # what is here is not a part of what is there
            partial.unlink()
            raise httpx2.RemoteProtocolError("the hub has not that many bytes")
        if not response.is_success:
            response.read()
        hf_raise_for_status(response)
        goes_on = response.status_code == 206
        done = done if goes_on else 0
        with partial.open("ab" if goes_on else "wb") as out:
            for chunk in response.iter_bytes():
                # One byte too many is enough to see that it is another file.
                out.write(chunk[: size + 1 - done])
                done = min(size + 1, done + len(chunk))
                report(min(size, done))
                if done > size:
                    return
    if done < size:
        raise httpx2.RemoteProtocolError("the connection was closed early")


def _tried(attempt: Callable[[], _T], progress: Progress, so_far: Callable[[], int] | None = None) -> _T:
    """What ``attempt`` returns, tried again, with longer and longer waits, if what fails may pass.

    ``so_far`` tells how many bytes of a file there are: a try that gets some does not count as failed. Raises
    HfHubHTTPError or httpx2's TransportError.
    """
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError

    failures = 0
    while True:
        before = so_far() if so_far else 0
        try:
            return attempt()
        except HfHubHTTPError as error:
            failures = 0 if so_far and so_far() > before else failures
            asked = wait_asked_for(error.response.headers)
            if error.response.status_code not in _PASSING or (asked or 0) > _LONGEST_WAIT or failures == len(_WAITS):
                raise
        except httpx2.TransportError as error:
            failures = 0 if so_far and so_far() > before else failures
            # A host that is not there when the first thing is asked of it is not worth half a minute's wait.
            lasting = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.ProxyError)
            if isinstance(error, lasting) or (so_far is None and isinstance(error, httpx2.ConnectError)):
                raise
            if failures == len(_WAITS):
                raise
            asked = None
        wait = _WAITS[failures] if asked is None else asked
        failures += 1
        progress(f"the hub does not answer as it should; trying again in {wait} s", 0, 1)
        time.sleep(wait)


def _file(sibling: RepoSibling) -> HubFile:
    """Raises ValueError if the hub does not say all of it."""
    if sibling.lfs is not None:
        size, digest, is_git = sibling.lfs["size"], _hexadecimal(sibling.lfs["sha256"], _SHA256), False
    else:
        size, digest, is_git = sibling.size, _hexadecimal(sibling.blob_id, _SHA1), True
    if not isinstance(size, int) or size < 0:
        raise ValueError(f"it gives no size of {sibling.rfilename}")
    return HubFile(sibling.rfilename, size, digest, is_git)


def _hexadecimal(text: str | None, pattern: re.Pattern[str]) -> str:
    # It becomes the name of a file here.
    if text is None or not pattern.fullmatch(text):
        raise ValueError(f"it gives {text!r} for a hash")
    return text


@contextmanager
def _reported(hub: str, revision: str) -> Iterator[None]:
    """What the hub or the way to it raises inside becomes HubUnavailable; huggingface_hub prints nothing of its own."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled
    from huggingface_hub.utils import logging

    verbosity = logging.get_verbosity()
    logging.set_verbosity(ERROR)
    try:
        yield
    except OfflineModeIsEnabled as error:
        raise offline(hub) from error
    except HfHubHTTPError as error:
        raise refused(error, hub, revision, endpoint()) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise cannot_reach(endpoint(), str(error) or type(error).__name__) from error
    finally:
        logging.set_verbosity(verbosity)
