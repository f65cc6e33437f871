"""How files come from the page to the disk: each into a folder of its own, which goes with it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import gradio as gr
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

_MOST_BYTES = 2**30


def upload_routes(blocks: gr.Blocks, most_bytes: int = _MOST_BYTES) -> APIRouter:
    """The route that the fields of ``blocks`` send files to, in the place of the library's own.

    That one puts the same content of two visitors into one file, which is gone as soon as the first has been read, and
    leaves on the disk what a visitor who went away had half sent. None is taken while over ``most_bytes`` are there.
    """
    from gradio.route_utils import upload_fn
    from gradio.routes import file_upload_statuses
    from gradio.utils import get_upload_folder

    router = APIRouter(include_in_schema=False)

    @router.post("/gradio_api/upload")
    async def upload(request: Request, upload_id: str | None = None) -> list[str]:
        uploads = Path(get_upload_folder())
        uploads.mkdir(parents=True, exist_ok=True)
        if _size(uploads) > most_bytes:
            raise HTTPException(503, "too many files are on the server. Try again in ten minutes")
        folder = Path(mkdtemp(dir=uploads))
        progress = file_upload_statuses if upload_id else None
        try:
            sent, *_ = await upload_fn(request, folder, blocks.max_file_size, upload_id, upload_progress=progress)
            paths = [_apart(Path(path), uploads) for path in sent]
        except MultiPartException as error:
            raise HTTPException(400, f"the files cannot be read: {error.message}") from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        blocks.upload_file_set.update(paths)
        return paths

    return router


def _size(folder: Path) -> int:
    size = 0
    for place, _, names in os.walk(folder):  # of which some may be gone before they are reached
        for name in names:
            with suppress(OSError):
                size += Path(place, name).lstat().st_size
    return size


def _apart(file: Path, uploads: Path) -> str:
    """The path of a copy in a folder of its own."""
    return str(shutil.copy(file, mkdtemp(dir=uploads)))
