"""`make golden`: write the golden files, and the output that the README shows, from what the engine says now."""

from __future__ import annotations

from summarizer import Document, load_translator, make_brief
from summarizer.cli.console import Console
from summarizer.documents import text_format
from summarizer.resources import folder
from tests import readme
from tests.golden import compare

README_ARTICLE = "tempo-unido-ikn.id.txt"  # the Makefile's own default


def main() -> None:
    with Console(quiet=False) as console:
        translator = load_translator(progress=console)
        for article in sorted(folder("seeds").glob("*.id.txt")):
            brief = make_brief(Document(article.read_text(encoding="utf-8")), translator=translator, progress=console)
            known = compare.path_of(article).exists()
            changes = compare.differences(compare.read(article), compare.as_golden(brief)) if known else ["new"]
            compare.write(article, brief)
            if article.name == README_ARTICLE:
                readme.show_output(text_format.brief(brief))
            print(f"{article.name}: {'; '.join(changes) or 'structure, facts and wording as before'}")


if __name__ == "__main__":
    main()
