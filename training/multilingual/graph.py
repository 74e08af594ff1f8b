"""The weights of multilingual-E5-small → an ONNX graph, from numbers of pieces to vectors.

All matrices stay in blocks of 4 bits, exactly as the package has them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from training.graph import Graph
from training.multilingual.package import BLOCK, Blocks, Floats, Package

WIDTH, HEADS, LAYERS, INNER, PLACES = 384, 12, 12, 1536, 256
INPUT, OUTPUT = "input_ids", "vectors"
_EPSILON = 1e-12
_SCALE = (WIDTH // HEADS) ** -0.5
_ON_BYTES = 4  # the products are made on integers of 8 bits
_OPSET, _IR_VERSION = 21, 10
_CONTRIBUTED = "com.microsoft"


class _Encoder(Graph):
    """A graph with the layers of an encoder."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package

    def words(self, kept: Blocks) -> str:
        """The embeddings of the pieces that come in."""
        packed = _packed(kept.integers)
        shape = len(packed), WIDTH
        words = helper.make_tensor("words", TensorProto.INT4, shape, packed.tobytes(), raw=True)
        self.constants.append(words)
        found = self.add(
            "GatherBlockQuantized",
            *("words", INPUT, self.constant(kept.scales)),
            domain=_CONTRIBUTED,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        return self.add("Cast", found, to=TensorProto.FLOAT)

    def product(self, values: str, name: str, rows: int, times: float = 1.0) -> str:
        """The values times a matrix, and its bias added."""
        weights = self._package.blocks(f"{name}.w", rows)
        integers = _packed(weights.integers + 8)
        scales = weights.scales.astype(np.float32) * np.float32(times)
        found = self.add(
            "MatMulNBits",
            *(values, self.constant(integers), self.constant(scales.ravel())),
            domain=_CONTRIBUTED,
            K=weights.scales.shape[1] * BLOCK,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_ON_BYTES,
        )
        bias = self._package.vector(f"{name}.b") * np.float32(times)
        return self.add("Add", found, self.constant(bias))

    def norm(self, values: str, name: str) -> str:
        """The values brought to the same mean and spread."""
        scale, shift = (self.constant(self._package.vector(f"{name}.{one}")) for one in "wb")
        return self.add("LayerNormalization", values, scale, shift, axis=-1, epsilon=_EPSILON)

    def attention(self, values: str, layer: str) -> str:
        """What each piece takes from all of them."""
        split = self.integers(0, 0, HEADS, WIDTH // HEADS)
        query, key, value = (
            self.add(
                "Transpose",
                self.add("Reshape", self.product(values, f"{layer}.{one}", WIDTH, times), split),
                perm=order,
            )
            for one, times, order in (
                ("q", _SCALE, (0, 2, 1, 3)),
                ("k", 1.0, (0, 2, 3, 1)),
                ("v", 1.0, (0, 2, 1, 3)),
            )
        )
        looked = self.add("Softmax", self.add("MatMul", query, key), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", looked, value), perm=(0, 2, 1, 3))
        return self.add("Reshape", mixed, self.integers(0, 0, WIDTH))

    def layer(self, values: str, name: str) -> str:
        """One layer of attention and of products."""
        mixed = self.product(self.attention(values, name), f"{name}.ao", WIDTH)
        values = self.norm(self.add("Add", values, mixed), f"{name}.aln")
        inner = self.add("Gelu", self.product(values, f"{name}.fi", INNER))
        outer = self.product(inner, f"{name}.fo", WIDTH)
        return self.norm(self.add("Add", values, outer), f"{name}.oln")


@dataclass(frozen=True, slots=True)
class Centres:
    """The mean vectors of questions, which the piece numbered `asks` opens, and of passages.

    They are taken from each vector: without that, all texts are much alike.
    """

    asks: int
    question: Floats
    passage: Floats


def model_of(package: Package, kept: NDArray[np.intp], centres: Centres) -> bytes:
    """The encoder of the pieces that are kept: [1, T] of int64 → [1, T, 384] of float32."""
    words = package.blocks("emb.word", _rows(package))
    graph = _Encoder(package)
    found = graph.words(Blocks(words.integers[kept], words.scales[kept]))
    places = package.vector("emb.pos").reshape(-1, WIDTH)[:PLACES]
    places = places + package.vector("emb.type").reshape(-1, WIDTH)[0]
    length, zero = graph.add("Shape", INPUT, start=1, end=2), graph.integers(0)
    placed = graph.add("Slice", graph.constant(places), zero, length, zero)
    values = graph.norm(graph.add("Add", found, placed), "emb.ln")
    for number in range(LAYERS):
        values = graph.layer(values, f"l{number}")
    opens = graph.add("Gather", INPUT, graph.index(1), axis=1)
    is_question = graph.add("Equal", opens, graph.index(centres.asks))
    both = (graph.constant(one) for one in (centres.question, centres.passage))
    graph.add("Sub", values, graph.add("Where", is_question, *both), name=OUTPUT)
    shape: list[str | int] = [1, "pieces"]
    whole = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info(INPUT, TensorProto.INT64, shape)],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [*shape, WIDTH])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIBUTED, 1)]
    model = helper.make_model(whole, opset_imports=opsets, producer_name="verbatim-bot")
    model.ir_version = _IR_VERSION
    data: bytes = model.SerializeToString()
    return data


def _packed(integers: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Two of the 4 bits in each byte, the first below."""
    bits = integers & 15
    return (bits[..., 0::2] | (bits[..., 1::2] << 4)).astype(np.uint8)


def _rows(package: Package) -> int:
    """The rows of the embeddings: some more than there are pieces."""
    _, size = package.tensors["emb.word"]
    return size // (WIDTH // BLOCK * (2 + BLOCK // 2))
