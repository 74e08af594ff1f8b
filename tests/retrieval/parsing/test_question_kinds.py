"""The kind of question that a clause asks."""

import pytest

from bot.retrieval.parsing.question_kinds import Asked, QuestionKind, kind_of


@pytest.mark.parametrize(
    ("clause", "kind", "about"),
    [
        ("What is this article about?", QuestionKind.OVERVIEW, ""),
        ("summarise", QuestionKind.OVERVIEW, ""),
        ("tl;dr", QuestionKind.OVERVIEW, ""),
        ("give me a short summary of it", QuestionKind.OVERVIEW, ""),
        ("what happened?", QuestionKind.OVERVIEW, ""),
        ("про що ця стаття?", QuestionKind.OVERVIEW, ""),
        ("summarise the harbour repairs", QuestionKind.OVERVIEW, "harbour repairs"),
        ("summarise the ferry article", QuestionKind.OVERVIEW, "ferry"),
        ("give me a summary of the page about the ferry", QuestionKind.OVERVIEW, "the ferry"),
        ("What's new in version 3.0?", QuestionKind.OVERVIEW, "3.0"),
        ("whats the ferry article about", QuestionKind.OVERVIEW, "ferry"),
        ("what's new?", QuestionKind.NEWS, ""),
        ("що нового", QuestionKind.NEWS, ""),
        ("who is Maren Holt?", QuestionKind.DEFINITION, "Maren Holt"),
        ("whos duncan aske", QuestionKind.DEFINITION, "duncan aske"),
        ("what is homeopathy", QuestionKind.DEFINITION, "homeopathy"),
        ("хто такий Тарас Гнатюк?", QuestionKind.DEFINITION, "Тарас Гнатюк"),
        ("What did the mayor say about the bridge?", QuestionKind.SPEECH, "the mayor"),
        ("how did Aske react?", QuestionKind.SPEECH, "Aske"),
        ("що сказала Ольга про міст?", QuestionKind.SPEECH, "Ольга"),
        ("who is responsible for the ferry?", QuestionKind.WHO, ""),
        ("What is the treaty about trade called?", QuestionKind.WHAT, ""),
        ("When did it sail?", QuestionKind.WHEN, ""),
        ("In 1520, what did he publish?", QuestionKind.WHAT, ""),
        ("how many boats sank", QuestionKind.HOW_MANY, ""),
        ("how long is the closure", QuestionKind.HOW_LONG, ""),
        ("Why was it closed?", QuestionKind.WHY, ""),
        ("what caused the collapse", QuestionKind.WHY, ""),
        ("did anybody die", QuestionKind.YES_NO, ""),
        ("скільки коштував міст?", QuestionKind.HOW_MANY, ""),
        ("ceasefire", QuestionKind.KEYWORDS, ""),
        ("ferry price", QuestionKind.KEYWORDS, ""),
    ],
)
def test_a_clause_is_of_a_kind_by_its_words(clause: str, kind: QuestionKind, about: str) -> None:
    assert kind_of(clause) == Asked(kind, about)
