"""Files that were made for one visitor: in memory alone, under names that nobody guesses, and not for long."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass

_SECONDS = 600.0
_MOST = 64
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Download:
    """``name`` is what the visitor's own machine is to call it."""

    content: bytes
    name: str


class Downloads:
    """Each is dropped after ``seconds``, and the oldest when there are more than ``most``. For one event loop."""

    def __init__(self, seconds: float = _SECONDS, most: int = _MOST) -> None:
        self._seconds = seconds
        self._most = most
        self._by_token: dict[str, Download] = {}

    def add(self, download: Download) -> str:
        """Keep it; returns its token."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._by_token[token] = download
        while len(self._by_token) > self._most:
            self._by_token.pop(next(iter(self._by_token)))
        asyncio.get_running_loop().call_later(self._seconds, self._by_token.pop, token, None)
        return token

    def get(self, token: str) -> Download | None:
        """What is kept under that token, None if nothing is."""
        return self._by_token.get(token)
