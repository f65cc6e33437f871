"""What the page shows: everything that a handler yields, and its HTML as a browser takes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import TypeVar

from lxml import html
from lxml.html import HtmlElement

Shown = TypeVar("Shown")


def collected(handler: AsyncIterator[Shown]) -> list[Shown]:
    """All that it yields until it ends."""

    async def collect() -> list[Shown]:
        return [one async for one in handler]

    return asyncio.run(collect())


def parsed(shown: str) -> HtmlElement:
    return html.fragment_fromstring(shown, create_parent="body")


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def seen(shown: str) -> str:
    """The text that a reader sees: without what is hidden to be copied."""
    body = parsed(shown)
    for hidden in body.xpath("//*[@hidden]"):
        hidden.drop_tree()
    return str(body.text_content())


def structure(shown: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and names of attributes in order, without the signs for what cannot be seen."""
    return [
        (str(element.tag), tuple(element.attrib))
        for element in parsed(shown).iter()
        if element.get("class") != "control"
    ]


def texts_at(shown: str, path: str) -> Iterator[str]:
    """The texts of the elements at an XPath."""
    return map(text_of, parsed(shown).xpath(path))
