"""Every command runs with sockets forbidden, whatever engine it uses."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from summarizer.engines.store.adding import add
from summarizer.protocols import Translator, no_progress
from tests.conftest import ROOT
from tests.engines.checkpoints import tiny_models, tiny_translators

CONNECTING = textwrap.dedent(
    """
    import socket

    def forbidden(*args, **kwargs):
        raise AssertionError(f"a socket was used: {args}")

    socket.socket.connect = socket.socket.connect_ex = forbidden
    socket.create_connection = socket.getaddrinfo = socket.gethostbyname = forbidden
    """
)
LISTENING = "socket.socket.bind = forbidden\n"
SERVING = textwrap.dedent(
    """
    import socket

    resolve = socket.getaddrinfo

    def of_this_machine(host, *args, **kwargs):
        assert host in ("127.0.0.1", "localhost"), f"a socket was used: {host}"
        return resolve(host, *args, **kwargs)
    """
)
SENTENCE = "Pemerintah Kabupaten Banyumas menutup jembatan gantung itu sejak Selasa pagi."
SEED = str(ROOT / "seeds" / "tempo-unido-ikn.id.txt")
QUICK = ("--beam-size", "1")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that may not use the network. A model of each runtime is in its cache."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "sitecustomize.py").write_text(CONNECTING + LISTENING)
    marian = tiny_translators.marian(folder / "marian")
    nllb = tiny_translators.nllb(folder / "nllb")
    bart = tiny_models.bart(folder / "bart")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_CACHE", str(folder / "cache"))
        add(marian, "fast", ["id-en"], runtime="ctranslate2", quantization="float32", progress=no_progress)
        add(nllb, "both-ways", ["id-en", "en-id"], progress=no_progress)
        add(bart, "writer", ["en-en"], progress=no_progress)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "SUMMARIZER_CACHE": str(folder / "cache"),
        "OMP_NUM_THREADS": "1",  # models this small spend their time on waking threads up
    }


@pytest.fixture
def run(guarded: dict[str, str], tmp_path: Path) -> Run:
    """Run a command with the guard, in an empty folder with an article in it."""
    (tmp_path / "berita").mkdir()
    (tmp_path / "berita" / "berita.txt").write_text(f"{SENTENCE}\n", encoding="utf-8")

    def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "summarizer", *arguments],
            env={**guarded, **environment},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_the_guard_guards(guarded: dict[str, str]) -> None:
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=guarded,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a socket was used" in probe.stderr


def test_the_main_job(translator: Translator, run: Run, model_cache: Path) -> None:
    made = run("brief", SEED, *QUICK, SUMMARIZER_CACHE=str(model_cache))
    assert made.returncode == 0, made.stderr
    assert "UNIDO" in made.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "berita/berita.txt", "--engine", "fast", *QUICK),
        ("brief", "berita/berita.txt", "--engine", "both-ways", *QUICK),
        ("brief", "berita/berita.txt", "--engine", "fast", "--generator", "writer", *QUICK),
        ("translate", "berita/berita.txt", "--engine", "opus-mt-id-en,fast", *QUICK),
        ("translate", "--lines", "berita/berita.txt", "--output", "lines.en", "--engine", "fast", *QUICK),
        ("summarize", "berita/berita.txt", "--engine", "fast", *QUICK),
        ("summarize", "berita/berita.txt", "--lang", "id"),
        ("batch", "berita", "english", "--engine", "fast", *QUICK),
        ("evaluate", "--source", "berita/berita.txt", "--hypothesis", "berita/berita.txt"),
        ("memory", "stats"),
        ("models", "list"),
        ("models", "info", "nllb-200-distilled-600m"),
        ("models", "path", "fast"),
        ("models", "verify", "fast"),
        ("models", "bundle", "fast", "fast.tar.zst"),
    ],
    ids=" ".join,
)
def test_a_command_makes_no_connection(run: Run, arguments: tuple[str, ...]) -> None:
    made = run(*arguments)
    assert made.returncode == 0, made.stderr
    assert "a socket was used" not in made.stderr


def test_a_bundle_comes_and_goes_without_a_connection(run: Run, guarded: dict[str, str], tmp_path: Path) -> None:
    assert run("models", "bundle", "fast", "fast.tar.zst").returncode == 0
    assert run("models", "unbundle", "fast.tar.zst", "--alias", "again").stdout == "again\n"
    folder = str(Path(guarded["PYTHONPATH"].split(os.pathsep)[0]) / "nllb")
    added = run("models", "add", folder, "--alias", "more", "--langpair", "id-en", "--runtime", "ctranslate2")
    assert added.stdout == "more\n", added.stderr
    for name in ("again", "more"):
        removed = run("models", "remove", name)
        assert removed.returncode == 0, removed.stderr


def test_a_pull_says_that_there_is_no_network(run: Run) -> None:
    told = run("models", "pull", "opus-mt-id-en", SUMMARIZER_OFFLINE="1")
    assert told.returncode == 4
    assert "SUMMARIZER_OFFLINE" in told.stderr
    assert "a socket was used" not in told.stderr


def test_a_server_answers_without_a_connection_of_its_own(guarded: dict[str, str], tmp_path: Path) -> None:
    guard = f"{SERVING}{CONNECTING}socket.getaddrinfo = of_this_machine\n"
    (tmp_path / "sitecustomize.py").write_text(guard)
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    command = [sys.executable, "-m", "summarizer", "serve", "--port", "0", "--engine", "fast"]
    with (tmp_path / "stderr").open("w") as notes:
        serving = subprocess.Popen(
            command, env={**guarded, "PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=notes, text=True
        )
    try:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip().rstrip("/")
        asked = {"q": SENTENCE, "source": "id", "target": "en"}
        answered = httpx.post(f"{address}/translate", json=asked, timeout=120)
        assert answered.status_code == 200, answered.text
        page = httpx.get(address, timeout=120)
        assert page.status_code == 200
    finally:
        serving.terminate()
        serving.wait()
    assert "a socket was used" not in (tmp_path / "stderr").read_text()
