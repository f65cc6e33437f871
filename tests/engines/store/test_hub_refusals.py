"""What the hub does not give is said in plain words, and what passes is waited for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.engines.store import installed
from summarizer.engines.store.pulling import pull
from summarizer.engines.store.records import Model
from summarizer.errors import HubUnavailable
from summarizer.protocols import no_progress
from tests.conftest import ROOT
from tests.engines.store.loopback_hub import Fault, LoopbackHub

HUB = "desa/penerjemah"
ALWAYS = 10**6


def pulled(wanted: str = HUB, progress=no_progress) -> Model:
    return pull(wanted, langpairs=["id-en"], runtime="transformers", progress=progress)


def test_a_model_that_there_is_not(hub: LoopbackHub) -> None:
    with pytest.raises(HubUnavailable, match=rf"has no model {HUB}\. Check the name at {hub.url}/{HUB}"):
        pulled()


def test_a_revision_that_there_is_not(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    with pytest.raises(HubUnavailable, match=rf"{HUB} has no revision v9\. See which there are"):
        pulled(f"{HUB}@v9")


def test_a_model_that_is_not_for_everybody(hub: LoopbackHub, bart: Path, waits: list[float]) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault("/api/", ALWAYS, 401))
    with pytest.raises(HubUnavailable, match=r"no such model, or it is private.* hf auth login, or set HF_TOKEN"):
        pulled()
    assert waits == [], "nothing changes by asking again"


@pytest.mark.parametrize("name", ["desa/pener--jemah", "desa/penerjemah.git", f"desa/{'x' * 100}"])
def test_a_name_that_no_model_can_have(hub: LoopbackHub, name: str) -> None:
    with pytest.raises(HubUnavailable, match=rf"no model on the hub can be called {name} "):
        pulled(name)
    assert hub.asked == []


@pytest.mark.parametrize("part", ["/api/", "/resolve/"])
@pytest.mark.parametrize("headers", [{"X-Error-Code": "GatedRepo"}, {}])
def test_a_licence_that_is_not_accepted(hub: LoopbackHub, bart: Path, part: str, headers: dict[str, str]) -> None:
    hub.serve(HUB, bart, gated="manual")
    hub.faults.append(Fault(part, ALWAYS, 403, headers))
    with pytest.raises(HubUnavailable, match=rf"Accept it.* at {hub.url}/{HUB}.* hf auth login|Accept its licence at"):
        pulled()
    assert installed.installed() == {}


def test_the_token_goes_to_the_hub_and_nowhere_else(
    hub: LoopbackHub, bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_rahasia")
    hub.serve(HUB, bart)
    pulled()
    tokens = {path.split("/")[1] == "content": token for path, _, token in hub.asked}
    assert tokens == {False: "Bearer hf_rahasia", True: ""}


@pytest.mark.parametrize("part", ["/api/", "/resolve/", "/content/"])
def test_a_busy_hub_is_asked_again_when_it_says(hub: LoopbackHub, bart: Path, waits: list[float], part: str) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault(part, 1, 429, {"Retry-After": "37"}))
    stages: list[str] = []
    pulled(progress=lambda stage, done, total: stages.append(stage))
    assert waits == [37]
    assert "the hub does not answer as it should; trying again in 37 s" in stages


def test_the_hubs_own_header_says_when_too(hub: LoopbackHub, bart: Path, waits: list[float]) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault("/api/", 1, 429, {"RateLimit": '"api";r=0;t=55'}))
    pulled()
    assert waits == [55]


def test_a_wait_that_is_too_long_is_left_to_the_user(hub: LoopbackHub, bart: Path, waits: list[float]) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault("/api/", ALWAYS, 429, {"Retry-After": "86400"}))
    with pytest.raises(HubUnavailable, match=r"too many requests from here\. Pull again in 86400 s"):
        pulled()
    assert waits == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_hub_out_of_order_is_asked_again_and_not_for_ever(
    hub: LoopbackHub, bart: Path, waits: list[float], status: int
) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault("/content/", 2, status))
    pulled()
    assert waits == [1, 2]
    hub.faults.append(Fault("/api/", ALWAYS, status))
    with pytest.raises(HubUnavailable, match=rf"out of order \(it answers {status}\)\. Pull again later"):
        pulled()
    assert waits[2:] == [1, 2, 4, 8, 16]


def test_no_way_to_the_hub_says_so_and_names_the_bundle(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(HubUnavailable, match=r"cannot be reached.* Check the network.* summarizer models unbundle"):
            pulled()
    assert waits == []


@pytest.mark.parametrize("endpoint", ["penerjemah", "ftp://127.0.0.1", "http://[", "http://127.0.0.1:99999"])
def test_an_endpoint_that_is_none_is_said(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    with pytest.raises(HubUnavailable, match=r"HF_ENDPOINT|cannot be reached"):
        pulled()


def test_an_endpoint_that_libraries_cannot_even_begin_with_is_said(store: Path) -> None:
    command = [sys.executable, "-m", "summarizer", "models", "pull", "opus-mt-id-en"]
    environment = {**os.environ, "HF_ENDPOINT": "http://[::1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 4
    assert "HF_ENDPOINT, 'http://[::1', is no address (Invalid IPv6 URL). Correct it, or unset it" in run.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Masuk ke jaringan hotel</html>",
        b"[]",
        b"{}",
        b'{"id": "a/b", "sha": "../../x", "siblings": []}',
        b'{"id": "a/b", "sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [{"rfilename": "config.json"}]}',
    ],
)
def test_an_answer_that_is_none_of_a_hubs_is_said(hub: LoopbackHub, content: bytes) -> None:
    hub.page = content
    with pytest.raises(HubUnavailable, match=r"does not answer as the hub does.* login page of the network"):
        pulled()
