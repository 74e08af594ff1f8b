"""Files as they are shipped, with some of their bytes changed: hostile, but no mere noise."""

from hypothesis import strategies as st

from tests.hostile.patterns import PATTERNS, repeated

_HOSTILE = [
    *(pattern.encode() for pattern in PATTERNS),
    *(repeated(pattern, 300).encode() for pattern in PATTERNS),
    *(b"\xff", b"\xed\xa0\x80", b"\0", b"\xef\xbb\xbf", b"\r\n", b"\x1b[2J", b"\xe2\x80\xa8"),
    *(b"---\n", b"title: &a [*a]\n", b"!!python/object/apply:os.system ['true']\n", b"? : ? :\n"),
    *(b"9" * 400, b"0x" + b"f" * 60, b"1e999", b".inf", b"2025-13-45", b"12:30:45", b"\t- a\n"),
]


@st.composite
def mutated(draw: st.DrawFn, files: tuple[bytes, ...]) -> bytes:
    """One of the files, with up to eight changes: pieces left out, doubled or put in."""
    data = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 80)))
        piece = draw(st.sampled_from([*_HOSTILE, data[start:end] * 2, b""]) | st.binary(max_size=6))
        data = data[:start] + piece + data[end:]
    return data
