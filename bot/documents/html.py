"""A web page that was saved → its text and what it says about itself."""

from bot.documents.hypertext.about import about
from bot.documents.hypertext.main_text import main_text_of, size_of
from bot.documents.hypertext.reading import HypertextReader
from bot.documents.hypertext.tree import tree_of
from bot.documents.model import Page
from bot.documents.shown import Run
from bot.documents.source import Source


def read_html(text: str) -> Page:
    """Read a web page: its main text, without what surrounds it on every page of its site."""
    root = tree_of(text)
    source = Source(text, (Run(0, 0, len(text)),) if text else (), (1,))
    main = main_text_of(root)
    reader = HypertextReader(source, page_size=size_of(main))
    return Page(tuple(reader.flow(main)), values=about(root))
