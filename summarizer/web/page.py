"""The page, and how it is mounted on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from summarizer.web import tools
from summarizer.web.article_tab import article_tab
from summarizer.web.batch_tab import batch_tab
from summarizer.web.desk import Desk
from summarizer.web.glossary_tab import glossary_tab
from summarizer.web.labels import catalogue, label
from summarizer.web.library_routes import LibraryRoutes
from summarizer.web.private_blocks import PrivateBlocks
from summarizer.web.settings import ServerSettings
from summarizer.web.texts import DEFAULT, texts
from summarizer.web.upload_route import upload_routes
from summarizer.web.visit_routes import visit_routes
from summarizer.web.visits import Visits

if TYPE_CHECKING:
    from fastapi import FastAPI

_ASSETS = Path(__file__).with_name("assets")
_ASSETS_PATH = "/page"
# Uploads are removed as soon as they have been read; what a page that was closed in between has left goes by itself.
_SWEEP_SECONDS, _UPLOAD_SECONDS = 60, 600
# System fonts alone: others would be asked for from elsewhere.
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
_MONOSPACE = ["ui-monospace", "Consolas", "monospace"]


def build(desk: Desk, visits: Visits) -> gr.Blocks:
    """The page as Gradio Blocks, not yet served."""
    # The library translates all but the title, which the page's script takes from the heading.
    title = texts(DEFAULT)["title"]
    with PrivateBlocks(analytics_enabled=False, title=title, delete_cache=(_SWEEP_SECONDS, _UPLOAD_SECONDS)) as page:
        tools.register(desk)  # first, so that its endpoints have their names, which the page's events would take
        gr.Markdown(label("heading"))
        gr.Markdown(label("introduction_with_memory") if desk.kept_edits.is_there else label("introduction"))
        with gr.Tabs(overflow_behavior="wrap"):
            article = article_tab(desk, visits)
            batch_tab(desk, visits, article)
            glossary_tab(visits)
        page.unload(_end(visits))
    return page


def _theme() -> gr.themes.Base:
    """Sober, and with a contrast of at least 4.5 to 1, which the library's own greys and orange do not have."""
    return gr.themes.Default(primary_hue="blue", secondary_hue="blue", font=_FONTS, font_mono=_MONOSPACE).set(
        body_text_color_subdued="*neutral_500",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_700",
        button_primary_border_color="*primary_700",
        button_primary_border_color_hover="*primary_800",
        button_cancel_background_fill="#b91c1c",
        button_cancel_background_fill_hover="#991b1b",
        color_accent="*primary_600",
    )


def _end(visits: Visits) -> Callable[[gr.Request], None]:
    def end(request: gr.Request) -> None:
        visits.end(str(request.session_hash))

    return end


def mount(app: FastAPI, desk: Desk, settings: ServerSettings) -> None:
    """Put the page at the root of ``app``, with the routes that its script and its links ask for."""
    from fastapi.staticfiles import StaticFiles
    from starlette.routing import Mount

    visits = Visits()
    page = build(desk, visits)
    app.include_router(visit_routes(visits, desk.kept_edits))
    app.include_router(upload_routes(page))
    app.mount(_ASSETS_PATH, StaticFiles(directory=_ASSETS))
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        root_path=settings.prefix or None,
        footer_links=["api"] if settings.docs else [],
        # A private article leaves nothing in the browser.
        run_history=False,
        pwa=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=desk.limits.max_bytes,
        mcp_server=settings.mcp,
        i18n=catalogue(),
        theme=_theme(),
        css_paths=_ASSETS / "page.css",
        head=f'<script src=".{_ASSETS_PATH}/page.js" defer></script>',
    )
    library = app.routes[-1]
    assert isinstance(library, Mount)
    library.app = LibraryRoutes(library.app)
