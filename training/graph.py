"""The reader's weights → an ONNX graph of standard operators, made node by node."""

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.graph_names import INPUTS, OUTPUT
from training.shape import EPSILON, HEADS, LAYERS, SCALE, SCORES, WIDTH

HEAD = "head"
"""The name of the product that gives the scores."""
_OPSET, _IR_VERSION = 20, 9
_NEVER = -1e4

State = Mapping[str, NDArray[np.float32]]


class Graph:
    """Nodes and constants as they are added; every method gives the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: NDArray[np.generic]) -> str:
        """Add values."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def integers(self, *values: int) -> str:
        """Add a list of integers."""
        return self.constant(np.asarray(values, dtype=np.int64))

    def index(self, value: int) -> str:
        """Add one integer."""
        return self.constant(np.asarray(value, dtype=np.int64))

    def number(self, value: float) -> str:
        """Add one float."""
        return self.constant(np.asarray([value], dtype=np.float32))

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: object) -> str:
        """Add a node."""
        result = name or f"{operator}_{len(self.nodes)}"
        node = helper.make_node(operator, list(inputs), [result], name=result, **attributes)
        self.nodes.append(node)
        return result

    def linear(self, values: str, state: State, name: str, called: str = "") -> str:
        """Add a product with weights, and their bias."""
        weights = self.constant(state[f"{name}.weight"].T)
        product = self.add("MatMul", values, weights, name=called)
        return self.add("Add", product, self.constant(state[f"{name}.bias"]))

    def normalised(self, values: str, state: State, name: str) -> str:
        """Bring values to the same mean and spread."""
        scale = self.constant(state[f"{name}.weight"])
        shift = self.constant(state[f"{name}.bias"])
        return self.add("LayerNormalization", values, scale, shift, axis=-1, epsilon=EPSILON)


def model_of(state: State) -> onnx.ModelProto:
    """The whole reader: three inputs [B, T] of int64, one output [B, T, 5] of float32."""
    graph = Graph()
    bias = _attention_bias(graph)
    values = _embedded(graph, state)
    for number in range(LAYERS):
        values = _layer(graph, state, f"layers.{number}", values, bias)
    scores = graph.linear(values, state, "scores", HEAD)
    graph.add("Identity", scores, name=OUTPUT)
    shape = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(one, TensorProto.INT64, shape) for one in INPUTS]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [*shape, SCORES])
    whole = helper.make_graph(graph.nodes, "reader", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(whole, opset_imports=opsets, producer_name="verbatim-bot")
    model.ir_version = _IR_VERSION
    onnx.checker.check_model(model)
    return model


def _attention_bias(graph: Graph) -> str:
    """0 at what is read and a large negative number at what fills up: [B, 1, 1, T]."""
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", graph.number(1.0), mask)
    bias = graph.add("Mul", absent, graph.number(_NEVER))
    return graph.add("Unsqueeze", bias, graph.integers(1, 2))


def _embedded(graph: Graph, state: State) -> str:
    words = graph.add("Gather", graph.constant(state["words.weight"]), "input_ids")
    types = graph.add("Gather", graph.constant(state["types.weight"]), "token_type_ids")
    length = graph.add("Shape", "input_ids", start=1, end=2)
    zero = graph.integers(0)
    places = graph.add("Slice", graph.constant(state["places.weight"]), zero, length, zero)
    values = graph.add("Add", graph.add("Add", words, places), types)
    return graph.normalised(values, state, "norm")


def _layer(graph: Graph, state: State, name: str, values: str, bias: str) -> str:
    mixed = _attention(graph, state, f"{name}.attention", values, bias)
    attended = graph.linear(mixed, state, f"{name}.attended")
    values = graph.normalised(graph.add("Add", values, attended), state, f"{name}.attended_norm")
    inner = graph.add("Gelu", graph.linear(values, state, f"{name}.inner"))
    outer = graph.linear(inner, state, f"{name}.outer")
    return graph.normalised(graph.add("Add", values, outer), state, f"{name}.outer_norm")


def _attention(graph: Graph, state: State, name: str, values: str, bias: str) -> str:
    """Query, key and value by one product, scaled in the query's weights."""
    weights, shifts = state[f"{name}.weight"].copy(), state[f"{name}.bias"].copy()
    weights[:WIDTH] *= SCALE
    shifts[:WIDTH] *= SCALE
    product = graph.add("MatMul", values, graph.constant(weights.T))
    all_three = graph.add("Add", product, graph.constant(shifts))
    split = graph.integers(0, 0, 3, HEADS, WIDTH // HEADS)
    parts = graph.add("Reshape", all_three, split)
    query, key, value = (
        graph.add("Transpose", graph.add("Gather", parts, index, axis=2), perm=order)
        for index, order in (
            (graph.index(0), (0, 2, 1, 3)),
            (graph.index(1), (0, 2, 3, 1)),
            (graph.index(2), (0, 2, 1, 3)),
        )
    )
    looked = graph.add("Add", graph.add("MatMul", query, key), bias)
    mixed = graph.add("MatMul", graph.add("Softmax", looked, axis=-1), value)
    joined = graph.add("Transpose", mixed, perm=(0, 2, 1, 3))
    return graph.add("Reshape", joined, graph.integers(0, 0, WIDTH))
