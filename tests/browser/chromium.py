"""The browser of these tests: a real Chromium, as the machine has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

VARIABLE = "SUMMARIZER_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the page under test is to be loaded: names of other hosts do not even resolve.
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
MISSING = (
    "the tests of the page need Chromium, and none was found. On Debian or Ubuntu: apt-get install chromium. "
    f"One that lies elsewhere is named by the variable {VARIABLE}"
)


class BrowserMissing(Exception):
    """There is no browser to test with; the message says how to get one."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started. Raises BrowserMissing."""
    with sync_playwright() as playwright:
        root = os.name == "posix" and os.geteuid() == 0
        browser = playwright.chromium.launch(
            # Chromium's sandbox does not work for root, which is who runs the tests in a container.
            executable_path=executable(playwright),
            args=[*_FLAGS, *(["--no-sandbox"] if root else [])],
        )
        try:
            yield browser
        finally:
            browser.close()


def executable(playwright: Playwright) -> str:
    """The path of the browser: the one that the environment names, one on the PATH, or Playwright's own."""
    named = os.environ.get(VARIABLE, "")
    candidates = [named] if named else [*_NAMES, playwright.chromium.executable_path]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found and Path(found).is_file():
            return found
    raise BrowserMissing(MISSING)
