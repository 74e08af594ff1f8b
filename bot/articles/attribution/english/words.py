"""The closed classes of English words, and the classes that a word's form suggests.

A class is one character, so that classes compare quickly and read in place. Whatever is not
listed here is a noun, an adjective or a name, which the noun phrases take alike.
"""

from typing import Final

NOUN: Final = "w"
NUMBER: Final = "#"
DETERMINER: Final = "d"
PRONOUN: Final = "p"
OBJECT: Final = "o"
PREPOSITION: Final = "P"
CONJUNCTION: Final = "c"
BREAK: Final = "b"
SUBORDINATOR: Final = "s"
RELATIVE: Final = "r"
AUXILIARY: Final = "a"
BE: Final = "B"
NEGATION: Final = "n"
ADVERB: Final = "v"
TIME: Final = "t"
VERB: Final = "V"
PAST: Final = "E"
GERUND: Final = "G"
POSSESSIVE: Final = "'"
COMMA: Final = ","
END: Final = "."
COLON: Final = ":"
DASH: Final = "-"
OPEN: Final = "("
CLOSE: Final = ")"
QUOTE: Final = "q"
UNQUOTE: Final = "Q"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, as a set."""
    return frozenset(words.split())


_CLOSED: Final = {
    DETERMINER: """a an the this these those his her its their our my your some any many several
        few most all both each every another no half various numerous such certain other""",
    PRONOUN: """he she they it we i you someone somebody everyone everybody anyone nobody no-one
        nothing everything something none there one others""",
    OBJECT: """him them me us himself herself itself themselves ourselves myself yourself""",
    PREPOSITION: """of for at in from with to on by near about against among around between
        during into like over under within without toward towards across amid amidst despite upon
        outside inside through throughout behind beyond above below along alongside via per
        regarding concerning""",
    CONJUNCTION: "and or &",
    BREAK: "but yet so nor plus",
    SUBORDINATOR: """that when while because although though if whether where as since until
        unless before after once whereas than how why what till except whatever whenever wherever
        even-though lest""",
    RELATIVE: "who which whom whose",
    AUXILIARY: """have has had do does did will would can could may might must shall should ca wo
        cannot 'd 'll 've ’d ’ll ’ve""",
    BE: "is are was were be been being am 're 'm ’re ’m isn't aren't wasn't weren't",
    NEGATION: "not n't n’t never",
    ADVERB: """also later earlier then now still already again soon ever just even too instead
        meanwhile however moreover therefore nonetheless nevertheless further furthermore thus
        often sometimes always ago perhaps maybe rather quite very almost once here
        so-called apparently thereby hence indeed afterward afterwards elsewhere anyway abroad
        together away back only initially out up down off well yes yeah yep ok okay oh hey hi wow
        please""",
    TIME: """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
        tonight mon. tues. wed. thurs. fri. sat. sun.""",
    VERB: """went took fell rose gave got came saw met held won lost kept left began grew ran sent
        spent brought bought caught taught fought shot sat stood became knew heard drew drove flew
        chose broke spoke sold paid threw wore hung dealt struck swept swore led made built did
        remains seems includes becomes goes takes makes gives gets comes keeps knows wants gets
        brings allows requires remain seem become hopes hope depends continues appears
        happens exists involves owns sits stands lies ends faces tries serves refuses sank hit
        cut put set says say said told tell tells wrote thinks think thought believes believe
        argues argue insists insist denies deny contends contend alleges allege acknowledges
        acknowledge predicts predict suggests suggest indicates indicate expects expect adds
        confirms asserts felt spoke spake swore foresaw warns
        let lets""",
    PAST: "found shown written known seen sent taken given drawn born hurt read run asked pressed",
    GERUND: """speaking citing quoting testifying referring appearing addressing responding
        saying""",
}

_NOT_PAST: Final = word_set(
    """need indeed speed seed hundred red fed bed shed breed creed greed feed weed deed bleed
    steed sacred naked wicked united media-led proceed exceed succeed embed ted fred reed
    alfred ahmed mohammed muhammed hamed sped biped wed led med ed swed"""
)
_NOT_ADVERB: Final = word_set(
    """family early daily weekly monthly yearly quarterly elderly supply reply rally bully
    monopoly assembly ally italy july likely friendly deadly costly only fly holy ugly
    belly jelly anomaly homily lily folly hourly scholarly orderly lovely lonely lively
    comply apply rely unlikely butterfly doily tally sally molly kelly emily billy willy
    wally beverly kimberly reilly"""
)
_NOT_GERUND: Final = word_set(
    """king ring spring string wing thing something nothing anything everything beijing morning
    evening meeting building hearing briefing filing ruling rating offering housing
    banking accounting engineering manufacturing marketing advertising holding sterling
    wyoming boeing being during shooting bombing wedding ceiling finding warning spring
    sibling darling duckling feeling drawing boxing racing trading planning polling
    broadcasting listing writing reading acting incoming outgoing leading standing ranking
    sitting governing ruling visiting presiding managing founding investing publishing
    lending mining shipping posting"""
)
_CLITICS: Final = {"'s": POSSESSIVE, "’s": POSSESSIVE, "'": POSSESSIVE, "’": POSSESSIVE}
_MARKS: Final = {
    ",": COMMA,
    ".": END,
    "!": END,
    "?": END,
    "…": END,
    "...": END,
    ";": COLON,
    ":": COLON,
    "-": DASH,
    "–": DASH,
    "—": DASH,
    "(": OPEN,
    "[": OPEN,
    ")": CLOSE,
    "]": CLOSE,
    "“": QUOTE,
    "„": QUOTE,
    "«": QUOTE,
    "‘": QUOTE,
    "``": QUOTE,
    "”": UNQUOTE,
    "»": UNQUOTE,
    "''": UNQUOTE,
    "$": NUMBER,
    "€": NUMBER,
    "£": NUMBER,
    "%": NUMBER,
}


def _listed() -> dict[str, str]:
    classes = {word: kind for kind, words in _CLOSED.items() for word in words.split()}
    return classes | _CLITICS | _MARKS


CLASSES: Final = _listed()
"""Lower-cased word or mark → its class, for those that are listed."""

ABBREVIATIONS: Final = word_set(
    """mr mrs ms dr prof rev fr sr jr st gen lt col sgt maj capt cmdr adm brig cpl pvt gov sen
    rep reps sens hon pres supt det insp amb atty dist inc corp co ltd llc plc bros no vs
    etc dept univ assn jan feb mar apr aug sept oct nov dec calif fla mass mich minn pa
    tex va wash wis ariz ala ark colo conn ga ill ind kan ky la md miss mo mont neb nev
    okla ore tenn vt"""
)


def class_of(lower: str, *, is_capitalised: bool) -> str:
    """Return the class of a word that is in no list, from its form."""
    if lower[0].isdigit():
        return NUMBER
    size = len(lower)
    if is_capitalised or size < 4 or "-" in lower:
        return NOUN
    if lower.endswith("ed") and lower not in _NOT_PAST:
        return PAST
    if lower.endswith("ly") and lower not in _NOT_ADVERB:
        return ADVERB
    if lower.endswith("ing") and lower not in _NOT_GERUND and size > 4:
        return GERUND
    if lower.endswith(("n't", "n’t")):
        return AUXILIARY
    return NOUN
