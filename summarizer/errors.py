"""Every error that this package raises on purpose, and the exit code that the command line gives it.

    SummarizerError
    ├── OptionError                2   an option or a combination of options that cannot be served
    ├── InputError                 3   the article cannot be read or is not fit to be translated
    │   ├── UnreadableInput        3   no such file, a folder, binary, an encoding nobody can guess, too large
    │   └── UnfitInput             3   empty, or not in the source language
    │       └── TooLong            3   longer than a server takes
    ├── GlossaryError              3   the user's glossary cannot be read or contradicts itself
    ├── StyleError                 3   the user's style file cannot be read or has a setting that there is not
    ├── OutputError                3   the result cannot be written where it was asked for
    ├── MemoryUnusable             3   the translation memory cannot be opened, read or written
    ├── ExtraMissing               4   a package of one of our optional extras is not installed
    ├── Refused                    5   a server does not do this now
    │   ├── Busy                   5   too many others are waiting
    │   ├── DeadlineExceeded       5   the time that a request may take is over
    │   └── Stopped                5   the one who asked has stopped it
    └── ModelUnavailable           4   the engine's model is not there and cannot be made
        ├── UnknownEngine          4   no engine of that name
        ├── NotPulled              4   the catalogue has it, this machine does not
        ├── HubUnavailable         4   the hub cannot be reached, does not have it, or does not let one have it
        ├── ModelPackageMissing    4   a package that carries a part of the model is not installed
        ├── ModelCorrupt           4   a hash or a size is not what it must be
        ├── BuildFailed            4   the model could not be built, for example because a library broke
        └── CacheUnusable          4   the cache cannot be written: read-only, or the disk is full

A message says what happened and then what to do about it.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Base of the tree; ``exit_code`` is what the command line exits with."""

    exit_code = 1


class OptionError(SummarizerError):
    """An option, or a combination of options, that cannot be served."""

    exit_code = 2


class InputError(SummarizerError):
    """The article cannot be read or is not fit to be translated."""

    exit_code = 3


class UnreadableInput(InputError):
    """The bytes of the article cannot be had or cannot be decoded."""


class UnfitInput(InputError):
    """The text was read, but it is empty or not in the source language."""


class TooLong(UnfitInput):
    """The text is longer than a server takes."""


class GlossaryError(SummarizerError):
    """The user's glossary cannot be read or contradicts itself; the message names the line."""

    exit_code = 3


class StyleError(SummarizerError):
    """The user's style file cannot be read or has a setting that there is not."""

    exit_code = 3


class OutputError(SummarizerError):
    """The result cannot be written where it was asked for."""

    exit_code = 3


class MemoryUnusable(SummarizerError):
    """The translation memory cannot be opened, read or written."""

    exit_code = 3


class ExtraMissing(SummarizerError):
    """A package of one of our optional extras is not installed."""

    exit_code = 4


class Refused(SummarizerError):
    """A server does not do this now."""

    exit_code = 5


class Busy(Refused):
    """Too many others are waiting; to be tried again later."""


class DeadlineExceeded(Refused):
    """The time that a request may take is over."""


class Stopped(Refused):
    """The one who asked has stopped it."""


class ModelUnavailable(SummarizerError):
    """The engine's model is not there and cannot be made."""

    exit_code = 4


class UnknownEngine(ModelUnavailable):
    """No engine of that name is registered."""


class NotPulled(ModelUnavailable):
    """The model is in the catalogue, but not on this machine."""


class HubUnavailable(ModelUnavailable):
    """The hub cannot be reached, does not have what was asked for, or does not hand it out."""


class ModelPackageMissing(ModelUnavailable):
    """A package that carries a part of the model is not installed."""


class ModelCorrupt(ModelUnavailable):
    """A hash or a size of a model file is not what it must be."""


class BuildFailed(ModelUnavailable):
    """The model could not be built."""


class CacheUnusable(ModelUnavailable):
    """The cache folder cannot be written: read-only, not a folder, or the disk is full."""
