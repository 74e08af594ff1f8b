"""Any articles, stories and answers, long ones and ones full of Markdown among them."""

from hypothesis import strategies as st

from bot.articles.model import Article, Passage, RelatedStory
from bot.retrieval.model import Answer, Attribution, Outcome, Quote

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
    outcome=st.sampled_from(Outcome),
    confidence=st.just(0.5),
    quotes=st.lists(
        st.builds(
            Quote,
            passages,
            st.just(1.0),
            attributions,
            st.just((0, 5)),
            before=st.lists(passages, max_size=2).map(tuple),
        ),
        min_size=1,
        max_size=10,
    ).map(tuple),
    related=st.lists(stories, max_size=10).map(tuple),
    corpus_version=st.just("v"),
    shown=st.integers(1, 10),
    at_once=st.integers(1, 5),
    corrected=names,
    left_open=names,
)
