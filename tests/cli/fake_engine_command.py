"""``python -m tests.cli.fake_engine_command``: the command line, but every engine is a fake one.

With STOP_AT_CALL=n it says "stopped" on standard error at the engine's call n and waits to be signalled.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from summarizer.cli import main
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines import registry
from summarizer.engines.recording import RecordingTranslator
from summarizer.web import desk
from tests.cli.trees import planted
from tests.documents.kupang import ANSWERS


class StoppingTranslator(RecordingTranslator):
    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        answers = super().translate_batch(sentences, options)
        if len(self.calls) == int(os.environ["STOP_AT_CALL"]):
            print("stopped", file=sys.stderr, flush=True)
            signal.pause()
        return answers


if __name__ == "__main__":
    registry.load_translator = lambda *_, **__: StoppingTranslator(answers=ANSWERS, default=planted)
    desk.load_translator = registry.load_translator
    main()
