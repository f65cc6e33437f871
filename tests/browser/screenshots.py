"""Pictures of the page for the documentation, made with the engine that comes with the package.

Run it as ``python -m tests.browser.screenshots``: it writes into docs/images/.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Browser, expect

from summarizer.web.desk import Desk
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from tests.browser.chromium import chromium
from tests.browser.files import upload
from tests.browser.visitor import Visitor
from tests.conftest import ROOT
from tests.web.serving import served

FOLDER = ROOT / "docs" / "images"
_MOST_MILLISECONDS = 600_000
_COLOURS = 256


def seed(name: str) -> str:
    return (ROOT / "seeds" / f"{name}.id.txt").read_text(encoding="utf-8")


def light(browser: Browser, url: str) -> None:
    visitor = Visitor(browser, url, viewport={"width": 1200, "height": 1700}).open()
    translate(visitor, "bencana-banjir-gempa")
    visitor.article.evaluate("one => one.scrollTo(0, 0)")
    visitor.source(4).evaluate("one => one.focus({preventScroll: true})")
    visitor.page.evaluate("scrollTo(0, 0)")
    save(visitor, "page-light")


def dark_and_report(browser: Browser, url: str) -> None:
    visitor = Visitor(browser, url, viewport={"width": 1200, "height": 840}, color_scheme="dark").open()
    translate(visitor, "ekonomi-inflasi-ekspor")
    visitor(".cell.error .sentence").first.focus()
    before = "one => one.closest('.row').previousElementSibling.previousElementSibling.scrollIntoView()"
    visitor(".cell.error").first.evaluate(before)
    save(visitor, "page-dark")
    visitor.page.emulate_media(color_scheme="light")
    visitor.go_to("report")
    expect(visitor(".findings")).to_be_visible()
    save(visitor, "page-report")


def phone(browser: Browser, url: str) -> None:
    visitor = Visitor(browser, url, viewport={"width": 390, "height": 844}, device_scale_factor=2).open()
    translate(visitor, "bencana-banjir-gempa")
    visitor(".brief h2").evaluate("one => one.scrollIntoView()")
    save(visitor, "page-phone")


def batch(browser: Browser, url: str) -> None:
    visitor = Visitor(browser, url, viewport={"width": 1200, "height": 1000}).open()
    visitor.go_to("batch")
    names = ("bencana-banjir-gempa", "hukum-vonis-korupsi", "tempo-unido-ikn")
    files = [upload(f"{name}.txt", seed(name).encode()) for name in names]
    visitor("#batch-files input[type=file]").set_input_files([*files, upload("foto-halaman.pdf", b"no PDF")])
    expect(visitor("#batch-files")).to_contain_text("foto-halaman")
    visitor("#batch-run").click()
    expect(visitor("#batch-table .actions a")).to_be_visible(timeout=_MOST_MILLISECONDS)
    save(visitor, "page-batch")


PICTURES: tuple[Callable[[Browser, str], None], ...] = (light, dark_and_report, phone, batch)


def translate(visitor: Visitor, name: str) -> None:
    visitor.article.fill(seed(name))
    visitor("#translate").click()
    expect(visitor("#status .status-done")).to_be_visible(timeout=_MOST_MILLISECONDS)


def save(visitor: Visitor, name: str) -> None:
    """Write what the window shows, without what blinks or moves, in few enough colours for a small file."""
    visitor.page.mouse.move(0, 0)
    shown = Image.open(io.BytesIO(visitor.page.screenshot(animations="disabled", caret="hide")))
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    shown.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        desk = Desk()
        desk.warm_up().result()
        with served(create_app(ServerSettings(), desk)) as url, chromium() as browser:
            for picture in PICTURES:
                picture(browser, url)


if __name__ == "__main__":
    main()
