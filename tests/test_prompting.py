"""Prompts: exact rendering, and errors instead of holes."""

from __future__ import annotations

import pytest

from summarizer.prompting import load_prompt


def test_translation_prompt_renders_exactly() -> None:
    prompt = load_prompt("translation.v1")
    rendered = prompt.render(
        source_language="Indonesian", target_language="English", sentence="Harga <beras> & gula naik."
    )
    assert rendered == "Indonesian: Harga <beras> & gula naik.\nEnglish:"


def test_template_syntax_in_an_article_is_text() -> None:
    rendered = load_prompt("translation.v1").render(
        source_language="Indonesian", target_language="English", sentence="{{ 7 * 7 }} {% raw %}"
    )
    assert rendered == "Indonesian: {{ 7 * 7 }} {% raw %}\nEnglish:"


@pytest.mark.parametrize(
    "values",
    [
        {"sentence": "Halo."},
        {"sentence": "Halo.", "source_language": "Indonesian", "target_language": "English", "tone": "dry"},
    ],
    ids=["missing", "unknown"],
)
def test_wrong_variables_raise(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"translation\.v1-"):
        load_prompt("translation.v1").render(**values)


def test_the_label_names_the_exact_text() -> None:
    # A changed prompt is a new version with a new file; this pin fails if the file of v1 is touched.
    assert load_prompt("translation.v1").label == "translation.v1-ecf51542"
