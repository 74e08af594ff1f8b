"""What every front end's questions go through."""

from bot.articles.model import Article
from bot.querylog.model import Place
from bot.retrieval.retriever import CorpusRetriever
from bot.service.answerer import Answerer, Request

WIRE = "The old mill burned down on Friday."


def test_a_sentence_that_several_articles_have_is_quoted_once_and_others_take_its_place() -> None:
    copies = [Article(f"{number}.txt", "Wire", (WIRE,)) for number in range(3)]
    own = Article("own.txt", "Own", ("Nobody was hurt when the mill burned.",))
    corpus = CorpusRetriever.build([*copies, own])
    asked = Answerer(0).answer(
        corpus, Request("When did the old mill burn down?", 2, Place("terminal"))
    )
    shown = [quote.passage.text for quote in asked.answer.quotes]
    assert shown == [WIRE, "Nobody was hurt when the mill burned."]
    assert [one.text for one in asked.entry.shown] == shown
