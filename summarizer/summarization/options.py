"""What a reader asks of a summary."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summarizer.datamodels import SummaryForm
from summarizer.errors import OptionError
from summarizer.protocols import Generator

DEFAULT_SENTENCES = 3
LANGS = ("en", "id", "both")
# A headline's longest, in words; what newspapers allow.
HEADLINE_WORDS = 14


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """At most ``sentences`` sentences and at most ``words`` words in each language shown.

    ``sentences`` is 3 where neither is given, and without bound where ``words`` alone is; a lead has one sentence and
    a headline one line of at most 14 words. ``lang`` is "en", "id" or "both", None being the language that the article
    is translated to. An English sentence is compressed where only that makes it fit into ``words``, or wherever it can
    be with ``compress``; others never are. With a ``generator`` the summary is written by it and gated, and without one
    taken from the article. Raises OptionError for figures below 1 and unknown names.
    """

    sentences: int | None = None
    words: int | None = None
    form: SummaryForm = SummaryForm.BULLETS
    lang: str | None = None
    compress: bool = False
    generator: Generator | None = None

    def __post_init__(self) -> None:
        for name, value in (("sentence", self.sentences), ("word", self.words)):
            if value is not None and value < 1:
                raise OptionError(f"a summary has at least 1 {name}, not {value}")
        if self.form not in list(SummaryForm):
            raise OptionError(f"there is no form {self.form!r} of a summary. Forms: {', '.join(SummaryForm)}")
        if self.form is SummaryForm.HEADLINE and (self.words or (self.sentences or 1) > 1):
            raise OptionError(f"a headline is one line of at most {HEADLINE_WORDS} words, and takes no other length")
        if self.lang not in (None, *LANGS):
            raise OptionError(f"a summary is in {', '.join(LANGS[:-1])} or {LANGS[-1]}, not in {self.lang!r}")

    @property
    def most_sentences(self) -> int | None:
        """How many sentences the summary has at most, None if only its words are counted."""
        if self.form in (SummaryForm.LEAD, SummaryForm.HEADLINE):
            return self.sentences or 1
        if self.sentences is None and self.words is None:
            return DEFAULT_SENTENCES
        return self.sentences

    def of(self, source_lang: str, target_lang: str) -> SummaryOptions:
        """The options for a translation from one language to the other: the same ones, with their ``lang``.

        Raises OptionError for a language that is neither of the two.
        """
        lang = self.lang or target_lang
        if lang not in {source_lang, target_lang, *(["both"] if source_lang != target_lang else [])}:
            raise OptionError(
                f"the article is in {source_lang} and the translation in {target_lang}: there is no summary in {lang}"
            )
        return replace(self, lang=lang)

    @property
    def signature(self) -> str:
        """What was asked for, as one ``|``-separated line."""
        parts = [f"form:{self.form}", f"lang:{self.lang or 'target'}"]
        if self.most_sentences is not None:
            parts.append(f"sentences:{self.most_sentences}")
        if self.words is not None:
            parts.append(f"words:{self.words}")
        if self.compress:
            parts.append("compress:yes")
        if self.generator is not None:
            parts.append(f"generator:({self.generator.signature})")
        return "|".join(parts)
