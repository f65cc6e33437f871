"""The examples for cron and systemd: each is taken by what reads it, and runs a command that exists."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.cli.batch import batch
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
CRON = EXAMPLES / "summarizer-batch.cron"
SERVICE = EXAMPLES / "summarizer-batch.service"
TIMER = EXAMPLES / "summarizer-batch.timer"

Units = dict[str, list[tuple[str, str]]]

CRON_RANGES = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]

YES_OR_NO = re.compile("yes|no")
TIME_SPAN = re.compile(r"infinity|\d+(ms|s|min|h)")
PATHS = re.compile(r"/[\w./-]+( /[\w./-]+)*")
NAME = re.compile(r"[a-z][a-z0-9_-]*")
TEXT = re.compile(r"\S.*")
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
CALENDAR = re.compile(
    rf"(?:{_DAY}(?:(?:\.\.|,){_DAY})* )?(?:\*|\d{{4}})-(?:\*|0[1-9]|1[0-2])-(?:\*|0[1-9]|[12]\d|3[01])"
    r" (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
)
# The directives that there are, of those that a batch may want, with the form of their values.
DIRECTIVES = {
    "Unit": {"Description": TEXT, "RequiresMountsFor": PATHS},
    "Service": {
        "Type": re.compile("oneshot"),
        "ExecStart": re.compile(r"/[\w./-]+( [^%$\\]*)?"),
        **dict.fromkeys(["User", "Group", "StateDirectory", "LogsDirectory"], NAME),
        **dict.fromkeys(["TimeoutStartSec", "TimeoutStopSec"], TIME_SPAN),
        **dict.fromkeys(["ReadWritePaths"], PATHS),
        **dict.fromkeys(
            ["PrivateTmp", "PrivateDevices", "NoNewPrivileges", "ProtectClock", "ProtectControlGroups"], YES_OR_NO
        ),
        **dict.fromkeys(
            ["ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables"], YES_OR_NO
        ),
        **dict.fromkeys(["RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality"], YES_OR_NO),
        "KillSignal": re.compile("SIGINT"),
        "KillMode": re.compile("control-group|mixed|process"),
        "SuccessExitStatus": re.compile(r"\d{1,3}( \d{1,3})*"),
        "Nice": re.compile(r"-?(1?\d|20)"),
        "IOSchedulingClass": re.compile("best-effort|idle"),
        "MemoryMax": re.compile(r"\d+[KMGT]"),
        "UMask": re.compile("0[0-7]{3}"),
        "ProtectSystem": re.compile("yes|full|strict"),
        "ProtectHome": re.compile("yes|read-only|tmpfs"),
        "ProtectProc": re.compile("noaccess|invisible|ptraceable"),
        "RestrictAddressFamilies": re.compile("AF_[A-Z0-9]+( AF_[A-Z0-9]+)*"),
        "CapabilityBoundingSet": re.compile("(CAP_[A-Z_]+)?"),
        "SystemCallArchitectures": re.compile("native"),
        "SystemCallFilter": re.compile("@[a-z-]+( @[a-z-]+)*"),
        "SystemCallErrorNumber": re.compile("E[A-Z]+"),
    },
    "Timer": {"OnCalendar": CALENDAR, "Persistent": re.compile("true|false")},
    "Install": {"WantedBy": re.compile(r"[a-z-]+\.target")},
}


def cron_commands(text: str) -> list[str]:
    """The commands of a crontab; AssertionError for a line that cron would refuse, or that it would cut at a "%"."""
    commands = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        *fields, command = line.split(maxsplit=5)
        assert len(fields) == 5, f"not five fields: {line}"
        for field, (low, high) in zip(fields, CRON_RANGES, strict=True):
            for part in field.split(","):
                found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?", part)
                assert found, f"not a time: {part}"
                first, last = (int(number) for number in (found[1] or low, found[2] or found[1] or high))
                assert low <= first <= last <= high, f"out of range: {part}"
        assert not re.search(r"(?<!\\)%", command), "a bare percent sign ends the command"
        commands.append(command)
    return commands


def unit_sections(text: str) -> Units:
    """The directives of a unit file by section; AssertionError for what systemd would ignore or refuse."""
    sections: Units = {}
    for line in text.splitlines():
        if not line or line.startswith(("#", ";")):
            continue
        if header := re.fullmatch(r"\[(\w+)\]", line):
            assert header[1] in DIRECTIVES, f"no section of systemd's: {line}"
            assert header[1] not in sections, f"twice: {line}"
            current = header[1]
            sections[current] = []
            continue
        directive = re.fullmatch(r"(\w+)=(.*)", line)
        assert directive, f"neither a section nor a directive: {line}"
        name, value = directive.groups()
        assert name in DIRECTIVES[current], f"no directive of [{current}]: {name}"
        assert name not in dict(sections[current]), f"twice: {name}"
        assert DIRECTIVES[current][name].fullmatch(value), f"not a value of {name}: {value}"
        sections[current].append((name, value))
    return sections


def service_commands(text: str) -> list[str]:
    sections = unit_sections(text)
    return [value for name, value in sections["Service"] if name == "ExecStart"]


def arguments(command: str) -> list[str]:
    """The words of a command, its program first, up to what the shell runs after it."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    return words[: words.index("||")] if "||" in words else words


