"""`chat`: a conversation of questions and commands, line by line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.articles.model import Article, Passage
from bot.common.errors import VerbatimError
from bot.common.wording import write_count
from bot.retrieval.model import Answer
from bot.service.examples import find_example
from bot.terminal.answer_service import TerminalAnswers
from bot.terminal.answer_text import (
    NO_MORE,
    make_paragraph,
    render_answer,
    render_more,
    render_story,
)
from bot.terminal.library_text import render_related, render_reload, render_sources
from bot.terminal.style import Style

HELP = """\
Ask about the articles. Answers are their own sentences, word for word.
/more                       the other passages that answer
/related [number or words]  related stories of the last article, of one by its number, or on a topic
/sources                    the loaded articles, with their numbers
/reload                     read the seed files again
/help                       show this help
/quit                       quit (or Ctrl-D)"""

NEAREST_STORIES = 5


class Chat:
    """A conversation in the terminal; remembers which article the last answer was from."""

    def __init__(self, service: TerminalAnswers, style: Style) -> None:
        self._service = service
        self._style = style
        self._last: Article | None = None
        self._quoted: tuple[Passage, ...] = ()
        self._answer_before: Answer | None = None
        self._commands: Mapping[str, Callable[[str], str]] = MappingProxyType(
            {
                "/related": self._related,
                "/sources": lambda _: render_sources(self._articles, style),
                "/more": lambda _: self._more(),
                "/reload": lambda _: render_reload(service.loop.run(service.live.reload())),
                "/help": lambda _: HELP,
            }
        )

    def greeting(self) -> str:
        """Say how much is loaded, and suggest a question that is answered, if one is found."""
        corpus = self._service.live.corpus
        articles = write_count(len(corpus.articles), "article")
        sentences = write_count(len(corpus.passages), "sentence")
        lines = [f"Loaded {articles} ({sentences}). Ask a question; /help lists commands."]
        example = find_example(corpus, self._service.answerer.threshold)
        if example:
            lines.append(f"Try: {example}")
        return "\n".join(make_paragraph(line, self._style) for line in lines)

    def replies(self, lines: Iterable[str]) -> Iterator[str]:
        """Reply to each line that is not blank, until the lines end or one is /quit."""
        for line in lines:
            text = line.strip()
            if text in {"/quit", "/exit"}:
                return
            if text:
                yield self._reply(text)

    def _reply(self, text: str) -> str:
        try:
            return self._command(text) if text.startswith("/") else self._answer(text)
        except VerbatimError as error:
            return make_paragraph(str(error), self._style)

    def _command(self, text: str) -> str:
        name, _, argument = text.partition(" ")
        command = self._commands.get(name.lower())
        if command is None:
            known = ", ".join([*self._commands, "/quit"])
            return make_paragraph(
                f"There is no command {name}. The commands are {known}.", self._style
            )
        return command(argument.strip())

    def _answer(self, question: str) -> str:
        named = self._service.live.corpus.catalogue.named  # the quoted ones may have changed since
        quoted = [one for one in self._quoted if named(one.article.name) == one.article]
        result = self._service.answer(question, quoted)
        if result.answered:
            self._last = result.quotes[0].passage.article
            self._quoted = tuple(quote.passage for quote in result.quotes[: result.shown])
        elif result.asks:  # what is asked next is about nothing that was answered before it
            self._quoted = ()
        self._answer_before = result
        return render_answer(result, self._style, more="/more")

    def _more(self) -> str:
        """Show the other passages of the last answer, if its article is still as it was."""
        last = self._answer_before
        if last is None or last.corpus_version != self._service.live.corpus.version:
            return make_paragraph(NO_MORE, self._style)
        return render_more(last, self._style)

    @property
    def _articles(self) -> Sequence[Article]:
        return self._service.live.corpus.articles

    def _related(self, wanted: str) -> str:
        """List the related stories of one article, or the headlines nearest to a topic."""
        if not wanted:
            return render_related(self._last_articles(), self._style)
        if wanted.isdecimal():
            number = int(wanted) if len(wanted) < 10 else 0
            if not 1 <= number <= len(self._articles):
                return f"There is no article {wanted}; /sources lists them."
            return render_related([self._articles[number - 1]], self._style)
        titled = [one for one in self._articles if wanted.casefold() in one.title.casefold()]
        if titled:
            return render_related(titled, self._style)
        stories = self._service.live.corpus.nearest_stories(wanted, NEAREST_STORIES)
        lines = [render_story(story, self._style) for story in stories]
        return "\n".join(lines) or "No headline is related to that."

    def _last_articles(self) -> Sequence[Article]:
        """Return the article of the last answer, as it is now; without one, all articles."""
        last = [one for one in self._articles if self._last and one.name == self._last.name]
        return last or self._articles
