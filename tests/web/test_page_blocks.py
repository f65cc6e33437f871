"""The page as Gradio Blocks: what a browser is told of it, without one."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
import pytest

from summarizer.documents.articles import SUFFIXES
from summarizer.documents.exports import EXPORTS
from summarizer.web.desk import Desk
from summarizer.web.labels import catalogue
from summarizer.web.page import build
from summarizer.web.visits import Visits
from tests.conftest import ROOT

# How Gradio writes what the browser is to translate.
TRANSLATED = "__i18n__"
ENDPOINTS = {"translate", "summarize", "brief"}


@pytest.fixture(scope="module")
def page() -> gr.Blocks:
    return build(Desk(engines=("embedded", "embedded-int8")), Visits())


@pytest.fixture(scope="module")
def config(page: gr.Blocks) -> dict[str, Any]:
    return page.get_config_file()


def props(config: dict[str, Any], elem_id: str) -> dict[str, Any]:
    [found] = [one["props"] for one in config["components"] if one["props"].get("elem_id") == elem_id]
    return dict(found)


def test_nothing_is_sent_or_kept(config: dict[str, Any]) -> None:
    assert config["analytics_enabled"] is False
    assert not [one for one in config["components"] if one["type"] in {"browserstate", "state"}]


def test_every_text_is_one_of_ours_and_there_in_every_language(config: dict[str, Any]) -> None:
    named = set()
    unseen = {"api"}  # the endpoints
    shown = [
        one for one in config["components"] if one["props"].get("visible") != "hidden" and one["type"] not in unseen
    ]
    for one in shown:
        for name in ("label", "placeholder", "value" if one["type"] in {"button", "markdown"} else "label"):
            if text := one["props"].get(name):
                assert str(text).startswith(TRANSLATED), (one["type"], text)
                named.add(json.loads(str(text).removeprefix(TRANSLATED))["key"])
    assert len(named) > 25
    for words in catalogue().translations.values():
        assert named <= set(words)


def test_no_handler_of_the_page_is_an_interface(config: dict[str, Any]) -> None:
    """But for the named ones, which are meant to be called."""
    offered = {one["api_name"] for one in config["dependencies"] if one["api_visibility"] != "private"}
    assert {name for name in offered if name in ENDPOINTS} == ENDPOINTS
    for one in config["dependencies"]:
        if one["api_visibility"] == "public":
            assert one["api_name"] in ENDPOINTS


def test_a_stop_is_heard_while_everything_else_waits(page: gr.Blocks) -> None:
    stops = [one for one in page.fns.values() if one.name == "stop"]
    assert len(stops) == 2
    assert not any(one.queue for one in stops)
    works = [one for one in page.fns.values() if one.name in {"translate", "run"} and one.api_visibility == "private"]
    assert len(works) == 2
    for one in works:
        assert one.concurrency_limit is None, "the desk alone says who waits"


def test_no_handler_is_ended_by_the_library(page: gr.Blocks) -> None:
    """Now and then a page that has done that shows an error in the places of the handler."""
    assert not any(one.cancels for one in page.fns.values())


def test_uploads_that_nobody_reads_are_removed(page: gr.Blocks) -> None:
    assert page.delete_cache is not None
    frequency, age = page.delete_cache
    assert frequency <= 60
    assert age <= 600


@pytest.mark.parametrize(
    ("elem_id", "types"),
    [
        ("file", {*SUFFIXES}),
        ("batch-files", {*SUFFIXES, ".zip"}),
        ("terms-file", {".csv", ".tsv", ".tbx", ".xml"}),
    ],
)
def test_fields_for_files_take_what_is_read(config: dict[str, Any], elem_id: str, types: set[str]) -> None:
    assert set(props(config, elem_id)["file_types"]) == types


def test_every_format_can_be_chosen_for_a_batch(config: dict[str, Any]) -> None:
    formats = props(config, "batch-formats")
    assert [value for _, value in formats["choices"]] == list(EXPORTS)
    assert set(formats["value"]) <= set(EXPORTS)


def test_engines_are_those_of_the_desk_and_the_first_is_chosen(config: dict[str, Any]) -> None:
    engine, *_ = [one["props"] for one in config["components"] if one["type"] == "dropdown"]
    assert [value for _, value in engine["choices"]] == ["embedded", "embedded-int8"]
    assert engine["value"] == "embedded"


def test_the_direction_is_indonesian_to_english_unless_it_is_turned(config: dict[str, Any]) -> None:
    direction = props(config, "direction")
    assert [value for _, value in direction["choices"]] == ["id-en", "en-id"]
    assert direction["value"] == "id-en"


def test_work_cannot_be_stopped_before_it_begins(config: dict[str, Any]) -> None:
    for elem_id in ("stop", "batch-stop"):
        assert props(config, elem_id)["interactive"] is False


def test_the_seeds_are_its_examples(config: dict[str, Any]) -> None:
    [dataset] = [one["props"] for one in config["components"] if one["type"] == "dataset"]
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.id.txt"))]
    assert len(seeds) >= 5
    assert [sample for [sample] in dataset["samples"]] == seeds
    assert [label for label in dataset["sample_labels"] if "\n" in label or not label] == []


def test_a_visit_ends_with_its_page(page: gr.Blocks) -> None:
    assert [one.name for one in page.fns.values() if ("unload" in {event for _, event in one.targets})] != []
