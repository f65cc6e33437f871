"""Gradio's Blocks as the page needs them: they read no file but uploads, and keep nothing of an event."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import gradio as gr

from summarizer.web.refusals import explain_fault


class PrivateBlocks(gr.Blocks):  # type: ignore[misc]  # the library is not typed
    """``upload_file_set`` has the paths of all uploads; an event that names another path or address is refused."""

    async def preprocess_data(self, block_fn: Any, inputs: list[Any], *arguments: Any, **options: Any) -> list[Any]:
        """The values of an event for its handler.

        Gradio asks whether a file was uploaded only in apps that were launched, and this one is mounted (6.31: see its
        has_launched); it would copy any file of this machine, and fetch any address, to where the visitor can read it.
        """
        _require_uploaded(inputs, self.upload_file_set)
        return list(await super().preprocess_data(block_fn, inputs, *arguments, **options))

    async def process_api(
        self, block_fn: Any, inputs: list[Any], state: Any = None, *arguments: Any, **options: Any
    ) -> dict[str, Any]:
        """The answer to an event; raises `gradio.Error` alone.

        Of others the log would have the values of the fields, and the visitor would be told nothing. And what the
        fields hold would be kept for each session, for links to a state of the page, which there are none of: articles
        and briefs, until 10,000 other sessions have been there.
        """
        try:
            return dict(await super().process_api(block_fn, inputs, state, *arguments, **options))
        except gr.Error as error:
            error.print_exception = False
            raise
        except Exception as error:
            raise gr.Error(explain_fault(error), print_exception=False) from None
        finally:
            if state is not None:
                state.config_values.clear()


def _require_uploaded(value: Any, uploads: Collection[str]) -> None:
    match value:
        case {"path": path} if not isinstance(path, str) or path not in uploads:
            raise gr.Error("this file was not sent to this server. Choose it again", print_exception=False)
        case dict():
            for part in value.values():
                _require_uploaded(part, uploads)
        case list():
            for part in value:
                _require_uploaded(part, uploads)
