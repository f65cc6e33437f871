"""``python -m tests.cli.fake_engine_command``: the command line, but every engine is a fake one.

With STOP_AT_CALL=n it says "stopped" on standard error at the engine's call n and waits to be signalled, or, where the
engine has a thread of its own, for the file GO_ON. ANSWERS=batch answers as for the articles of tests/batch.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from summarizer.cli import main
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines import registry
from summarizer.engines.recording import RecordingTranslator
from summarizer.web import desk
from tests.batch.articles import answer
from tests.cli.trees import planted
from tests.documents.kupang import ANSWERS


class StoppingTranslator(RecordingTranslator):
    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        answers = super().translate_batch(sentences, options)
        if len(self.calls) == int(os.environ["STOP_AT_CALL"]):
            print("stopped", file=sys.stderr, flush=True)
            if threading.current_thread() is threading.main_thread():
                signal.pause()
                return answers
            while not Path(os.environ["GO_ON"]).exists():  # signals go to the main thread alone
                time.sleep(0.01)
        return answers


if __name__ == "__main__":
    default = answer if os.environ.get("ANSWERS") == "batch" else planted
    registry.load_translator = lambda *_, **__: StoppingTranslator(answers=ANSWERS, default=default)
    registry.load_first = lambda name, **_: (name, registry.load_translator())
    desk.load_translator = registry.load_translator
    main()
