import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.urls import flaw_of_url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://президент.рф/новини",
        "https://новини.example.org/a",
        "https://例え.jp/",
        "https://bücher.example/",
        "https://xn--bcher-kva.example/",
        "https://xn--.example/",
        "https://a_b.example-c.org/",
        "https://[2001:db8::1]/",
        "https://192.0.2.1/",
        "https://example.org/a(b)",
    ],
)
def test_an_address_may_be_in_any_one_alphabet(url: str) -> None:
    assert flaw_of_url(url) is None


@pytest.mark.parametrize(
    ("url", "flaw"),
    [
        pytest.param("https://аpple.com/", "mixes alphabets", id="one Cyrillic letter"),
        pytest.param("https://goοgle.com/", "mixes alphabets", id="one Greek letter"),
        pytest.param("https://xn--pple-43d.com/", "mixes alphabets", id="the same in Punycode"),
        pytest.param("https://bank.example∕path.evil.org/", "no host's name", id="division slash"),
        pytest.param("https://bank.example⁄.evil.org/", "no host's name", id="fraction slash"),
        pytest.param("https://bank.example／.evil.org/", "not a valid", id="full-width slash"),
        pytest.param("https://bank.example@evil.org/", "user name", id="user name"),
        pytest.param("https://bank.example\\@evil.org/", "not allowed", id="backslash"),
        pytest.param("https://bank.example\u202egro.live/", "not allowed", id="reordered"),
        pytest.param("https://bank\u200b.example/", "not allowed", id="zero width"),
        pytest.param("https://ban\u00adk.example/", "no host's name", id="soft hyphen"),
        pytest.param("javascript:alert(1)//https://a.b", "does not begin", id="javascript"),
        pytest.param("JaVaScRiPt:alert(1)", "does not begin", id="javascript in any case"),
        pytest.param("data:text/html,x", "does not begin", id="data"),
        pytest.param("//evil.org", "does not begin", id="no scheme"),
        pytest.param("https:evil.org", "names no host", id="no slashes"),
        pytest.param("https://", "names no host", id="no host"),
        pytest.param("https://[::1", "not a valid", id="half an address"),
    ],
)
def test_an_address_that_passes_for_another_is_refused(url: str, flaw: str) -> None:
    found = flaw_of_url(url)
    assert found is not None
    assert flaw in found


@given(st.text() | st.text().map("https://{}".format))
def test_any_text_is_an_address_or_has_a_flaw(url: str) -> None:
    assert flaw_of_url(url) != ""
