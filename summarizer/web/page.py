"""The page: an article in, its brief out, with progress and with the checks' findings beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.briefing import make_brief
from summarizer.datamodels import Document
from summarizer.documents import markdown_format
from summarizer.documents.reading import MAX_BYTES, require_words
from summarizer.engines import load_translator
from summarizer.errors import SummarizerError, UnfitInput
from summarizer.language import require_language
from summarizer.protocols import Progress, Translator
from summarizer.resources import folder
from summarizer.summarization.extraction import DEFAULT_SENTENCES

if TYPE_CHECKING:
    import gradio as gr

_INTRODUCTION = """# Indonesian news in English
Paste an article from the Indonesian press. It is translated on this machine and goes nowhere else.
Marks such as **[!3]** and **[?5]** show what the checks do not vouch for; each sentence of the summary names its
source."""

_FORCE = "Translate even if it does not look Indonesian"

# What a private article must not leave behind: no run history in the browser, no usage figures sent (see build),
# no public link, and no programming interface that was not asked for.
LAUNCH_OPTIONS = {
    "server_name": "127.0.0.1",
    "share": False,
    "run_history": False,
    "footer_links": [],
    "show_error": True,
}


def build() -> gr.Blocks:
    """The page as Gradio Blocks, not yet launched; launch it with LAUNCH_OPTIONS."""
    import gradio as gr

    briefs = Briefs()

    def brief_article(text: str, sentences: int, force: bool, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        def show(stage: str, done: int, total: int) -> None:
            progress((done, total), desc=stage)

        try:
            return briefs.markdown(text, int(sentences), show, force=force)
        except SummarizerError as error:
            raise gr.Error(str(error), print_exception=False) from error

    with gr.Blocks(analytics_enabled=False, title="Indonesian news in English") as page:
        gr.Markdown(_INTRODUCTION)
        with gr.Row():
            with gr.Column():
                article = gr.Textbox(label="Article in Indonesian", lines=18, max_lines=30, max_length=MAX_BYTES)
                length = gr.Slider(1, 10, value=DEFAULT_SENTENCES, step=1, label="Sentences in the summary")
                force = gr.Checkbox(label=_FORCE)
                with gr.Row():
                    run = gr.Button("Translate", variant="primary")
                    gr.ClearButton([article])
                gr.Examples([[path.read_text(encoding="utf-8")] for path in _seeds()], inputs=[article])
            with gr.Column():
                brief = gr.Markdown(label="Brief", min_height=300)
        run.click(brief_article, [article, length, force], brief, concurrency_limit=1, api_visibility="private")
    return page


class Briefs:
    """The briefs of one page: the translator is loaded for its first article and kept for the others."""

    def __init__(self) -> None:
        self._translator: Translator | None = None

    def markdown(self, text: str, sentences: int, progress: Progress, *, force: bool) -> str:
        """The brief of a pasted article, in any language with ``force``.

        Raises SummarizerError, with a message for the reader.
        """
        if not text.strip():
            raise UnfitInput("paste an article first: there is nothing to translate")
        require_words(text, "the article")
        doubt = None if force else _doubt(text)
        if self._translator is None:
            self._translator = load_translator(progress=progress)
        brief = make_brief(Document(text), translator=self._translator, sentences=sentences, progress=progress)
        note = f"*Note: {doubt}.*\n\n" if doubt else ""
        return note + markdown_format.brief(brief)


def _doubt(text: str) -> str | None:
    try:
        return require_language(text, "id")
    except UnfitInput as error:
        raise UnfitInput(f"{error}. If that is wrong, tick “{_FORCE}”") from None


def _seeds() -> list[Path]:
    return sorted(folder("seeds").glob("*.id.txt"))
