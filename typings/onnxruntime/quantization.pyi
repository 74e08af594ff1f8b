"""The part of onnxruntime.quantization that the training uses."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

class QuantType(Enum):
    QInt8 = 0

def quantize_dynamic(
    model_input: Path,
    model_output: Path,
    *,
    op_types_to_quantize: Sequence[str],
    per_channel: bool,
    reduce_range: bool,
    weight_type: QuantType,
    nodes_to_exclude: Sequence[str],
) -> None: ...
