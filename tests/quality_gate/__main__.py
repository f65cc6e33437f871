"""`make gate`: is the embedded engine, with all that the pipeline does around it, as good as it was?

It translates tests/data/reference.tsv, about two minutes on two cores, and holds chrF and losses to tests/gate.json.
Exit codes: 0 all hold, 1 one does not (or an update is refused), 2 there is nothing to judge: the set is empty, too
small, malformed or not the pinned one.
"""

from __future__ import annotations

import sys

import click

from summarizer import load_translator
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.documents.output import write_output
from tests.conftest import ROOT
from tests.quality_gate.gate import GateFiles, judge, update

SHIPPED = GateFiles(ROOT / "tests" / "data" / "reference.tsv", ROOT / "tests" / "gate.json")


@click.command(help=__doc__)
@click.option("--update", "is_update", is_flag=True, help="Pin what is better than before; worse is refused.")
def main(is_update: bool) -> None:
    console = Console(quiet=False)
    with exit_codes(console, "nothing was pinned"):
        report = (update if is_update else judge)(SHIPPED, lambda: load_translator(progress=console), console)
        console.stop()
        write_output(None, report.text)
    sys.exit(report.exit_code)


if __name__ == "__main__":
    main()
