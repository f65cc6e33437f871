"""How a server is set up."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from summarizer.engines import DEFAULT_ENGINE
from summarizer.web.desk import Limits


@dataclass(frozen=True, slots=True)
class Credentials:
    """The one name and password that a server asks for."""

    user: str
    password: str


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """``host`` and ``port`` are what is listened on.

    ``root_path`` is where a proxy in front of it shows it: a path such as "/news", or the whole address.
    ``docs`` serves the description of the programming interfaces, ``mcp`` offers them as tools to language models.
    ``engines`` may be chosen from, the first by default.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    credentials: Credentials | None = None
    root_path: str = ""
    docs: bool = False
    mcp: bool = False
    engines: tuple[str, ...] = (DEFAULT_ENGINE, "embedded-int8")
    limits: Limits = field(default_factory=Limits)

    @property
    def prefix(self) -> str:
        """The path of ``root_path``, "" for none."""
        return urlsplit(self.root_path).path.rstrip("/")

    @property
    def public_host(self) -> str:
        """The host of ``root_path``, "" if it names none."""
        return urlsplit(self.root_path).hostname or ""


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:  # a name
        return host.lower() == "localhost"
