"""The tab of many articles: what its handlers answer a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from summarizer.web import batch_tab, sessions
from summarizer.web.desk import Desk
from summarizer.web.visits import Visit, Visits
from tests.documents.kupang import SHORT_ARTICLE
from tests.web.asking import is_skipped, request
from tests.web.options_fields import OPTIONS, values
from tests.web.shown import collected, parsed, seen, texts_at


def upload(folder: Path, name: str) -> str:
    file = folder / f"of {name}" / name
    file.parent.mkdir()
    file.write_text(SHORT_ARTICLE)
    return str(file)


def run(desk: Desk, visits: Visits, paths: list[str] | None, formats: list[str]) -> list[tuple[Any, ...]]:
    chosen, wanted = gr.File(), gr.CheckboxGroup(["md"])
    handler: Any = batch_tab._run(desk, visits, chosen, wanted, OPTIONS)
    return collected(handler({**values(), chosen: paths, wanted: formats}, request()))


def test_files_become_a_table_and_a_zip_and_are_removed(
    desk: Desk, visits: Visits, visit: Visit, tmp_path: Path
) -> None:
    paths = [upload(tmp_path, name) for name in ("a.txt", "b.txt")]
    asyncio.run(batch_tab._note_uploads(visits)(paths, request()))
    shown = run(desk, visits, paths, ["md"])
    for number, (files, status, table, button, stop) in enumerate(shown):
        is_last = number == len(shown) - 1
        assert (files, status) == (None, "")
        assert (button["interactive"], stop["interactive"]) == (is_last, not is_last)
        assert bool(parsed(table).xpath("//a")) == is_last
    assert "2 of 2 files done, 0 failed." in seen(shown[-1][2])
    [link] = parsed(shown[-1][2]).xpath("//a")
    assert link.get("href") == f"visits/{visit.token}/batch.zip"
    assert visit.archive
    assert list(tmp_path.iterdir()) == []
    assert visit.uploads == []


def test_a_batch_of_which_nothing_came_out_has_no_link(desk: Desk, visits: Visits, tmp_path: Path) -> None:
    path = upload(tmp_path, "kosong.txt")
    Path(path).write_text("")
    table = run(desk, visits, [path], ["md"])[-1][2]
    assert not parsed(table).xpath("//a")
    assert "0 of 1 files done, 1 failed." in seen(table)


@pytest.mark.parametrize(("chosen", "formats"), [(None, ["md"]), ([], ["md"]), (["a.txt"], [])])
def test_without_files_or_formats_nothing_is_begun(
    desk: Desk, visits: Visits, tmp_path: Path, chosen: list[str] | None, formats: list[str]
) -> None:
    paths = chosen and [upload(tmp_path, name) for name in chosen]
    [(files, status, *others)] = run(desk, visits, paths, formats)
    assert is_skipped(files), "what was chosen need not be chosen again"
    assert list(texts_at(status, "//div/div")) == [
        "This did not work: choose files and a format first: there is nothing to translate."
    ]
    assert all(map(is_skipped, others))
    for path in paths or []:
        assert Path(path).exists()


def test_files_that_have_waited_too_long_are_told(desk: Desk, visits: Visits, visit: Visit, tmp_path: Path) -> None:
    paths = [upload(tmp_path, "a.txt"), str(tmp_path / "gone" / "b.txt")]
    visit.uploads.extend(paths)
    [(files, status, *others)] = run(desk, visits, paths, ["md"])
    assert files is None
    assert "b.txt is no longer on the server. Choose it again." in seen(status)
    assert str(tmp_path) not in status
    assert all(map(is_skipped, others))
    assert list(tmp_path.iterdir()) == []
    assert visit.uploads == []


def test_a_file_that_was_taken_out_again_is_removed_too(
    desk: Desk, visits: Visits, visit: Visit, tmp_path: Path
) -> None:
    kept, taken_out = upload(tmp_path, "a.txt"), upload(tmp_path, "b.txt")
    asyncio.run(batch_tab._note_uploads(visits)([kept, taken_out], request()))
    run(desk, visits, [kept], ["md"])
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_page_that_is_closed_are_removed(visits: Visits, tmp_path: Path) -> None:
    paths = [upload(tmp_path, "a.txt")]
    asyncio.run(batch_tab._note_uploads(visits)(paths, request()))
    visits.end("a")
    assert list(tmp_path.iterdir()) == []


def test_stop_stops_the_batch_of_its_own_visit_and_no_article(desk: Desk, visits: Visits, visit: Visit) -> None:
    other = visits.of_session("b", "en")
    for one in (visit, other):
        one.watches = {"article": desk.watch(), "batch": desk.watch()}
    asyncio.run(sessions.stopping(visits, batch_tab.JOB)(request()))
    stopped = [bool(watch._reasons) for one in (visit, other) for watch in one.watches.values()]
    assert stopped == [False, True, False, False]


def test_names_of_files_are_text(desk: Desk, visits: Visits, tmp_path: Path) -> None:
    table = run(desk, visits, [upload(tmp_path, '<img src=x onerror="alert(1)">.txt')], ["md"])[-1][2]
    assert not parsed(table).xpath("//img")
    assert list(texts_at(table, "//tbody//th")) == ['<img src=x onerror="alert(1)">.txt']
