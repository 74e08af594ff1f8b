"""Which formats there are, and which file is of which: the one place that knows suffixes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType

from bot.documents.docx import read_docx
from bot.documents.epub import read_epub
from bot.documents.model import Page
from bot.documents.pdf import read_pdf

EXTRA = "documents"
"""The extra of this distribution with what some formats need."""

_CONVERT = "convert it to Markdown, for example with pandoc"
_AS_WORD = "save it as .docx"
_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".org", ".tex", ".textile"), _CONVERT),
        **dict.fromkeys((".ipynb", ".wiki", ".mediawiki", ".fb2", ".mobi", ".azw3"), _CONVERT),
        **dict.fromkeys((".doc", ".rtf", ".odt", ".pages"), _AS_WORD),
        **dict.fromkeys((".zip", ".tar", ".gz", ".7z", ".rar"), "unpack it"),
        **dict.fromkeys((".csv", ".xlsx", ".ods"), "convert it to a Markdown table"),
    }
)
_IN_TEXT = "if it is text, give it the ending .txt or .md"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the endings of its names, in lower case.

    `read` reads the bytes of a file that is no text; `needs` is the package without which it is
    not read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Page] | None = None
    needs: str | None = None

    @property
    def is_installed(self) -> bool:
        """Whether what the format needs is there."""
        return self.needs is None or find_spec(self.needs) is not None


TEXT = Format("text", (".txt", ".text"))
MARKDOWN = Format("Markdown", (".md", ".markdown", ".mdx"))
HTML = Format("HTML", (".html", ".htm", ".xhtml"))
FORMATS: Sequence[Format] = (
    TEXT,
    MARKDOWN,
    HTML,
    Format("Word", (".docx",), read_docx, "mammoth"),
    Format("EPUB", (".epub",), read_epub),
    Format("PDF", (".pdf",), read_pdf, "pypdfium2"),
)
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""The endings of files that are read, where what they need is installed."""


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
        kind = f"{suffix} files are" if suffix else "files without an ending are"
        return f"{kind} not supported; {_ADVICE.get(suffix, _IN_TEXT)}"
    if not found.is_installed:
        return f"{found.name} needs the extra '{EXTRA}': pip install '.[{EXTRA}]'"
    return None
