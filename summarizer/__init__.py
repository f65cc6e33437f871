"""Indonesian news in English, on your own machine: a checked translation and a summary with receipts."""

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
