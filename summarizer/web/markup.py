"""The text between the tags of HTML, to be replaced by its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from summarizer.errors import UnfitInput

_IS_DOCUMENT = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# What XML has no place for, and lxml therefore refuses.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_PROSE = frozenset({"script", "style", "code", "textarea"})
_TOO_DEEP = "Excessive depth"


class Markup:
    """An HTML document, or a fragment of one. Raises UnfitInput if its tags are nested so deeply that text is lost."""

    def __init__(self, html: str) -> None:
        from lxml.etree import HTMLParser, fromstring

        parser = HTMLParser(encoding="utf-8", no_network=True)  # whatever the HTML itself says of its encoding
        self._is_document = bool(_IS_DOCUMENT.match(html))
        self._root = fromstring(_UNFIT.sub("", html).encode(), parser) if html.strip() else None
        if any(_TOO_DEEP in entry.message for entry in parser.error_log):
            raise UnfitInput("the HTML has its tags nested too deeply to be read. Send its text alone")
        self._places = () if self._root is None else tuple(_places(self._root))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts between the tags in order, without code and what is marked translate="no"."""
        return tuple(getattr(element, attribute) for element, attribute in self._places)

    def with_texts(self, texts: Sequence[str]) -> str:
        """The HTML, made well-formed, with ``texts`` in the place of its own; tags in them are escaped."""
        if self._root is None:
            return ""
        for (element, attribute), text in zip(self._places, texts, strict=True):
            setattr(element, attribute, _UNFIT.sub("", text))
        if self._is_document:
            return _serialised(self._root.getroottree())
        # The parser has put html, head and body around what was none.
        before = reversed(list(self._root.itersiblings(preceding=True)))
        parts = (_inner(part) if part.tag in ("head", "body") else _serialised(part) for part in self._root)
        return "".join((*map(_serialised, before), *parts))


def _places(root: Any) -> Iterator[tuple[Any, str]]:
    """Elements of lxml with the attribute, "text" or "tail", that holds a text."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.text and _is_prose(element):
            yield element, "text"
        # What stands behind an element is a part of its parent's text.
        if element.tail and (element.getparent() is None or _is_prose(element.getparent())):
            yield element, "tail"


def _is_prose(element: Any) -> bool:
    return not any(one.tag in _NO_PROSE or one.get("translate") == "no" for one in (element, *element.iterancestors()))


def _inner(element: Any) -> str:
    return escape(element.text or "", quote=False) + "".join(map(_serialised, element)) + escape(element.tail or "")


def _serialised(tree: Any) -> str:
    from lxml.etree import tostring

    return str(tostring(tree, encoding="unicode", method="html"))
