"""The page's fields for files."""

from __future__ import annotations

from typing import Any

import gradio as gr


def upload_field(**options: Any) -> gr.File:
    """A `gr.File` with these options, whose handlers get the path of what was uploaded, or a list of paths.

    The library's own way to that path leaves an empty file on the disk each time.
    """
    field = gr.File(**options)
    field.preprocess = _paths_of
    return field


def _paths_of(payload: Any) -> str | list[str] | None:
    """The paths, which are those of uploads: see `PrivateBlocks`."""
    if payload is None:
        return None
    return [one.path for one in payload.root] if hasattr(payload, "root") else payload.path
