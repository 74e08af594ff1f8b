"""What people would write to make a program slow: short texts, to be repeated without end."""

_CHARACTERS = (
    *"()[]{}\"'“”‘’«»„`.,;:!?…-—_*#<>|\\/@&%$0aAéÉ \t\n\r",
    # combining, zero-width, reordering, joining, invisible
    *("\u0301", "\u200b", "\u200d", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2028"),
    # scripts without spaces, right-to-left ones, vowels that are marks, letters that unfold
    *(
        "ก",
        "中",
        "あ",
        "अ",
        "\u093f",
        "א",
        "ا",
        "я",
        "한",
        "ー",
        "。",
        "ｆ",
        "½",
        "İ",
        "ß",
        "ﷺ",
        "🙂",
    ),
)
_MARKS = (
    *("\u0301\u0323", "\u0301\u200b\u0323\u200b", "e\u0301 ", "a\u200b", "שָ", "اَ", "я́"),
    *('"a" ', "'a' ", "“a” ", "(a) ", "«a", "“A ", '"A ', "‘a", " “", "” ", '." ', "''", "``"),
    *(
        "[a](b) ",
        "](",
        "[1]",
        ".[1] ",
        "?” ",
        "a?” A ",
        ".” A",
        "... ",
        "! ? ",
        "a!",
        "中。",
        "「中。」",
    ),
    *(
        "- a\n",
        "a\n",
        "A\n",
        "a\n\n",
        "# a\n",
        "\n> ",
        "\n \n",
        "---\n",
        "Related:\n",
        "Related:\n- a\n",
    ),
    *(
        "http://",
        "http://a ",
        "<@1> ",
        "@everyone ",
        "||",
        "```",
        "a:b ",
        "- - ",
        "{a: ",
        "[a, ",
        "&a ",
    ),
)
_WORDS = (
    *("A B ", "A-", "A.B ", "A.", "a, ", "l'", "A’s ", "aA", "กก ", "中国 ", "한국 ", "ا "),
    *(
        "1,",
        "1.",
        "1,000 ",
        "1990 ",
        "1 million ",
        "$1 ",
        "1st ",
        "May 1 ",
        "two million ",
        "teenth ",
    ),
    *(
        "Mr. ",
        "U.S. ",
        "p.m. ",
        "I. ",
        "A. ",
        "of the ",
        "A of the ",
        "A and B ",
        "A, B, and C ",
        "A — ",
    ),
    *(
        "said ",
        "A said ",
        "said B ",
        "said the B ",
        "he said ",
        "He added ",
        "told B that ",
        "A, who ",
    ),
    *(
        "according to ",
        "according to A ",
        "by A ",
        "via AP ",
        "(AP) ",
        "AP: ",
        "The Times ",
        "Reuters ",
    ),
    *("“A,” B said. ", "B said “A.” ", '"a," he said. ', "as B said ", "was told ", "President A "),
)
PATTERNS = (*_CHARACTERS, *_MARKS, *_WORDS)

WORST = (
    *("(", '"', "“", ".", " ", "\n", "\u0301", "\u0301\u0323", "\u200b", "\u202e", "א", "0", "A"),
    *("-", ",", '"a" ', "A. ", "ก", "中", "中。", "said B ", "я"),
)
"""Of those, the ones that are tried by the megabyte."""


def repeated(pattern: str, length: int) -> str:
    """Repeat a pattern to a text of exactly that many characters."""
    return (pattern * (length // len(pattern) + 1))[:length]
