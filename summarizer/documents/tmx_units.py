"""TMX 1.4 of any length, unit by unit: to other translation memories and from them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from summarizer.documents.output import final_path, is_device, move_into_place, scratch_file
from summarizer.documents.tmx_format import HUMAN, MACHINE
from summarizer.errors import OutputError, UnreadableInput
from summarizer.memory.units import Unit, one_line
from summarizer.protocols import Progress, no_progress

READING = "reading"
"""The stage of `read_units`, as a Progress is told of it, in bytes."""

_SIGNATURE = "x-signature"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OLD_LANGUAGE = "lang"  # TMX 1.1
# Elements whose text is the code of a layout, and no part of the sentence.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
# Of ISO 639 until 1989 and 2001; programs in Java write the first still.
_FORMER_CODES = {"in": "id", "jw": "jv"}
_UNITS_BETWEEN_PROGRESS = 500


def write_units(path: str, units: Iterable[Unit], source_lang: str, target_lang: str) -> int:
    """Write the units, all of one language pair, to a TMX file, whole or not at all; how many they are.

    ``creationid`` of a unit says whether a human or a machine wrote its target, and a machine's has its signature. The
    same units give the same bytes. Raises OutputError.
    """
    try:
        target = final_path(path)
        if is_device(target):
            with target.open("wb") as file:
                return _write(file, units, source_lang, target_lang)
        with scratch_file(target.parent) as scratch:
            with scratch.open("wb") as file:
                written = _write(file, units, source_lang, target_lang)
                file.flush()
                os.fsync(file.fileno())
            move_into_place(scratch, target)
    except OSError as error:
        raise OutputError(f"the output {path} cannot be written: {error.strerror or error}") from error
    return written


def read_units(
    path: str, source_lang: str = "id", target_lang: str = "en", progress: Progress = no_progress
) -> Iterator[Unit]:
    """The units of a TMX file that have both languages, whatever their regions ("id-ID"), in the order of the file.

    Texts are on one line and without inline codes; one that is blank is there too. A unit without a ``creationid`` is a
    human's. Nothing is fetched, no entity is expanded, and memory is bounded. Raises UnreadableInput, for broken XML
    when it gets there.
    """
    from lxml.etree import XMLSyntaxError, iterparse

    try:
        with Path(path).open("rb") as file:
            total = os.fstat(file.fileno()).st_size
            parsed = iterparse(
                file,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
                remove_pis=True,
                collect_ids=False,
                huge_tree=False,
            )
            for number, unit in enumerate(_parsed_units(path, parsed, source_lang, target_lang)):
                if number % _UNITS_BETWEEN_PROGRESS == 0:
                    progress(READING, min(file.tell(), total), total)
                if unit is not None:
                    yield unit
            progress(READING, total, total)
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {path}") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; name a TMX file in it") from None
    except XMLSyntaxError as error:
        reason = str(error.msg).partition(", line ")[0]
        raise UnreadableInput(
            f"{path}, line {error.lineno or 1}: this is no whole TMX ({reason}). Export it again from the program that "
            "made it"
        ) from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}") from error


def _write(file: IO[bytes], units: Iterable[Unit], source_lang: str, target_lang: str) -> int:
    from lxml import etree

    written = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration(doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write("\n")
            xml.write(etree.Element("header", _header(source_lang)), pretty_print=True)
            with xml.element("body"):
                xml.write("\n")
                for unit in units:
                    xml.write(_element(unit, source_lang, target_lang), pretty_print=True)
                    written += 1
            xml.write("\n")
    file.write(b"\n")
    return written


def _header(source_lang: str) -> dict[str, str]:
    try:
        ours = version("summarizer-id")
    except PackageNotFoundError:  # run from a source tree that was never installed
        ours = "unknown"
    return {
        "creationtool": "summarizer",
        "creationtoolversion": ours,
        "segtype": "sentence",
        "o-tmf": "UTF-8",
        "adminlang": "en",
        "srclang": source_lang,
        "datatype": "PlainText",
    }


def _element(unit: Unit, source_lang: str, target_lang: str) -> Any:
    from lxml.etree import Element, SubElement

    element = Element("tu", {"creationid": unit.origin})
    if unit.origin == MACHINE:
        SubElement(element, "prop", {"type": _SIGNATURE}).text = one_line(unit.made_by)
    for lang, text in ((source_lang, unit.source), (target_lang, unit.target)):
        variant = SubElement(element, "tuv", {_LANGUAGE: lang})
        SubElement(variant, "seg").text = one_line(text)
    return element


def _parsed_units(path: str, parsed: Any, source_lang: str, target_lang: str) -> Iterator[Unit | None]:
    """A unit for each ``tu``, None for one that lacks a language. What has been read is let go."""
    is_first = True
    for event, element in parsed:
        if is_first and _name(element) != "tmx":
            raise UnreadableInput(
                f"{path} is XML, but no TMX: it begins with <{_name(element)}>. Export a TMX 1.4 from the program that "
                "made it"
            )
        is_first = False
        if event == "start":
            continue
        if _name(element) == "tu":
            yield _unit(element, source_lang, target_lang)
        parent = element.getparent()
        if parent is not None and _name(parent) in ("body", "tmx"):
            element.clear()
            while element.getprevious() is not None:
                del parent[0]


def _unit(element: Any, source_lang: str, target_lang: str) -> Unit | None:
    variants: dict[str, Any] = {}
    for child in element:
        if _name(child) == "tuv":
            variants.setdefault(_language(child), child)
    source, target = variants.get(source_lang), variants.get(target_lang)
    if source is None or target is None:
        return None
    creator = target.get("creationid") or element.get("creationid") or HUMAN
    langpair = f"{source_lang}-{target_lang}"
    if creator.lower() != MACHINE:
        return Unit(_segment(source), _segment(target), langpair)
    return Unit(_segment(source), _segment(target), langpair, MACHINE, _signature(element))


def _language(variant: Any) -> str:
    code = (variant.get(_LANGUAGE) or variant.get(_OLD_LANGUAGE) or "").lower().replace("_", "-").partition("-")[0]
    return _FORMER_CODES.get(code, code)


def _segment(variant: Any) -> str:
    return one_line("".join(text for child in variant if _name(child) == "seg" for text in _texts(child)))


def _texts(element: Any) -> Iterator[str]:
    """The text of an element and what is in it, without inline codes and entities."""
    if isinstance(element.tag, str) and _name(element) not in _CODES:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _signature(element: Any) -> str:
    texts = (child.text or "" for child in element if _name(child) == "prop" and child.get("type") == _SIGNATURE)
    return one_line(next(texts, ""))


def _name(element: Any) -> str:
    """The tag without a namespace; "" for an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
