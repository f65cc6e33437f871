"""HTML for the page, from templates that escape whatever is put into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.datamodels import Brief, TranslatedSegment
from summarizer.documents.bilingual import bilingual_text
from summarizer.documents.exports import EXPORTS
from summarizer.documents.marks import signatures
from summarizer.documents.summary_view import shown
from summarizer.language import is_close, language_name
from summarizer.web.languages import engine_offered
from summarizer.web.sentence_views import SentenceView, paragraph_views, remark
from summarizer.web.texts import texts
from summarizer.web.visits import Result, Visit

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from summarizer.web.batch_work import Row

_TEMPLATES = Path(__file__).with_name("templates")
# Shown as signs of their own: control characters, halves of surrogate pairs, and what turns its neighbours around. An
# override makes "21" of "12", and a mark of a script that is written from the right makes "1 - 3" of "3 - 1".
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200f\u202a-\u202e\u2066-\u2069]")
_SIGNS = {"error": "!", "warning": "?", "note": "i", "repaired": "✓", "edited": "✎", "pending": "…"}


@dataclass(frozen=True, slots=True)
class Status:
    """One line on the state of the work; ``kind`` is "working", "done", "stopped", "error" or "note".

    ``share`` of the work that is done, from 0 to 1, is None where there is nothing to show.
    """

    kind: str
    text: str
    share: float | None = None


def render_status(statuses: Sequence[Status]) -> str:
    return _render("status.html.jinja", "en", statuses=statuses)


def render_detected(code: str, langpair: str, language: str) -> str:
    """The language that the text seems to be in, and whether the direction begins with it."""
    expected = langpair.partition("-")[0]
    fits = code == expected or is_close(code, expected)
    return _render("detected.html.jinja", language, name=language_name(code, language), fits=fits)


def render_draft(text: str, segments: Sequence[TranslatedSegment], langpair: str, language: str) -> str:
    """An article as far as it is translated: a target that is "" is still to come."""
    source_lang, target_lang = langpair.split("-")
    return _render(
        "draft.html.jinja",
        language,
        paragraphs=paragraph_views(text, segments),
        source_lang=source_lang,
        target_lang=target_lang,
        is_final=False,
    )


def render_brief(brief: Brief, token: str, language: str, unkept: int = 0) -> str:
    """Headline, summary, the strip of sentences and the article side by side.

    ``token`` names the brief in the addresses of downloads and edits; ``unkept`` edits are offered to be kept in the
    translation memory.
    """
    translation = brief.translation
    picked = {index for sentence in brief.summary.sentences for index in sentence.sources}
    paragraphs = paragraph_views(translation.document.text, translation.segments, picked)
    return _render(
        "brief.html.jinja",
        language,
        brief=brief,
        summaries=shown(brief.summary, translation),
        token=token,
        unkept=unkept,
        bilingual=bilingual_text(translation),
        formats=list(EXPORTS),
        paragraphs=paragraphs,
        sentences=[sentence for paragraph in paragraphs for sentence in paragraph.sentences],
        source_lang=translation.document.lang,
        target_lang=translation.target_lang,
        is_final=True,
    )


def render_no_report(language: str) -> str:
    return _render("no_report.html.jinja", language)


def render_report(result: Result, language: str) -> str:
    """Facts kept, repaired and flagged, the findings, times, signature and licence."""
    segments = result.brief.translation.segments
    words = sum(len(segment.source.split()) for segment in segments)
    timing = result.timing
    return _render(
        "report.html.jinja",
        language,
        translation=result.brief.translation,
        signatures=signatures(result.brief.translation, result.brief.summary),
        edited=sum(segment.edited for segment in segments),
        timing={
            "seconds": f"{timing.seconds:.1f}",
            "waited": f"{timing.waited:.1f}",
            "words": words,
            "sentences": len(segments),
            "speed": f"{words / timing.seconds:.1f}" if timing.seconds else "–",
        },
        licence=engine_offered(result.engine).licence,
    )


def render_batch(rows: Sequence[Row], address: str, language: str, *, is_finished: bool = False) -> str:
    """The table of a batch, a row a file; ``address`` of the ZIP is "" until it is there, or if nothing is in it."""
    return _render("batch.html.jinja", language, rows=rows, address=address, is_finished=is_finished)


def render_glossary(visit: Visit) -> str:
    """How many terms there are, and where to download them."""
    count = 0 if visit.glossary is None else len(visit.glossary.terms)
    return _render("glossary.html.jinja", visit.language, count=count, token=visit.token)


def _render(template: str, language: str, **values: Any) -> str:
    html = _environment().get_template(template).render(values, t=texts(language), language=language)
    # Half a surrogate pair, which a page can send and no answer can hold.
    return html.encode(errors="replace").decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = _visible
    environment.filters["remark"] = remark
    environment.globals["signs"] = _signs
    environment.globals["states_in_words"] = _states_in_words
    return environment


def _visible(text: str) -> Markup:
    """``text`` escaped, with a sign for each character that is unseen itself and may change how others are seen."""
    from markupsafe import Markup, escape

    return Markup(_UNSEEN.sub(_sign, escape(text)))


def _sign(unseen: re.Match[str]) -> str:
    return f'<span class="control">[U+{ord(unseen.group()):04X}]</span>'


def _signs(sentence: SentenceView) -> list[tuple[str, str]]:
    """(state, sign) for each state of a sentence."""
    return [(state, _SIGNS[state]) for state in sentence.states]


def _states_in_words(sentence: SentenceView, words: dict[str, str]) -> str:
    states = [words[f"state_{state}"] for state in sentence.states or ("ok",)]
    if sentence.is_picked:
        states.append(words["in_summary"])
    return ", ".join(states)
