"""What is said of an error that nobody foresaw."""

from __future__ import annotations

import traceback


def reason_and_traceback(error: Exception) -> tuple[str, str]:
    """For `Outcome.failure` and `Outcome.fault`."""
    reason = f"a fault in the program ({type(error).__name__}: {error}); please report it"
    return reason, "".join(traceback.format_exception(error))
