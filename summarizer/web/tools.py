"""Translating, summarising and both as named endpoints of the page: for gradio_client, and as tools of MCP clients."""

# No postponed annotations: Gradio reads those of the endpoints, which name what is imported in a function.

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request

from summarizer.datamodels import Brief
from summarizer.documents import json_format, text_format
from summarizer.errors import SummarizerError
from summarizer.summarization.options import DEFAULT_SENTENCES
from summarizer.web import jobs
from summarizer.web.answering import answer
from summarizer.web.briefs import BriefRequest, job_of
from summarizer.web.desk import Desk
from summarizer.web.queueing import Watch
from summarizer.web.refusals import explain, explain_fault, explain_fields


def register(desk: Desk) -> None:
    """Add the endpoints to the Gradio Blocks in whose context this is called; ``desk`` serves them."""
    import gradio as gr
    from gradio.context import Context

    at_work: dict[str, set[Watch]] = {}

    async def made(request: gr.Request, form: Callable[[Brief], str], **fields: Any) -> str:
        watch = desk.watch()
        # An MCP client waits for the answer of its request, which comes without Gradio's wrapper. Others put theirs
        # into Gradio's queue, so that the request is over at once, and are there as long as their session.
        asked = request if isinstance(request, Request) else None
        session = "" if asked else str(request.session_hash)
        at_work.setdefault(session, set()).add(watch)
        try:
            job = job_of(BriefRequest.model_validate(fields))
            return form((await answer(asked, watch, lambda: jobs.run(desk, watch, job))).brief)
        except Exception as error:
            raise gr.Error(_told(error), print_exception=False) from None
        finally:
            at_work[session].remove(watch)
            if not at_work[session]:
                del at_work[session]

    def end(request: gr.Request) -> None:
        for watch in tuple(at_work.get(str(request.session_hash), ())):
            watch.stop()

    async def translate(text: str, request: gr.Request, force: bool = False) -> str:
        """Translate an Indonesian news article into English and check the translation.

        Numbers, names, dates and units are compared sentence by sentence. [!3] after a sentence of the result says that
        sentence 3 is wrong somewhere, [?3] that it is doubtful: read its Indonesian before quoting it.

        Args:
            text: The article, in Indonesian, as plain text.
            force: Translate it even if it does not look Indonesian.

        Returns:
            The English text in the layout of the article, with these marks.
        """
        return await made(request, lambda brief: text_format.translation(brief.translation), text=text, force=force)

    async def summarize(text: str, request: gr.Request, sentences: int = DEFAULT_SENTENCES, force: bool = False) -> str:
        """Summarise an Indonesian news article in English, with a receipt for each sentence.

        The sentences are chosen from the article and translated, not made up; each is followed by the number and the
        wording of the Indonesian sentence that it comes from.

        Args:
            text: The article, in Indonesian, as plain text.
            sentences: How many sentences the summary is to have.
            force: Translate it even if it does not look Indonesian.

        Returns:
            The numbered sentences with their sources.
        """

        def form(brief: Brief) -> str:
            return text_format.summary(brief.summary, brief.translation)

        return await made(request, form, text=text, sentences=sentences, force=force)

    async def brief(text: str, request: gr.Request, sentences: int = DEFAULT_SENTENCES, force: bool = False) -> str:
        """Translate, check and summarise an Indonesian news article, with everything that was found as JSON.

        Args:
            text: The article, in Indonesian, as plain text.
            sentences: How many sentences the summary is to have.
            force: Translate it even if it does not look Indonesian.

        Returns:
            JSON: segments (source, target, issues, repairs), counts of facts, summary with receipts, signature.
        """
        return await made(request, json_format.brief, text=text, sentences=sentences, force=force)

    for tool in (translate, summarize, brief):
        # Not queued by Gradio where that can be helped: a tool of MCP would ask its own server again, without the
        # password that is needed there. Nor limited by it, since the desk is.
        gr.api(tool, queue=False, concurrency_limit=None)
    page = Context.root_block
    assert page is not None  # gr.api has already complained
    page.unload(end)


def _told(error: Exception) -> str:
    if isinstance(error, SummarizerError):
        return explain(error)[1]
    return explain_fields(error.errors()) if isinstance(error, ValidationError) else explain_fault(error)
