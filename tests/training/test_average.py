import pytest

torch = pytest.importorskip("torch")

from training.average import average  # noqa: E402


def test_the_other_weights_count_as_much_as_is_said() -> None:
    mean = average({"a": torch.tensor([0.0, 4.0])}, {"a": torch.tensor([10.0, 4.0])}, 0.25)
    assert torch.equal(mean["a"], torch.tensor([2.5, 4.0]))
