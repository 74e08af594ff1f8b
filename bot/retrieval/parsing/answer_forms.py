"""Patterns of questions for numbers and dates in languages other than English, and of answers.

They match in any case. Ukrainian and Russian share theirs, since a short question may be in either.
"""

from collections.abc import Mapping

JOINED: Mapping[str, str] = {"ru": "uk", "bg": "uk"}
"""Languages that share the patterns of another."""

UNSPACED = frozenset(("th", "zh"))
"""Languages that are written without spaces between words."""

ASKING: Mapping[str, Mapping[str, str]] = {
    "ar": {"number": r"ب?كم", "date": r"متى|أي (?:عام|سنة|تاريخ)"},
    "de": {
        "number": r"wie ?viele?[nr]?|wie (?:lang|hoch|groß|alt|weit|schnell|schwer|tief|oft)\p{L}*"
        r"|welche[rn]? (?:anteil|zahl|anzahl|prozentsatz)",
        "date": r"wann|welche[mrsn]? (?:jahr\p{L}*|tag|datum|monat|jahrhundert)",
    },
    "el": {"number": r"πόσ\p{L}+", "date": r"πότε|ποι[αο] (?:χρονιά|ημερομηνία|έτος)"},
    "es": {
        "number": r"cuánt[oa]s?|qué (?:porcentaje|cantidad|edad|número)",
        "date": r"cuándo|qué (?:año|fecha|mes|siglo)",
    },
    "hi": {"number": r"कितन\p{M}+|कितनों", "date": r"कब|किस (?:वर्ष|साल|तारीख)"},
    "ro": {"number": r"câ(?:t|tă|ți|te)", "date": r"când|ce (?:an|dată|lună|secol)"},
    "th": {
        "number": r"กี่|เท่าไร|เท่าไหร่|เท่าใด",
        "date": r"เมื่อไร|เมื่อไหร่|เมื่อใด|ปีใด|ปีไหน|ปีอะไร",
    },
    "tr": {
        "number": r"kaç\p{L}*|ne kadar\p{L}*",
        "date": r"ne zaman\p{L}*|hangi (?:yıl|tarih|ay)\p{L}*",
    },
    "uk": {
        "number": r"скільк\p{L}+|сколь?к\p{L}+",
        "date": r"коли|когда"
        r"|(?:яко|как(?:о|и))(?:му|го|м) (?:ро[кц]|год|столітт|век|м[іе]сяц)\p{L}*",
        "name": r"де|куди|звідки|где|куда|откуда",
    },
    "zh": {
        "number": r"多少|[几幾](?![乎年月])|多(?:大|高|长|長|远|遠|久|深|重|快)",
        "date": r"什么时候|什麼時候|何时|何時|哪一?[年天]|[几幾][年月]",
    },
}

