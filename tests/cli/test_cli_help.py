"""Help that teaches: what a command does, examples that work, and the exit codes."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from summarizer.cli.commands import cli

GROUPS = [name for name, command in cli.commands.items() if isinstance(command, click.Group)]
COMMANDS = [
    [],
    *([name] for name in cli.commands),
    *([group, name] for group in GROUPS for name in cli.commands[group].commands),
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
        found: click.Command = cli
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
    for name in cli.commands.keys() - set(GROUPS):
        for parameter in cli.commands[name].params:
            assert isinstance(parameter, click.Argument) or parameter.to_info_dict()["help"], parameter.name
