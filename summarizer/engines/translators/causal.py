"""Causal language models as translators: asked with our prompt, or with the model's own template for translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.catalogue import Entry
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.answers import signature_of
from summarizer.engines.decoders.chat_frame import Content, as_text
from summarizer.engines.decoders.contract import Decoder
from summarizer.engines.decoders.prompted import PromptedModel
from summarizer.engines.embedded.decoding import length_bound
from summarizer.engines.translators.bounds import by_bound
from summarizer.engines.translators.chat_answers import bare_translation
from summarizer.errors import ModelUnavailable, OptionError
from summarizer.prompting import LANGUAGE_NAMES, load_prompt

TEMPLATE = "template"
_DEFAULT_PROMPT = "translation.v1"
# Longer sentences are split at clauses first: no sentence of news is as long, and a list that is loses items.
_LONGEST_SENTENCE = 256  # tokens
_LEAST_SENTENCE = 16


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a model is asked: ``text`` has a place for the sentence, and is put to it as ``content`` has it."""

    label: str
    before: str
    after: str
    content: Content

    def prompt(self, sentence: str) -> str:
        # A line break would end the sentence where the prompt has none to end it.
        return f"{self.before}{' '.join(sentence.splitlines()).strip()}{self.after}"


class CausalTranslator:
    """Translator over such a model, by the name ``name``.

    Raises OptionError for a language that its prompt is not written for.
    """

    def __init__(self, name: str, checkpoint: Checkpoint, entry: Entry, langpair: str, decoder: Decoder) -> None:
        self.langpair = langpair
        self.workers = decoder.workers
        self._name = name
        self._checkpoint = checkpoint
        self._decoder = decoder
        self._asking = _asking(entry, langpair)
        self._model = PromptedModel(checkpoint, decoder, self._asking.content)

    @property
    def signature(self) -> str:
        return signature_of(self._name, self._checkpoint, self._decoder, prompt=self._asking.label)

    @cached_property
    def max_source_tokens(self) -> int:
        """As `Translator` has it. Raises ModelUnavailable if it is next to nothing."""
        self._require_languages()
        usual = DecodingOptions()
        prompt = self._asking.prompt("")
        room = self._model.text_room(prompt, answer=usual.max_length_slack + 1, ratio=usual.max_length_ratio)
        longest = min(room, _LONGEST_SENTENCE)
        if longest < _LEAST_SENTENCE:
            raise ModelUnavailable(
                f"the model in {self._checkpoint.folder} reads too few tokens for a sentence. Take another model"
            )
        return longest

    def count_tokens(self, sentence: str) -> int:
        return self._model.count_tokens(sentence)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        self._require_languages()
        bounds = [length_bound(self.count_tokens(sentence), options) for sentence in sentences]
        found: dict[int, list[Hypothesis]] = {}
        for most, places in by_bound(bounds).items():
            asked = [self._model.input_ids(self._asking.prompt(sentences[place])) for place in places]
            for place, answers in zip(places, self._model.search(asked, most, options), strict=True):
                found[place] = [self._hypothesis(ids, bounds[place], sentences[place]) for ids in answers]
        return [found[place] for place in range(len(sentences))]

    def _hypothesis(self, ids: Sequence[int], bound: int, sentence: str) -> Hypothesis:
        answer = self._model.answer(ids, bound)
        return Hypothesis(bare_translation(answer.text, sentence), answer.finished)

    def _require_languages(self) -> None:
        if self._asking.label == TEMPLATE and not self._model.is_told_languages:
            raise ModelUnavailable(
                f"the model in {self._checkpoint.folder} has no chat template that takes languages. Copy its "
                "chat_template.jinja there, or take another model"
            )


def _asking(entry: Entry, langpair: str) -> _Asking:
    source, target = langpair.split("-")
    if entry.prompt == TEMPLATE:
        codes = {"source_lang_code": entry.tags.get(source, source), "target_lang_code": entry.tags.get(target, target)}
        return _Asking(TEMPLATE, "", "", lambda text: [{"type": "text", **codes, "text": text}])
    prompt = load_prompt(entry.prompt or _DEFAULT_PROMPT)
    for lang in (source, target):
        if lang not in prompt.languages:
            raise OptionError(
                f"the prompt {prompt.label} is not for the language {lang!r}. Languages: {', '.join(prompt.languages)}"
            )
    mark = "\0"
    before, after = prompt.render(
        sentence=mark, source_language=LANGUAGE_NAMES[source], target_language=LANGUAGE_NAMES[target]
    ).split(mark)
    return _Asking(prompt.label, before, after, as_text)
