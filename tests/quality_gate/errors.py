"""Why the gate cannot judge at all."""

from __future__ import annotations

from summarizer.errors import SummarizerError


class NothingToJudge(SummarizerError):
    """The reference set or the pins are missing, malformed, too small, or not what they were."""

    exit_code = 2
