from datetime import date

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.library import Changes, Library, Problem
from bot.articles.model import Article, Passage, RelatedStory
from bot.discord_app import limits
from bot.discord_app.embeds import answer_embed, answer_text
from bot.discord_app.library_embeds import choice_name, related_pages, sources_pages
from bot.discord_app.locales import Languages
from bot.discord_app.seeds.reports import reload_pages
from bot.live import Reload
from bot.retrieval.model import Answer, Attribution, Quote
from tests.discord_app.discord_markdown import displayed

LANGUAGE = Languages.load().default
WORDS = ["word", "*", "_x_", "\n", "\r\n", "> ", "- ", ":a:", "[b](c)", "<@1>", "日本", "خبر", "\\"]
texts = st.builds(
    lambda parts, times: " ".join(parts) * times,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from([1, 2, 700]),
).filter(str.strip)
urls = st.none() | texts.map("https://example.org/".__add__)
stories = st.builds(RelatedStory, texts, st.none() | texts, urls)
articles = st.builds(
    Article,
    name=texts,
    title=texts,
    paragraphs=st.tuples(texts),
    related=st.lists(stories, max_size=4).map(tuple),
    url=urls,
    publisher=st.none() | texts,
    published=st.none() | st.dates(),
)
names = st.lists(texts, max_size=3).map(tuple)
passages = articles.map(lambda one: Passage(one, 1, 1, 0, len(one.paragraphs[0])))
attributions = st.builds(Attribution, names, names, st.booleans(), st.none() | passages)
answers = st.builds(
    Answer,
    question=texts,
    answered=st.booleans(),
    confidence=st.just(0.5),
    quotes=st.lists(
        st.builds(Quote, passages, st.just(1.0), attributions), min_size=1, max_size=10
    ).map(tuple),
    related=st.lists(stories, max_size=10).map(tuple),
    corpus_version=st.just("v"),
)


def assert_within_limits(embed: discord.Embed) -> None:
    assert 0 < len(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert len(embed.title or "") <= 256
    assert len(embed.author.name or "") <= limits.EMBED_AUTHOR
    assert len(embed.footer.text or "") <= limits.EMBED_FOOTER
    assert len(embed) <= limits.MESSAGE_EMBEDS_TOTAL


@given(answers)
def test_any_answer_keeps_the_limits_of_an_embed(answer: Answer) -> None:
    assert_within_limits(answer_embed(answer, LANGUAGE, show_question=True))


@given(answers)
def test_any_answer_keeps_the_limit_of_a_message(answer: Answer) -> None:
    assert 0 < len(answer_text(answer, limits.CONTENT, LANGUAGE)) <= limits.CONTENT


@given(answers)
def test_the_best_sentence_is_always_shown_or_at_least_begun(answer: Answer) -> None:
    if answer.answered:
        quoted = answer_text(answer, limits.CONTENT, LANGUAGE).split("\n— ")[0]
        shown = displayed(quoted).removeprefix("> ").replace("\n> ", "\n")
        sentence = answer.quotes[0].passage.text
        assert shown == sentence or (shown[-1] == "…" and sentence.startswith(shown[:-1]))


@given(st.lists(articles, min_size=1, max_size=12))
def test_any_articles_keep_the_limits_when_listed(loaded: list[Article]) -> None:
    for embed in (*sources_pages(loaded, LANGUAGE), *related_pages(loaded, LANGUAGE)):
        assert_within_limits(embed)


@given(st.lists(articles, max_size=12))
def test_every_article_is_listed_once(loaded: list[Article]) -> None:
    numbers = [
        line.split(".")[0]
        for embed in sources_pages(loaded, LANGUAGE)
        for line in (embed.description or "").split("\n")
        if line.startswith("**")
    ]
    assert numbers == [f"**{number}" for number in range(1, len(loaded) + 1)]


@given(names, st.lists(st.builds(Problem, texts, st.none() | st.integers(1), texts), max_size=20))
def test_any_reload_keeps_the_limits(some: tuple[str, ...], problems: list[Problem]) -> None:
    changes = Changes(added=some, changed=some, removed=some, kept=some)
    library = Library(articles=(), rejected=tuple(problems), warnings=())
    for embed in reload_pages(Reload(changes, library, 1.0), LANGUAGE):
        assert_within_limits(embed)


@given(articles)
def test_any_article_makes_a_choice(article: Article) -> None:
    assert 0 < len(choice_name(article)) <= limits.CHOICE_NAME


def test_a_speaker_named_in_the_sentence_beside_is_marked_as_such() -> None:
    article = Article("a.txt", "Title", ("He said so.",), published=date(2025, 3, 1))
    quote = Quote(Passage(article, 1, 1, 0, 11), 1.0, Attribution(("Kim",), (), inferred=True))
    text = answer_text(Answer("q", True, 1.0, (quote,), (), "v"), 2_000, LANGUAGE)
    assert (
        text == "> He said so.\n— Title · 1 March 2025 · paragraph 1 · said by Kim (named nearby)"
    )


def test_the_sentence_that_the_speaker_is_left_to_is_in_small_print() -> None:
    article = Article("a.txt", "Title", ("Roe met *Hale*.", "He said so."))
    left = Attribution(neighbour=Passage(article, 1, 1, 0, 15))
    quote = Quote(Passage(article, 2, 1, 0, 11), 1.0, left)
    text = answer_text(Answer("q", True, 1.0, (quote,), (), "v"), 2_000, LANGUAGE)
    assert text.split("\n")[2] == "-# The sentence before: “Roe met \\*Hale\\*.”"


def test_sentences_for_which_there_is_no_room_are_mentioned() -> None:
    article = Article("a.txt", "Title", ("word " * 400,))
    quote = Quote(Passage(article, 1, 1, 0, 1_999), 1.0, Attribution())
    text = answer_text(Answer("q", True, 1.0, (quote,) * 5, (), "v"), 4_096, LANGUAGE)
    assert text.count("\n— Title") == 3
    assert text.endswith("\n\nMore sentences answer it than there is room for.")
