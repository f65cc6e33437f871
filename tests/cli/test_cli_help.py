"""Help that teaches: what a command does, examples that work, and the exit codes."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from summarizer.cli.commands import cli
from summarizer.cli.deferring import Deferred

PLACES = {name: place for name, place in cli.commands.items() if isinstance(place, Deferred)}
LOADED = {name: place.loaded() for name, place in PLACES.items()}
GROUPS = [name for name, command in LOADED.items() if isinstance(command, click.Group)]
COMMANDS = [
    [],
    *([name] for name in LOADED),
    *([group, name] for group in GROUPS for name in LOADED[group].commands),
]


def help_of(command: list[str]) -> str:
    result = CliRunner().invoke(cli, [*command, "--help"], prog_name="summarizer")
    assert result.exit_code == 0
    return result.stdout


def examples(text: str) -> list[str]:
    paragraph = text.partition("Example")[2].partition("Options:")[0]
    return re.findall(
        r"\bsummarizer ((?:brief|translate|summarize|batch|evaluate|memory|models|serve)\b[^|\n>)]*)", paragraph
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_examples_and_exit_codes(command: list[str]) -> None:
    text = help_of(command)
    assert examples(text)
    for code in ("0", "1", "2", "3", "4", "70", "130"):
        assert re.search(rf"^ +{code} +\w", text.partition("Exit codes:")[2], re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_its_examples_are_commands_with_options_that_exist(command: list[str]) -> None:
    for example in examples(help_of(command)):
        arguments = shlex.split(example)
        found: click.Command = LOADED[arguments.pop(0)]
        while isinstance(found, click.Group) and arguments:
            found = found.commands[arguments.pop(0)]
        found.make_context("summarizer", arguments)  # raises UsageError for what it cannot parse


@pytest.mark.parametrize("command", [[], *([group] for group in GROUPS)], ids=" ".join)
def test_no_command_is_described_with_an_ellipsis(command: list[str]) -> None:
    listed = help_of(command).partition("Commands:")[2].partition("Exit codes:")[0]
    assert len(listed.strip().splitlines()) >= 4
    assert "..." not in listed


def test_h_is_short_for_help() -> None:
    assert CliRunner().invoke(cli, ["brief", "-h"]).stdout == CliRunner().invoke(cli, ["brief", "--help"]).stdout


def test_every_option_says_what_it_does() -> None:
    for name in LOADED.keys() - set(GROUPS):
        for parameter in LOADED[name].params:
            assert isinstance(parameter, click.Argument) or parameter.to_info_dict()["help"], parameter.name


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    assert set(PLACES) == set(cli.commands)
    for name, command in LOADED.items():
        assert (PLACES[name].name, PLACES[name].get_short_help_str(200)) == (name, command.get_short_help_str(200))


def test_ctrl_c_while_a_command_is_imported_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(module: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarizer.cli.deferring.import_module", interrupt)
    result = CliRunner().invoke(cli, ["brief", "berita.txt"])
    assert result.exit_code == 130
    assert result.stdout == ""
    assert result.stderr == "summarizer: error: interrupted before anything was done\n"
