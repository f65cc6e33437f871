"""Tasks to outcomes: what every machine of a batch does, whichever runner gives it its work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarizer import briefing
from summarizer.batch.faults import reason_and_traceback
from summarizer.batch.items import Counts, Outcome, Task
from summarizer.batch.renderers import render
from summarizer.batch.timing import TimedTranslator
from summarizer.datamodels import Brief, DecodingOptions, Document, RuntimeOptions, Severity, Translation
from summarizer.engines import registry
from summarizer.errors import InputError, ModelUnavailable, SummarizerError
from summarizer.language import require_language
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.summarization import SummaryOptions
from summarizer.summarization.signatures import signature as summary_signature
from summarizer.translation import editing, translate_batch
from summarizer.translation.segment_checks import is_translated, prepared
from summarizer.translation.signatures import signature
from summarizer.translation.wording import Wording

if TYPE_CHECKING:
    from summarizer.memory.store import Memory

# So many articles one after the other that each break the engine alone are not the reason.
_MOST_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """What determines the outputs; ``formats`` are names of `renderers`, ``generator`` is one of the registry.

    ``summary`` has the generator itself once the recipe is `loaded`, and then it can no longer be pickled. With
    ``any_language`` a text is translated even if it looks like another language than the source's. ``runtime`` is where
    the models compute: it is in the signatures of those that answer otherwise there.
    """

    options: DecodingOptions
    wording: Wording
    summary: SummaryOptions
    formats: tuple[str, ...]
    generator: str | None = None
    source_lang: str = "id"
    target_lang: str = "en"
    any_language: bool = False
    runtime: RuntimeOptions = field(default_factory=RuntimeOptions)

    @property
    def langpair(self) -> str:
        return f"{self.source_lang}-{self.target_lang}"

    def made_by(self, translator: Translator) -> str:
        """The line that says how outputs are made; equal lines and inputs make equal files.

        The recipe must be `loaded`. Raises OptionError for a summary in a language that there is none in.
        """
        translation = signature(translator, self.options, self.wording)
        summary = summary_signature(self.summary.of(self.source_lang, self.target_lang))
        return f"{translation}|{summary}|formats:{','.join(self.formats)}"

    def loaded(self, progress: Progress = no_progress) -> Recipe:
        """The recipe with its generator. Raises ModelUnavailable."""
        if self.generator is None or self.summary.generator is not None:
            return self
        generator = registry.load_generator(self.generator, runtime=self.runtime, progress=progress)
        return replace(self, summary=replace(self.summary, generator=generator))


class Workbench:
    """The engine, the memory and the recipe, on one machine.

    ``before_batch`` is called before each call of the engine, and what it raises ends the work at once.
    """

    def __init__(
        self,
        recipe: Recipe,
        translator: Translator,
        memory: Memory | None = None,
        before_batch: Callable[[], None] = lambda: None,
    ) -> None:
        self._recipe = recipe.loaded()
        self._memory = memory
        self._faults = 0
        self._engine = TimedTranslator(translator, before_batch)
        self._translator: Translator = self._engine
        if memory is not None:
            from summarizer.memory.remembering import RememberingTranslator

            self._translator = RememberingTranslator(self._engine, memory)

    def outcomes(self, tasks: Sequence[Task], progress: Progress = no_progress) -> list[Outcome]:
        """One outcome for each task, in order; the sentences of all of them share batches.

        An article that cannot be translated fails alone. Raises what is no article's fault: any error of ours that is
        no InputError, what ``before_batch`` raises among them, and ModelUnavailable if the engine breaks on one article
        after the other.
        """
        done = {task.key: outcome for task in tasks if (outcome := self._refused(task))}
        fit = [task for task in tasks if task.key not in done]
        done |= {outcome.key: outcome for outcome in self._translated(fit, progress)}
        return [done[task.key] for task in tasks]

    def _refused(self, task: Task) -> Outcome | None:
        if self._recipe.any_language:
            return None
        try:
            require_language(task.text, self._recipe.source_lang)
        except InputError as error:
            return _failure(task, f"{error}. If that is wrong, add --any-language and --retry-failed")
        except OSError as error:  # the detector unpacks its model to a temporary file
            return self._broken(task, error)
        return None

    def _translated(self, tasks: Sequence[Task], progress: Progress) -> list[Outcome]:
        if not tasks:
            return []
        documents = [Document(task.text, task.lang, task.origin) for task in tasks]
        recipe = self._recipe
        self._engine.take()
        try:
            translations = translate_batch(
                documents,
                recipe.target_lang,
                translator=self._translator,
                options=recipe.options,
                progress=progress,
                glossary=recipe.wording.glossary,
                style=recipe.wording.style,
            )
        except Exception as error:  # whatever is wrong with one article, the others are not to suffer from it
            if not _is_of_an_article(error):
                raise
            if len(tasks) == 1:
                return [self._broken(tasks[0], error)]
            return [outcome for task in tasks for outcome in self._translated([task], progress)]
        self._faults = 0
        seconds = self._engine.take()
        return [self._outcome(task, one, seconds) for task, one in zip(tasks, translations, strict=True)]

    def _outcome(self, task: Task, translation: Translation, seconds: Mapping[str, float]) -> Outcome:
        try:
            brief = self._brief(translation)
            return Outcome(
                task.key,
                task.stem,
                task.input_hash,
                files=render(task.key, brief, self._recipe.formats),
                counts=self._counts(brief.translation, seconds),
                read_seconds=task.read_seconds,
                notes=task.notes,
            )
        except Exception as error:
            if not _is_of_an_article(error):
                raise
            return _fault(task, error)

    def _broken(self, task: Task, error: Exception) -> Outcome:
        self._faults += 1
        if self._faults >= _MOST_FAULTS:
            raise ModelUnavailable(
                f"the engine broke on {_MOST_FAULTS} articles, one after the other ({type(error).__name__}: {error}). "
                "See that this machine has memory to spare, and run the same command again"
            ) from error
        return _fault(task, error)

    def _brief(self, translation: Translation) -> Brief:
        if self._memory is None:
            return briefing.brief_of(translation, self._recipe.summary)
        glossary = self._recipe.wording.glossary
        self._memory.keep_translation(translation, glossary.signature if glossary else "")
        sources = [one.source for one in translation.segments]
        edited = editing.with_edits(translation, self._memory.edits(sources, self._recipe.langpair), glossary)
        return briefing.brief_of(edited, self._recipe.summary)

    def _counts(self, translation: Translation, seconds: Mapping[str, float]) -> Counts:
        glossary = self._recipe.wording.glossary
        issues = translation.issues
        lang = self._recipe.source_lang
        sentences = [prepared(one.segment, lang) for one in translation.segments if is_translated(one.segment)]
        found = (glossary.find(one, lang) for one in sentences) if glossary else ()
        terms = Counter(match.term.source for matches in found for match in matches)
        return Counts(
            sentences=len(sentences),
            remembered=sum(one not in seconds and self._is_asked_whole(one) for one in sentences),
            words=len(translation.document.text.split()),
            errors=sum(issue.severity is Severity.ERROR for issue in issues),
            warnings=sum(issue.severity is Severity.WARNING for issue in issues),
            repairs=sum(len(one.repairs) for one in translation.segments),
            seconds=sum(seconds.get(sentence, 0.0) for sentence in sentences),
            issues=dict(sorted(Counter(str(issue.kind) for issue in issues).items())),
            terms=dict(sorted(terms.items())),
        )

    def _is_asked_whole(self, sentence: str) -> bool:
        """Whether the engine would be asked for the sentence, and not for its clauses."""
        return self._engine.count_tokens(sentence) <= self._engine.max_source_tokens


def _failure(task: Task, reason: str) -> Outcome:
    return Outcome(
        task.key, task.stem, task.input_hash, read_seconds=task.read_seconds, failure=reason, notes=task.notes
    )


def _is_of_an_article(error: Exception) -> bool:
    """Of our own errors, those about the input are; whatever else one raises on purpose, the next article meets too."""
    return isinstance(error, InputError) or not isinstance(error, SummarizerError)


def _fault(task: Task, error: Exception) -> Outcome:
    if isinstance(error, InputError):
        return _failure(task, str(error))
    reason, fault = reason_and_traceback(error)
    return replace(_failure(task, reason), fault=fault)