@pytest.mark.parametrize(("path", "commands"), [(CRON, cron_commands), (SERVICE, service_commands)])
def test_each_runs_the_batch_that_the_command_line_takes(path: Path, commands: Callable[[str], list[str]]) -> None:
    (command,) = commands(path.read_text(encoding="utf-8"))
    program, name, *words = arguments(command)
    assert Path(program).is_absolute()
    assert (Path(program).name, name) == ("summarizer", "batch")
    context = batch.make_context("summarizer", words)  # raises UsageError for what it cannot parse
    given = {name: context.params[name] for name in ("source", "output", "formats", "quiet", "log")}
    assert given == {
        "source": "/srv/articles",
        "output": "/srv/articles-en",
        "formats": ("docx", "json"),
        "quiet": True,
        "log": "/var/log/summarizer/batch.jsonl",
    }


def test_the_shell_takes_the_line_of_cron() -> None:
    (command,) = cron_commands(CRON.read_text(encoding="utf-8"))
    subprocess.run(["/bin/sh", "-n", "-c", command.replace(r"\%", "%")], check=True)


def test_the_service_may_write_what_its_command_writes_and_is_stopped_gently() -> None:
    service = dict(unit_sections(SERVICE.read_text(encoding="utf-8"))["Service"])
    assert service["ReadWritePaths"].split() == ["/srv/articles-en", "/srv/articles-en.batch"]
    assert f"/var/log/{service['LogsDirectory']}/" in service["ExecStart"]
    assert service["KillSignal"] == "SIGINT"
    assert service["SuccessExitStatus"] == "130"


def test_the_timer_starts_the_service() -> None:
    sections = unit_sections(TIMER.read_text(encoding="utf-8"))
    assert "OnCalendar" in dict(sections["Timer"])
    assert dict(sections["Install"])["WantedBy"] == "timers.target"
    assert TIMER.stem == SERVICE.stem  # what a timer starts without Unit=


def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    """Where systemd is installed it is asked too. It wants a program that is there."""
    text = SERVICE.read_text(encoding="utf-8")
    assert unit_sections(text)
    (tmp_path / SERVICE.name).write_text(text.replace("/opt/summarizer/bin/summarizer", sys.executable, 1))
    shutil.copy(TIMER, tmp_path)
    if program := shutil.which("systemd-analyze"):
        files = [tmp_path / SERVICE.name, tmp_path / TIMER.name]
        run = subprocess.run([program, "verify", *files], capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, "")


def test_every_example_is_described() -> None:
    described = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in described


@pytest.mark.parametrize(
    "line",
    [
        "30 1 * * summarizer",
        "60 1 * * * summarizer",
        "30 24 * * * summarizer",
        "30 1 0 * * summarizer",
        "30 1 * 13 * summarizer",
        "30 1 * * 5-1 summarizer",
        "*/0 1 * * * summarizer",
        "30 1 * * mon+ summarizer",
        "30 1 * * * date +%F",
    ],
)
def test_a_wrong_line_of_cron_would_be_found(line: str) -> None:
    with pytest.raises(AssertionError):
        cron_commands(line)


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (SERVICE, "[Service]", "[Servise]"),
        (SERVICE, "Nice=10", "Niceness=10"),
        (SERVICE, "Nice=10", "Nice = 10"),
        (SERVICE, "MemoryMax=4G", "MemoryMax=4GB"),
        (SERVICE, "TimeoutStopSec=15min", "TimeoutStopSec=15 minuten"),
        (SERVICE, "ExecStart=/opt/summarizer/bin/", "ExecStart="),
        (SERVICE, "PrivateTmp=yes", "PrivateTmp=yes # of its own"),
        (SERVICE, "NoNewPrivileges=yes", "Nice=11"),
        (TIMER, "OnCalendar=*-*-* 01:30:00", "OnCalendar=*-*-* 25:30:00"),
        (TIMER, "OnCalendar=*-*-* 01:30:00", "OnCalendar=30 1 * * *"),
        (TIMER, "OnCalendar", "Nice"),
    ],
)
def test_a_wrong_unit_would_be_found(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(AssertionError):
        unit_sections(text.replace(right, wrong, 1))
