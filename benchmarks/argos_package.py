"""Argos Translate on this machine: an environment of its own, and the student as one of its packages.

Its dependencies (stanza, spacy and more) are none of ours, so they go to local/bench/argos-venv, from the package index
that pip knows. torch comes first and in our version: otherwise stanza would bring another. Where the index has builds
for CUDA alone, these are gigabytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.marian_student import Student
from benchmarks.peers import ROOT, Peer, environment_with
from summarizer.errors import BuildFailed
from summarizer.protocols import Progress

VERSION = "1.11.0"
_FOLDER = ROOT / "local" / "bench"
_INSTALLED = "installed"  # a stamp, written last
_SAME = ("torch", "ctranslate2", "sentencepiece")  # in our versions, so that the libraries are no difference
_NAME = "translate-id_en-bench"
_METADATA = {
    "package_version": "1.0",
    "argos_version": VERSION,
    "from_code": "id",
    "from_name": "Indonesian",
    "to_code": "en",
    "to_name": "English",
}
_INSTALL = "import sys; from pathlib import Path; from argostranslate import package; "
_INSTALL += "package.install_from_path(Path(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Argos:
    """An interpreter that has it, and the folder of its data, where the package is installed."""

    python: Path
    home: Path

    def peer(self, compute_type: str, paragraph: int = 1, **settings: str) -> Peer:
        """A contestant over it; ``settings`` are further ones of its ARGOS_ variables, without that prefix."""
        return Peer(
            "argos",
            {"paragraph": paragraph},
            python=self.python,
            environment=_environment(self.home, COMPUTE_TYPE=compute_type, **settings),
        )


def installed_argos(student: Student, progress: Progress, folder: Path = _FOLDER) -> Argos:
    """Argos Translate with ``student`` installed; it, and the package, are put into ``folder`` first if need be.

    Raises BuildFailed where pip or Argos fails.
    """
    python = folder / "argos-venv" / "bin" / "python"
    stamp = folder / "argos-venv" / _INSTALLED
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != _requirements():
        _install(python, progress)
        stamp.write_text(_requirements(), encoding="utf-8")
    home = folder / "argos-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    package = write_package(student, home / f"{_NAME}.argosmodel")
    _run([str(python), "-c", _INSTALL, str(package)], "Argos Translate does not take the package", _environment(home))
    return Argos(python, home)


def write_package(student: Student, path: Path) -> Path:
    """The student as a package of Argos Translate's; ``path``.

    Argos gives CTranslate2 the bare pieces of a sentence, so the configuration says that the end token is to be added,
    which the student was trained with.
    """
    config = json.loads((student.converted / "config.json").read_text(encoding="utf-8"))
    config["add_source_eos"] = True
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{_NAME}/metadata.json", json.dumps(_METADATA))
        file.write(student.pieces, f"{_NAME}/sentencepiece.model")
        for part in sorted(student.converted.iterdir()):
            if part.name != "config.json":
                file.write(part, f"{_NAME}/model/{part.name}")
        file.writestr(f"{_NAME}/model/config.json", json.dumps(config))
    return path


def _install(python: Path, progress: Progress) -> None:
    folder = python.parent.parent
    shutil.rmtree(folder, ignore_errors=True)
    progress(f"installing Argos Translate {VERSION} into {folder}", 0, 1)
    _run([sys.executable, "-m", "venv", str(folder)], "no environment can be made")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    torch, *others = _requirements().split()
    _run([*pip, torch], "torch cannot be installed")
    _run([*pip, torch, *others], "Argos Translate cannot be installed")


def _requirements() -> str:
    # Of torch the release alone: the index has the files of one processor under that name.
    same = (f"{name}=={version(name).partition('+')[0]}" for name in _SAME)
    return " ".join((*same, f"argostranslate=={VERSION}"))


def _environment(home: Path, **settings: str) -> dict[str, str]:
    """Argos' own variables, and where it keeps what: it makes its folders as it is imported."""
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    named = {f"ARGOS_{name}": value for name, value in settings.items()}
    return {**folders, "ARGOS_PACKAGES_DIR": str(home / "packages"), "ARGOS_DEVICE_TYPE": "cpu", **named}


def _run(command: list[str], fault: str, variables: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment_with(**(variables or {})), capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise BuildFailed(f"{fault} ({' '.join(said)}). Run the benchmark again where there is a package index")
