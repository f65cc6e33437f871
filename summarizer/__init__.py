"""Indonesian news in English, on your own machine: a checked translation and a summary with receipts."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.briefing import make_brief
    from summarizer.datamodels import Brief, DecodingOptions, Document, RuntimeOptions, Summary, Translation
    from summarizer.engines import load_translator
    from summarizer.fidelity.glossary_files import read_glossary
    from summarizer.summarization import SummaryOptions, summarize
    from summarizer.translation import translate
    from summarizer.translation.style_files import read_style

__all__ = [
    "Brief",
    "DecodingOptions",
    "Document",
    "RuntimeOptions",
    "Summary",
    "SummaryOptions",
    "Translation",
    "load_translator",
    "make_brief",
    "read_glossary",
    "read_style",
    "summarize",
    "translate",
]

# The modules are imported with the first use of a name: the command's help, and who only translates, need few of them.
_MODULES = {
    "Brief": "datamodels",
    "DecodingOptions": "datamodels",
    "Document": "datamodels",
    "RuntimeOptions": "datamodels",
    "Summary": "datamodels",
    "SummaryOptions": "summarization",
    "Translation": "datamodels",
    "load_translator": "engines",
    "make_brief": "briefing",
    "read_glossary": "fidelity.glossary_files",
    "read_style": "translation.style_files",
    "summarize": "summarization",
    "translate": "translation",
}
# Those that the documentation names, for who writes summarizer.errors after `import summarizer`.
_SUBMODULES = ("batch", "datamodels", "documents", "errors", "evaluation", "memory")


def __getattr__(name: str) -> object:
    value: object
    if name in _SUBMODULES:
        value = import_module(f"{__name__}.{name}")
    elif name in _MODULES:
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