NUMBERS: Mapping[str, str] = {
    "ar": r"\p{L}{0,2}(?:اثن\p{L}+|ثلاث\p{L}*|أربع\p{L}*|خمس\p{L}*|ست(?:ة|ون|ين)?"
    r"|سبع\p{L}*|ثمان\p{L}*"
    r"|تسع\p{L}*|عشر\p{L}*|مئ\p{L}+|مائ\p{L}+|[أآ]لف\p{L}*|آلاف|مليون\p{L}*|ملايين|مليار\p{L}*"
    r"|نصف|مرتين)",
    "de": r"zwei\p{L}*|drei\p{L}*|vier\p{L}*|fünf\p{L}*|sechs\p{L}*|sieben\p{L}*|acht|neun\p{L}*"
    r"|zehn\p{L}*"
    r"|elf|zwölf|\p{L}*(?:zehn|zig|hundert|tausend)|million\p{L}*|milliard\p{L}*|dutzend|hälfte"
    r"|drittel",
    "el": r"δύο|δυο|τρεις|τρία|τριών|τέσσερ\p{L}+|πέντε|έξι|ε[πφ]τά|ο[κχ]τώ|εννέα|δέκα|δώδεκα"
    r"|είκοσι"
    r"|τριάντα|σαράντα|πενήντα|εξήντα|εκατό\p{L}*|χίλι\p{L}+|χιλιάδες|εκατομμύρι\p{L}+|μισ\p{L}+",
    "es": r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    r"|dieci\p{L}+"
    r"|veint\p{L}+|\p{L}+enta|cien\p{L}*|\p{L}*cient[oa]s|mil|miles|mill[oó]n\p{L}*|mitad|docenas?",
    "hi": r"दो|तीन|चार|पाँच|पांच|छह|छः|सात|आठ|नौ|दस|ग्यारह|बारह|पंद्रह|बीस|तीस|चालीस|पचास|साठ"
    r"|सत्तर|अस्सी"
    r"|नब्बे|सौ|हज़ार|हजार|लाख|करोड़|आध[ाेी]|दोनों",
    "ro": r"doi|două|trei|patru|cinci|șase|șapte|opt|nouă|zece|\p{L}*sprezece|\p{L}*zeci|sut[ăe]"
    r"|mi[ie]"
    r"|milio\p{L}+|miliard\p{L}*|jumătate",
    "th": r"สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน(?!ธ)|หมื่น|แสน|ล้าน|ครึ่ง",
    "tr": r"iki\p{L}*|üç\p{L}*|dört\p{L}*|beş\p{L}*|altı\p{L}*|yedi\p{L}*|sekiz\p{L}*|dokuz\p{L}*"
    r"|on|yirmi"
    r"|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin|milyon\p{L}*|milyar\p{L}*|yarı\p{L}*",
    "uk": r"дв(?:[аіеоу]|ох|ома|адцят\p{L}+|анадцят\p{L}+|ести|істі)"
    r"|тр(?:и|ьох|[ёе]х|идцят\p{L}+|инадцят\p{L}+)"
    r"|чотир\p{L}+|четыр\p{L}+|п[’'ʼ]?[яі]т(?:ь|и|еро|десят|сот|надцят\p{L}+)"
    r"|ш[іе]ст(?:ь|и|еро|десят|сот|надцят\p{L}+)"
    r"|с[іе]м(?:ь|и|еро|десят|сот|надцят\p{L}+)?|в[іо]с[іе]м\p{L}*|восьм\p{L}+|дев[’'ʼ]?ят\p{L}+"
    r"|десят(?:ь|и|еро|к\p{L}+)"
    r"|од\p{L}+надцят\p{L}+|сорок\p{L}*|сто|сот(?:ня|ні|ен|ни)|тисяч\p{L}*|тысяч\p{L}*"
    r"|м[іи]л[ьл][йи]?он\p{L}*"
    r"|м[іи]ль?[йи]?ярд\p{L}*|миллиард\p{L}*|половин\p{L}+",
    "zh": r"[二三四五六七八九十百千万萬亿億两兩半]+",
}
"""Numbers in words, from two on."""

DATE = r"(?<!\p{N})\p{N}{4}(?!\p{N})|[一二三四五六七八九〇零]{4}年|\p{N}+月"
"""A year; in Chinese a month, too."""

BEFORE_PLACE = "у|в|на|біля|під|над|поблизу"
"""The Ukrainian words right before the name of a place."""

ANSWERING: Mapping[tuple[str, str], str] = {
    ("uk", "date"): (
        r"\b(?:\d{1,2} )?(?:січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)"
        r"|(?:квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|ня|ні)|листопад(?:а|і)?)\b"
        r"(?: \d{4}(?: року)?)?|\b\d{4}(?: ро(?:ку|ці))?\b|\b(?:(?:понеділ|вівтор)(?:ок|ка)"
        r"|серед[уи]|четвер(?:га)?|п[’'ʼ]ятниц[юі]|субот[уи]|неділ[юі]|у?вчора|сьогодні|завтра)\b"
    ),
    ("uk", "name"): rf"\b(?<=(?:{BEFORE_PLACE}) )\p{{Lu}}[\p{{L}}’'-]+",
}
"""Patterns of answers that only one language has: in Ukrainian, months and places."""
