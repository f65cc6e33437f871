"""The exit codes, and what the help says of them. A batch has further ones."""

from __future__ import annotations

EXIT_ISSUES = 1
EXIT_BROKEN_PIPE = 1
# Python's own 1 would mean "done, with errors in sentences"; this is EX_SOFTWARE of sysexits.h.
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130
EXIT_CODES = """\b
Exit codes:
  0    done
  1    done, but --strict was given and a sentence has an error
  2    wrong usage
  3    input, glossary, style or memory that cannot be read or is not fit, or output that cannot be written
  4    model not available, or a package of an extra not installed
  70   a fault in this program; please report it
  130  interrupted"""
