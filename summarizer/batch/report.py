"""The report at the end of a batch, in Markdown, for the editor who comes in the morning."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.batch.issue_meanings import meaning_of
from summarizer.batch.items import RunTotals
from summarizer.batch.report_figures import Figures, Listed, not_reached
from summarizer.batch.report_words import LONGEST, clock, duration, many, printable, rate
from summarizer.documents.markdown_text import escape, escape_cell

_CHART = "report.png"
_TERMS = 50
_SHOWN = "Issues by kind, articles by engine time, and what became of the articles of this run"


def report_markdown(figures: Figures) -> str:
    """The report, which shows the chart ``report.png`` that lies beside it; the same figures make the same text."""
    sections = [
        f"# Batch report, {clock(figures.totals.started)}",
        _interruption(figures.totals),
        _origin(figures.totals),
        f"## Articles\n\n{_articles(figures)}",
        f"![{_SHOWN}]({_CHART})",
        f"## Speed of this run\n\n{_speed(figures.totals)}",
        _failures(figures),
        f"## Checks\n\n{_checks(figures)}",
        _worst(figures.worst),
        _slowest(figures.slowest),
        _terms(figures),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _interruption(totals: RunTotals) -> str:
    if not totals.interrupted:
        return ""
    return (
        f"**This run was interrupted.** {many(not_reached(totals), 'article')} of the input still to come. "
        "Run the same command again to go on: what is done is kept."
    )


def _origin(totals: RunTotals) -> str:
    rows = [
        f"- Source: {_code(totals.source)}",
        f"- Output: {_code(totals.output)}",
        f"- Made by: {_code(totals.made_by, longest=2000)}",
        f"- Time: {duration(totals.seconds)}, from {clock(totals.started)}",
    ]
    return "\n".join(rows)


def _articles(figures: Figures) -> str:
    totals, counts = figures.totals, figures.counts
    rows: list[tuple[str, int | None, int | None]] = [
        ("articles done", totals.done, figures.done),
        ("articles failed", totals.failed, figures.failed),
        ("articles done before", totals.skipped - totals.failed_before, None),
        ("articles failed before", totals.failed_before, None),
        *([("articles not reached", not_reached(totals), None)] if totals.interrupted else []),
        ("articles of the input", totals.total, None),
        ("sentences", totals.sentences, counts.sentences),
        ("words of the source", totals.words, counts.words),
        ("errors", totals.errors, counts.errors),
        ("warnings", totals.warnings, counts.warnings),
        ("facts put right", totals.repairs, counts.repairs),
    ]
    return _table(
        ("", "this run", "with earlier runs"),
        ((name, _number(here), _number(together)) for name, here, together in rows),
    )


def _speed(totals: RunTotals) -> str:
    if not totals.done or totals.seconds <= 0:
        return "No article was translated in this run."
    articles, sentences, words = (
        rate(amount / totals.seconds) for amount in (totals.done * 3600, totals.sentences, totals.words)
    )
    share = totals.remembered / max(1, totals.sentences)
    return (
        f"{many(totals.done, 'article')} in {duration(totals.seconds)}: {articles} articles/h, "
        f"{sentences} sentences/s, {words} words/s. Of {many(totals.sentences, 'sentence')}, "
        f"{totals.remembered:,} came from the memory ({share:.1%})."
    )


def _failures(figures: Figures) -> str:
    if not figures.failed:
        return ""
    lines = [
        f"{many(figures.failed, 'article')} failed. Later runs leave them out until they change; to try them again, "
        "run the same command with `--retry-failed`.",
        "",
    ]
    for failure in figures.failures:
        lines.append(f"- **{many(failure.count, 'article')}:** {escape(printable(failure.reason, 2 * LONGEST))}")
        lines += [f"  - {escape(printable(key))}" for key in failure.keys]
        if more := failure.count - len(failure.keys):
            lines.append(f"  - and {more:,} more")
    if figures.untold:
        lines.append(f"- **{many(figures.untold, 'article')}:** other reasons")
    return "## Failed articles\n\n" + "\n".join(lines)


def _checks(figures: Figures) -> str:
    if not figures.done:
        return "No article is done yet."
    found = figures.counts.issues
    if not found:
        return f"No fault was found in {many(figures.done, 'article')}. Meaning and who did what are not checked."
    rows = [
        (f"`{kind}`" if kind.isidentifier() else escape_cell(printable(kind)), f"{count:,}", one.severity, one.text)
        for kind, count in found.items()
        for one in [meaning_of(kind, _langpair(figures.totals.made_by))]
    ]
    return (
        f"Found in {many(figures.done, 'article')}, those of earlier runs among them. A sentence with an error must "
        "not be used unread. Meaning and who did what are not checked.\n\n"
        f"{_table(('kind', 'issues', 'severity', 'what it means'), rows, texts=(0, 2, 3))}"
    )


def _langpair(made_by: str) -> str:
    """That of the signature; the usual one where it says none."""
    found = re.search(r"(?:^|\|)langpair:([a-z]{2,3}-[a-z]{2,3})(?:\||$)", made_by)
    return found[1] if found else "id-en"


def _worst(worst: Iterable[Listed]) -> str:
    rows = [
        (
            escape_cell(printable(one.key)),
            f"{one.counts.errors:,}",
            f"{one.counts.warnings:,}",
            f"{one.counts.sentences:,}",
            f"{one.issues_per_sentence:.2f}",
        )
        for one in worst
    ]
    if not rows:
        return ""
    heads = ("article", "errors", "warnings", "sentences", "issues a sentence")
    return f"## Articles to read first\n\nThose with most errors, then warnings.\n\n{_table(heads, rows)}"


def _slowest(slowest: Iterable[Listed]) -> str:
    rows = [
        (
            escape_cell(printable(one.key)),
            duration(one.counts.seconds),
            f"{one.counts.sentences:,}",
            duration(one.seconds_per_sentence),
        )
        for one in slowest
    ]
    if not rows:
        return ""
    return f"## Slowest articles\n\n{_table(('article', 'engine time', 'sentences', 'time a sentence'), rows)}"


def _terms(figures: Figures) -> str:
    terms = list(figures.counts.terms.items())
    if not terms:
        return ""
    rows = [(escape_cell(printable(term)), f"{count:,}") for term, count in terms[:_TERMS]]
    more = f"\n\nAnd {many(len(terms) - _TERMS, 'term')} more." if len(terms) > _TERMS else ""
    return f"## Terms of the glossary in the sources\n\n{_table(('term', 'times'), rows)}{more}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], texts: tuple[int, ...] = (0,)) -> str:
    """Columns are of numbers, on the right, but for those in ``texts``. What is in the cells is escaped already."""
    rules = ["---" if column in texts else "---:" for column in range(len(heads))]
    lines = [f"| {' | '.join(row)} |" for row in (heads, *rows)]
    return "\n".join([lines[0], f"|{'|'.join(rules)}|", *lines[1:]])


def _code(text: str, longest: int = LONGEST) -> str:
    """A code span that holds ``text`` whatever is in it."""
    line = printable(text, longest)
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    pad = " " if line[:1] in ("", "`") or line[-1:] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _number(count: int | None) -> str:
    return "" if count is None else f"{count:,}"
