"""How the page and every programming interface have an article translated: checked, in its turn, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.briefing import make_brief, with_edits
from summarizer.datamodels import Brief, Document
from summarizer.documents.reading import require_words
from summarizer.errors import OptionError, UnfitInput
from summarizer.fidelity.glossary import Glossary
from summarizer.language import require_language
from summarizer.protocols import Progress, no_progress
from summarizer.summarization import SummaryOptions
from summarizer.translation import editing, translate_batch
from summarizer.web.alternatives import alternatives
from summarizer.web.desk import Desk, Listener, no_listener
from summarizer.web.kept_edits import Known
from summarizer.web.languages import engine_for
from summarizer.web.queueing import Watch


@dataclass(frozen=True, slots=True)
class Job:
    """An article and what is asked for it; without ``engine`` it is the first one for its languages.

    Unless ``force`` says so, no text is taken that looks like another language than the document's. ``edits`` are
    human wordings by source sentence, as of `edits_of`, that come before those of the desk's memory.
    """

    document: Document
    target_lang: str = "en"
    engine: str | None = None
    summary: SummaryOptions | None = None
    glossary: Glossary | None = None
    force: bool = False
    edits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A brief, and what the desk's memory knows of its sentences; None if the desk has no memory."""

    brief: Brief
    known: Known | None


def run(
    desk: Desk,
    watch: Watch,
    job: Job,
    *,
    progress: Progress = no_progress,
    listener: Listener = no_listener,
) -> Made:
    """The brief of an article, in which human wordings stand in the place of the engine's.

    Before anything is done it raises TooLong and UnfitInput, and OptionError and UnknownEngine for what is not offered;
    then what `Desk.translator` raises.
    """
    text = job.document.text
    engine = _engine(desk, job)
    desk.require_length(text)
    require_words(text, "the article")
    if not job.force:
        _require_language(job.document)
    langpair = f"{job.document.lang}-{job.target_lang}"
    with desk.translator(watch, engine=engine, langpair=langpair, progress=progress, listener=listener) as translator:
        brief = make_brief(
            job.document,
            job.target_lang,
            translator=translator,
            summary=job.summary,
            progress=progress,
            glossary=job.glossary,
        )
    desk.tally.add(brief.translation)
    # Not while the engine is shared: a memory may have to be waited for.
    known = desk.kept_edits.known([brief.translation], translator.langpair)
    return Made(with_edits(brief, {**_wordings(known), **job.edits}, job.glossary), known)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated text and other wordings of it, as many as were asked for and found."""

    text: str
    alternatives: tuple[str, ...] = ()


def run_batch(
    desk: Desk, watch: Watch, documents: Sequence[Document], target_lang: str, *, engine: str, count: int = 0
) -> list[Rendering]:
    """The texts, all in one language, with at most ``count`` alternatives, in order.

    The wordings of the desk's memory are in the texts, and not in the alternatives.

    Raises TooLong if they are too long together, and what `Desk.translator` and `translate_batch` raise.
    """
    desk.require_length("".join(document.text for document in documents))
    langpair = f"{documents[0].lang}-{target_lang}"
    with desk.translator(watch, engine=engine, langpair=langpair) as translator:
        translations = translate_batch(documents, target_lang, translator=translator)
        others = [tuple(alternatives(one, translator, count)) if count else () for one in translations]
    for translation in translations:
        desk.tally.add(translation)
    wordings = _wordings(desk.kept_edits.known(translations, translator.langpair))
    edited = [editing.with_edits(translation, wordings) for translation in translations]
    return [Rendering(one.text, other) for one, other in zip(edited, others, strict=True)]


def _wordings(known: Known | None) -> Mapping[str, str]:
    return {} if known is None else known.wordings


def _engine(desk: Desk, job: Job) -> str:
    source, target = job.document.lang, job.target_lang
    if job.engine is not None:
        desk.require_offered(job.engine)
    engine = engine_for(desk.engines if job.engine is None else (job.engine,), source, target)
    if engine is None:
        raise OptionError(f"source and target are both {source}: there is nothing to translate")
    return engine


def _require_language(document: Document) -> None:
    try:
        require_language(document.text, document.lang)
    except UnfitInput as error:
        raise UnfitInput(f'{error}. If that is wrong, ask again with "force"') from None
