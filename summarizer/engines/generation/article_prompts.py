"""The prompts for an article: it stands in them between delimiters that it cannot close."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.datamodels import GenerationRequest, GenerationTask
from summarizer.errors import OptionError
from summarizer.prompting import LANGUAGE_NAMES, SHORTEST_FENCE, Prompt, fence, load_prompt

_STEMS = {GenerationTask.SUMMARY: "summary.v1", GenerationTask.HEADLINE: "headline.v1"}


def prompt_text(request: GenerationRequest) -> str:
    """The whole prompt. Raises OptionError for a language that it is not written for."""
    prompt = _prompt(request.task)
    if request.lang not in prompt.languages:
        raise OptionError(
            f"the prompt {prompt.label} is not for the language {request.lang!r}. Languages: "
            f"{', '.join(prompt.languages)}"
        )
    values = {"article": request.text, "fence": fence(request.text), "language": LANGUAGE_NAMES[request.lang]}
    if request.task is GenerationTask.SUMMARY:
        values["length"] = "1 sentence" if request.sentences == 1 else f"{request.sentences} sentences"
    return prompt.render(**values)


def prompt_labels() -> str:
    """What a signature says of the prompts."""
    return "+".join(_prompt(task).label for task in _STEMS)


def count_delimited(text: str, count: Callable[[str], int]) -> int:
    """Tokens of ``text`` by ``count``, and of what its two delimiters have over the shortest ones.

    With the latter counted in, a prompt has room for whatever is no longer than a generator's ``max_source_tokens``.
    """
    delimiter = fence(text)
    surplus = 0 if delimiter == SHORTEST_FENCE else 2 * max(count(delimiter) - count(SHORTEST_FENCE), 0)
    return count(text) + surplus


def longest_prompt() -> str:
    """The longest of the prompts with no article in it."""
    requests = [GenerationRequest(task, "", lang, 999) for task in _STEMS for lang in _prompt(task).languages]
    return max(map(prompt_text, requests), key=len)


def _prompt(task: GenerationTask) -> Prompt:
    return load_prompt(_STEMS[task])
