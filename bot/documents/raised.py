"""Raised and lowered figures, as in 10⁶ and H₂O, as the characters that look like them."""

_SCRIPTS = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def scripted(text: str, element: str) -> str:
    """A text as it looks in `sup` or `sub`; as it is elsewhere, or if it is not made of figures."""
    table = _SCRIPTS.get(element, {})
    return text.translate(table) if all(ord(character) in table for character in text) else text
