"""Which formats there are, and which file is of which: the one place that knows suffixes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType

from bot.common.wording import write_choice
from bot.documents.docx import read_docx
from bot.documents.epub import read_epub
from bot.documents.html import read_html
from bot.documents.lines import Line
from bot.documents.markdown.page import read_page
from bot.documents.model import Page
from bot.documents.pdf import read_pdf
from bot.documents.subtitles import read_subtitles
from bot.documents.text import read_plain

NEEDS_EXTRA = "needs the extra 'documents': pip install '.[documents]'"
"""How to install the packages of this distribution's extra, which some formats need."""

_CONVERT = "convert it to Markdown, for example with pandoc"
_AS_WORD = "save it as .docx"
_NO_TEXT = "they have no text to quote and can stay"
_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".org", ".tex", ".textile"), _CONVERT),
        **dict.fromkeys((".ipynb", ".wiki", ".mediawiki", ".fb2", ".mobi", ".azw3"), _CONVERT),
        **dict.fromkeys((".doc", ".rtf", ".odt", ".pages"), _AS_WORD),
        **dict.fromkeys((".zip", ".tar", ".gz", ".7z", ".rar"), "unpack it"),
        **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico"), _NO_TEXT),
        **dict.fromkeys((".mp3", ".mp4", ".webm", ".wav", ".css", ".js", ".woff2"), _NO_TEXT),
        **dict.fromkeys((".csv", ".xlsx", ".ods"), "convert it to a Markdown table"),
    }
)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the endings of its names, in lower case.

    A format has one reader. `read_lines` gets the lines of a text below its front matter, and
    whether that gave a title; `read_text` a decoded text that brings its own header; `read_bytes` a
    file that is no text. `needs` is the package without which it is not read.
    """

    name: str
    suffixes: tuple[str, ...]
    read_lines: Callable[[Sequence[Line], bool], Page] = read_plain
    read_text: Callable[[str], Page] | None = None
    read_bytes: Callable[[bytes], Page] | None = None
    needs: str | None = None

    @property
    def is_installed(self) -> bool:
        """Whether what the format needs is there."""
        return self.needs is None or find_spec(self.needs) is not None


TEXT = Format("text", (".txt", ".text"))
FORMATS: Sequence[Format] = (
    TEXT,
    Format("Markdown", (".md", ".markdown", ".mdx"), read_page),
    Format("subtitles", (".vtt", ".srt"), read_text=read_subtitles),
    Format("HTML", (".html", ".htm", ".xhtml"), read_text=read_html),
    Format("Word", (".docx",), read_bytes=read_docx, needs="mammoth"),
    Format("EPUB", (".epub",), read_bytes=read_epub),
    Format("PDF", (".pdf",), read_bytes=read_pdf, needs="pypdfium2"),
)
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""The endings of files that are read, if the package that they need is installed."""

FORMAT_NAMES = write_choice([each.name for each in FORMATS])
"""The names of all formats: 'text, Markdown, HTML …'."""

TEXT_SUFFIXES = write_choice(
    [each.suffixes[0] for each in FORMATS if not (each.read_text or each.read_bytes)]
)
"""The endings to advise for an article that somebody writes: '.txt or .md'."""


def format_of(name: str) -> Format | None:
    """The format of a file by its name; None if no reader is registered for it."""
    lower = name.lower()
    return next((each for each in FORMATS if lower.endswith(each.suffixes)), None)


def why_not_read(name: str) -> str | None:
    """Say why a file is not read, by its name, and what to do; None if it is."""
    found = format_of(name)
    if found is None:
        leaf = name.rpartition("/")[2]
        suffix = f".{leaf.rpartition('.')[2].lower()}" if "." in leaf else ""
        in_text = f"if it is text, give it the ending {TEXT_SUFFIXES}"
        kind = f"{suffix} files are" if suffix else "files without an ending are"
        return f"{kind} not supported; {_ADVICE.get(suffix, in_text)}"
    if not found.is_installed:
        return f"{found.name} {NEEDS_EXTRA}"
    return None
