"""docs/brief.schema.json: it is a schema, it says all there is, and what the commands write is valid under it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from summarizer.cli.commands import cli
from summarizer.datamodels import FactKind, IssueKind, SentenceOrigin, Severity, SummaryForm
from summarizer.summarization.options import LANGS
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE, fake_engine

SCHEMA = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Each part of the schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, Any]]:
    def run(command: str) -> dict[str, Any]:
        monkeypatch.setattr("summarizer.engines.registry.load_translator", lambda *_, **__: fake_engine())
        result = CliRunner().invoke(cli, [command, "--format", "json"], input=ARTICLE)
        assert result.exit_code == 0
        written: dict[str, Any] = json.loads(result.stdout)
        return written

    return run


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_objects_are_closed_complete_and_described() -> None:
    found = list(objects(SCHEMA))
    assert len(found) == 10
    for schema in found:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert schema["description"]
        for name, part in schema["properties"].items():
            assert part["description"], name


def test_enums_are_those_of_the_datamodels() -> None:
    properties = SCHEMA["$defs"]["issue"]["properties"]
    assert properties["kind"]["enum"] == list(IssueKind)
    assert properties["severity"]["enum"] == list(Severity)
    summary = SCHEMA["$defs"]["summary"]["properties"]
    assert summary["form"]["enum"] == list(SummaryForm)
    assert summary["lang"]["enum"] == list(LANGS)
    assert summary["sentences"]["items"]["properties"]["origin"]["enum"] == list(SentenceOrigin)
    for kind in (SCHEMA["$defs"]["factCount"], SCHEMA["$defs"]["repair"]):
        assert kind["properties"]["kind"]["enum"] == list(FactKind)
    for name in (*IssueKind, *Severity):
        assert f"{name}:" in properties["kind"]["description"] + properties["severity"]["description"]


@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
def test_what_a_command_writes_is_valid(command: str, output: Callable[[str], dict[str, Any]]) -> None:
    written = output(command)
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []
    assert (written["summary"] is None) == (command == "translate")
    assert any(segment["issues"] for segment in written["segments"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda written: written.update(headline="Kupang"),
        lambda written: written.pop("summary"),
        lambda written: written.update(signature=""),
        lambda written: written["segments"][0].update(target=""),
        lambda written: written["segments"][0].update(start=-1),
        lambda written: written["segments"][3]["issues"][0].update(kind="style"),
        lambda written: written["segments"][3]["issues"][0].update(severity="fatal"),
        lambda written: written["summary"]["sentences"][0].update(sources=[]),
        lambda written: written["summary"].update(whole=None),
        lambda written: written["summary"].update(form="poem"),
        lambda written: written["summary"]["sentences"][0].update(origin="invented"),
    ],
)
def test_what_is_spoilt_is_not_valid(
    spoil: Callable[[dict[str, Any]], None], output: Callable[[str], dict[str, Any]]
) -> None:
    written = output("brief")
    spoilt = copy.deepcopy(written)
    spoil(spoilt)
    assert VALIDATOR.is_valid(written)
    assert not VALIDATOR.is_valid(spoilt)
