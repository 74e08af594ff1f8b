import pytest

from training.settings import Budget, Settings


def test_the_nearer_of_two_limits_counts() -> None:
    budget = Budget(windows=1_000, minutes=10)
    assert budget.progress(500, 60) == 0.5
    assert budget.progress(100, 540) == 0.9


def test_a_budget_is_used_up_at_most_once() -> None:
    assert Budget(windows=10).progress(50, 0) == 1


def test_the_rate_rises_and_then_falls_to_zero() -> None:
    settings = Settings(Budget(windows=1))
    rates = [settings.rate_at(step / 100) for step in range(101)]
    top = rates.index(max(rates))
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert max(rates) == pytest.approx(1, abs=0.02)
    assert rates[-1] == 0


def test_the_lower_layers_join_late_and_gently() -> None:
    settings = Settings(Budget(windows=1), lower_from=0.4)
    assert settings.lower_rate_at(0.39) == 0
    assert 0 < settings.lower_rate_at(0.41) < settings.rate_at(0.41)
    assert settings.lower_rate_at(0.6) == settings.rate_at(0.6)
