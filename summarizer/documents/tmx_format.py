"""TMX 1.4, for translation memories: one unit a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.datamodels import SegmentKind, TranslatedSegment, Translation, has_error
from summarizer.segmentation import normalise

if TYPE_CHECKING:
    from translate.storage.tmx import tmxfile, tmxunit

HUMAN = "human"
MACHINE = "machine"


def translation(translation: Translation) -> bytes:
    """A .tmx file of the sentences in their order; the same translation gives the same bytes.

    ``creationid`` of a unit says whether a human or a machine wrote its target, and its notes have what the checks
    found. A memory is trusted unread, so a machine's target that has an error is left out; what a human wrote is not.
    Datelines are left out too: they are no translations. The header has the signature and our version.
    """
    from translate.storage.tmx import tmxfile, tmxunit

    file = tmxfile(sourcelanguage=translation.document.lang, targetlanguage=translation.target_lang)
    _write_header(file, translation.signature)
    for translated in translation.segments:
        if translated.segment.kind is SegmentKind.DATELINE or (has_error(translated.issues) and not translated.edited):
            continue
        unit = tmxunit(None)
        unit.setsource(normalise(translated.source), translation.document.lang)
        unit.settarget(normalise(translated.target), translation.target_lang)
        _annotate(unit, translated)
        file.addunit(unit)
    return bytes(file)


def _write_header(file: tmxfile, signature: str) -> None:
    header = file.document.getroot().find("header")
    fields = dict(field.partition(":")[::2] for field in signature.split("|"))
    header.set("creationtool", "summarizer")
    header.set("creationtoolversion", fields.get("version", "unknown"))
    made_by = header.makeelement("prop", {"type": "x-signature"})
    made_by.text = signature
    header.append(made_by)


def _annotate(unit: tmxunit, translated: TranslatedSegment) -> None:
    unit.xmlelement.set("creationid", HUMAN if translated.edited else MACHINE)
    for issue in translated.issues:
        unit.addnote(f"{issue.severity}, {issue.kind}: {issue.detail}")
