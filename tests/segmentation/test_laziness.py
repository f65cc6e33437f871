"""Importing the package stays cheap: NLTK is loaded by the first full stop that has to be judged."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from summarizer.segmentation import split
assert "nltk" not in sys.modules, "import"
split("Hujan turun. Jalan tergenang.")
print("nltk" in sys.modules)
"""


def test_import_does_not_load_nltk_but_splitting_does() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
