"""The description in OpenAPI: it is served when asked for, and requests made up from it are answered as it says."""

from __future__ import annotations

import json
from collections.abc import Iterator

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from summarizer.engines.recording import RecordingTranslator
from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk
from summarizer.web.server import create_api
from summarizer.web.settings import ServerSettings
from tests.conftest import ROOT
from tests.web.serving import client_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
HEADERS = {"Host": "localhost"}
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", create_api(ServerSettings(docs=True), Desk()), headers=HEADERS)


@pytest.fixture(scope="module", autouse=True)
def engine() -> Iterator[RecordingTranslator]:
    """Answers at once, whatever it is asked."""
    translator = RecordingTranslator()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "load_translator", lambda name, **_: translator)
        yield translator


@SCHEMA.parametrize()
@hypothesis.settings(max_examples=25, deadline=None, derandomize=True, database=None)
def test_requests_made_up_from_it_are_answered_as_it_says(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS, headers=HEADERS)
    # Once more, so that it comes to the engine.
    if isinstance(case.body, dict) and "source" in case.body:
        case.body |= {"source": "id", "target": "en"}
        if case.path == "/brief":
            case.body |= {"engine": None, "force": True}
        case.call_and_validate(checks=CHECKS, headers=HEADERS)


def test_they_come_to_the_engine(engine: RecordingTranslator) -> None:
    """Were they all refused, the test above would say little."""
    assert len(engine.calls) > 20


def test_it_is_served_when_asked_for_and_no_page_that_loads_scripts_from_elsewhere() -> None:
    shown, hidden = client_of(Desk(), docs=True), client_of(Desk())
    assert shown.get("/openapi.json").json()["info"]["title"] == "summarizer-id"
    for path in ("/docs", "/redoc"):
        assert shown.get(path).status_code == 404
    for path in ("/openapi.json", "/docs", "/redoc"):
        assert hidden.get(path).status_code == 404


def test_every_route_is_described_with_its_failures() -> None:
    paths = client_of(Desk(), docs=True).get("/openapi.json").json()["paths"]
    assert set(paths) == {
        "/translate",
        "/detect",
        "/languages",
        "/translate_file",
        "/download_file/{name}",
        "/brief",
        "/health",
        "/metrics",
    }
    for path, operations in paths.items():
        for operation in operations.values():
            assert operation["description"], path
            assert operation["responses"]["200"]["content"], path
            assert "422" not in operation["responses"], path
            if "requestBody" in operation:
                assert {"400", "413", "503", "504"} <= set(operation["responses"]), path


def test_a_brief_is_described_as_in_the_documentation() -> None:
    described = client_of(Desk(), docs=True).get("/openapi.json").json()["components"]["schemas"]["Brief"]
    written = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
    assert described["properties"].keys() == written["properties"].keys()
    assert described["$defs"].keys() == written["$defs"].keys()
    references = json.dumps(described).count('"#/components/schemas/Brief/$defs/')
    assert references == json.dumps(written).count('"#/$defs/') > 0
