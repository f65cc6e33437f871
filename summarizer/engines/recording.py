"""A fake engine that answers from a table and records what it was asked: for tests of whatever uses a Translator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.datamodels import DecodingOptions, Hypothesis

Answer = str | Hypothesis | list[str] | list[Hypothesis]


def _shout(sentence: str) -> str:
    return f"EN({sentence})"


@dataclass
class RecordingTranslator:
    """Answers with ``answers[sentence]`` or else ``default(sentence)``.

    ``calls`` holds one (sentences, options) for each call, in order. A token is a word.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    default: Callable[[str], Answer] = _shout
    langpair: str = "id-en"
    signature: str = "engine:recording"
    max_source_tokens: int = 160
    workers: int = 1
    calls: list[tuple[tuple[str, ...], DecodingOptions]] = field(default_factory=list)

    def count_tokens(self, sentence: str) -> int:
        return len(sentence.split())

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        self.calls.append((tuple(sentences), options))
        return [self._answer(sentence)[: options.num_hypotheses] for sentence in sentences]

    def _answer(self, sentence: str) -> list[Hypothesis]:
        answer = self.answers.get(sentence)
        if answer is None:
            answer = self.default(sentence)
        several = answer if isinstance(answer, list) else [answer]
        return [one if isinstance(one, Hypothesis) else Hypothesis(one) for one in several]
