"""The part of onnx that the training uses (the package's own types are incomplete)."""

from pathlib import Path

from onnx import checker as checker
from onnx import helper as helper
from onnx import numpy_helper as numpy_helper

class NodeProto: ...
class GraphProto: ...
class ValueInfoProto: ...
class OperatorSetIdProto: ...

class TensorProto:
    INT4: int
    INT64: int
    FLOAT: int

class ModelProto:
    ir_version: int
    def SerializeToString(self) -> bytes: ...

def save(proto: ModelProto, f: Path) -> None: ...
