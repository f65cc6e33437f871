"""Why the hub gives nothing, in plain words, and what to do about it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from summarizer.engines.store.plain_words import plain
from summarizer.errors import HubUnavailable

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError

_BRING = (
    "bring the model as a file: summarizer models bundle NAME FILE.tar.zst on a machine that has it, and summarizer "
    "models unbundle FILE.tar.zst here"
)
_LOG_IN = "log in with: hf auth login, or set HF_TOKEN to a token of yours"


def offline(hub: str) -> HubUnavailable:
    """The error for a pull where the user has forbidden connections."""
    return HubUnavailable(
        f"{hub} is not pulled, because connections are forbidden (SUMMARIZER_OFFLINE or HF_HUB_OFFLINE is set). Unset "
        f"that, or {_BRING}"
    )


def cannot_reach(endpoint: str, reason: str) -> HubUnavailable:
    """The error for a machine that has no way to the hub."""
    return HubUnavailable(
        f"the hub at {endpoint} cannot be reached ({reason}). Check the network and the proxy, and pull again: what "
        f"has come is kept. Without a network, {_BRING}"
    )


def misnamed(hub: str, reason: str) -> HubUnavailable:
    """The error for a name that no model on the hub can have."""
    return HubUnavailable(f"no model on the hub can be called {hub} ({reason}). Give its name there, as in org/name")


def no_address(endpoint: str, reason: str) -> HubUnavailable:
    """The error for an ``HF_ENDPOINT`` that is no URL."""
    return HubUnavailable(f"HF_ENDPOINT, {endpoint!r}, is no address ({reason}). Correct it, or unset it")


def out_of_order(endpoint: str, reason: str) -> HubUnavailable:
    """The error for an answer that is not one of the hub's."""
    return HubUnavailable(
        f"{endpoint} does not answer as the hub does ({plain(reason)}). Check HF_ENDPOINT, and whether a login page "
        f"of the network stands between; or {_BRING}"
    )


def refused(error: HfHubHTTPError, hub: str, revision: str, endpoint: str) -> HubUnavailable:
    """The error for a request that the hub has answered, but not with what was asked for."""
    from huggingface_hub.errors import GatedRepoError, RevisionNotFoundError

    status, page = error.response.status_code, f"{endpoint}/{hub}"
    if isinstance(error, GatedRepoError):
        return HubUnavailable(
            f"{hub} is only for those who have accepted its licence. Accept it at {page}, {_LOG_IN}, and pull again"
        )
    if isinstance(error, RevisionNotFoundError):
        return HubUnavailable(f"{hub} has no revision {revision}. See which there are at {page}/commits/main")
    if status == 404:
        return HubUnavailable(f"the hub at {endpoint} has no model {hub}. Check the name at {page}")
    if status == 401:
        return HubUnavailable(
            f"the hub does not show {hub} to everybody: there is no such model, or it is private, or your token is not "
            f"valid. Check the name at {page}; if it is right, {_LOG_IN}"
        )
    if status == 403:
        return HubUnavailable(
            f"the hub does not let you have {hub}. Accept its licence at {page}, if it has one to accept, or {_LOG_IN} "
            "that may read it"
        )
    if status == 429:
        wait = wait_asked_for(error.response.headers)
        when = "in some minutes" if wait is None else f"in {wait} s"
        return HubUnavailable(
            f"the hub has had too many requests from here. Pull again {when}: what has come is kept. With a token it "
            f"allows more: {_LOG_IN}"
        )
    return HubUnavailable(
        f"the hub at {endpoint} is out of order (it answers {status}). Pull again later: what has come is kept; or "
        f"{_BRING}"
    )


def wait_asked_for(headers: Mapping[str, str]) -> int | None:
    """The seconds that a server asks to wait for, by Retry-After or by the hub's own header; None if it does not."""
    from huggingface_hub.utils import parse_ratelimit_headers  # type: ignore[attr-defined]  # documented, so public

    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return int(value)
    if value:
        try:
            return max(0, round(parsedate_to_datetime(value).timestamp() - time.time()))
        except ValueError:
            return None
    limit = parse_ratelimit_headers(headers)
    return limit.reset_in_seconds if limit is not None and limit.remaining == 0 else None
