import pytest

from tests.loopback.conformance import Conformance

MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture(scope="module")
def conformance() -> Conformance:
    """What Discord's own description allows."""
    found = Conformance.find()
    if found is None:
        pytest.skip("Discord's openapi.json is not at hand")
    return found


def test_what_discord_takes_is_no_fault(conformance: Conformance) -> None:
    body = {"content": "Hello", "message_reference": {"message_id": 1}, "flags": 32768}
    assert list(conformance.faults_in("POST", MESSAGES, body)) == []


def test_what_discord_refuses_is_told_with_its_place(conformance: Conformance) -> None:
    (fault,) = conformance.faults_in("POST", MESSAGES, {"content": "x" * 4_001})
    assert "$.content" in fault


def test_a_request_that_discord_does_not_know_is_a_fault(conformance: Conformance) -> None:
    assert list(conformance.faults_in("POST", "/dance", None)) == ["Discord has no POST /dance"]
