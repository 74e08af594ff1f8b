"""Full stops that end no sentence, by language: what sentencex does not know of them."""

import regex

_ORDINAL = regex.compile(r"(?<![\w.,:])(?:\d{1,2}|[IVX]{1,5})\.\Z")
_ORDINAL_LANGUAGES = frozenset(
    ("cs", "da", "de", "et", "fi", "hr", "hu", "lv", "no", "pl", "sk", "sl", "tr")
)
_ABBREVIATIONS = {
    "en": regex.compile(
        r"(?<!\w)(?:Ms|Messrs|Mmes|Gens|Govs|Lts|Cols|Sgts|Spc|Amb|Atty|Cdr|Flt|Ft|Vols?|Rtes?|Hwy|Bldg|Figs?|Eqs?|[Aa]pprox)\.\Z"
    ),
    "ar": regex.compile(r"(?<!\w)(?:\p{L}|أ\.د|ق\.م)\.\Z"),
    "fr": regex.compile(r"(?<!\w)(?:MM?|St)\.\Z"),
    "hi": regex.compile(r"(?<![\p{L}\p{M}])(?:डॉ|डा|प्रो|पं|श्री|मो|सं|ई|पू|कि|मी|रु|नं)\.\Z"),
    "ro": regex.compile(r"(?<!\w)(?:[Dd]l|[Dd]na|[Ss]tr|[Nn]r|[Ss]f|[Ss]ec|[Cc]ca)\.\Z"),
    "tr": regex.compile(r"(?<!\w)(?:M\.[ÖS]|Hz|St|Av|bkz)\.\Z"),
    "vi": regex.compile(r"(?<!\w)(?:TP|Tp|TX|TS|ThS|PGS|GS|BS|KS|Q|P|St|Dr|Mr|Mrs)\.\Z"),
}
_HOUR = regex.compile(r"(?<!\w)[ap]\.m\.\Z")
_DAY_OR_ZONE = regex.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
    r"|(?:[AEHPMC][DS]?|GM|BS|CE|CES|EES)T|UTC|(?:Eastern|Central|Mountain|Pacific) [Tt]ime)\b"
)
_LOOK_BACK = 12  # characters, longer than any of them


def is_abbreviation(paragraph: str, stop: int, language: str) -> bool:
    """Whether the full stop before `stop` ends an abbreviation or an ordinal in `language`."""
    before = paragraph[max(0, stop - _LOOK_BACK) : stop]
    if language in _ORDINAL_LANGUAGES and _ORDINAL.search(before):
        return True
    if _HOUR.search(before) and _DAY_OR_ZONE.match(paragraph, stop):
        return True  # 'at 7:30 a.m. Monday'
    pattern = _ABBREVIATIONS.get(language)
    return pattern is not None and pattern.search(before) is not None
