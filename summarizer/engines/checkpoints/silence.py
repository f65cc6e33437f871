"""transformers and torch draw bars and tell of what no reader can mend on standard error, which is ours."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.engines.embedded.quiet import quiet_transformers


@contextmanager
def silence() -> Iterator[None]:
    """No progress bars and no warnings from them inside; outside they are as the caller had them."""
    from transformers.utils import logging

    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        with quiet_transformers(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
