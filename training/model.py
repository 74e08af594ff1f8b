"""The reader: a six-layer BERT, as all-MiniLM-L6-v2 is, with five scores for each piece."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.shape import (
    EPSILON,
    HEADS,
    INNER,
    LAYERS,
    PIECES,
    PLACES,
    SCALE,
    SCORES,
    WIDTH,
)


class Layer(nn.Module):
    """Attention and a feed-forward network, each added to its input and normalised after."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States [B, T, WIDTH] → the next; `bias` [B, 1, 1, T] is added to the attention."""
        rows, length, _ = states.shape
        split = self.attention(states).view(rows, length, 3, HEADS, WIDTH // HEADS)
        parts = split.permute(2, 0, 3, 1, 4).reshape(3, rows * HEADS, length, WIDTH // HEADS)
        query, key, value = parts
        # By hand: for rows this short, torch's own kernel takes four times as long to go back.
        bias = bias.to(query.dtype).expand(rows, HEADS, 1, length).reshape(-1, 1, length)
        weights = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=SCALE).softmax(-1)
        mixed = torch.bmm(weights, value).view(rows, HEADS, length, -1)
        mixed = mixed.transpose(1, 2).reshape(rows, length, WIDTH)
        states = self.attended_norm(states + self.dropout(self.attended(mixed)))
        inner = functional.gelu(self.inner(states))
        return self.outer_norm(states + self.dropout(self.outer(inner)))


class Reader(nn.Module):
    """Pieces → five scores of each, whose meaning `training.shape` gives."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.scores = nn.Linear(WIDTH, SCORES)

    def states(self, pieces: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states [B, T, WIDTH]."""
        places = self.places.weight[: pieces.shape[1]]
        states = self.norm(self.words(pieces) + places + self.types(types))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def forward(self, pieces: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """The scores [B, T, 5]."""
        states = self.states(pieces, types, mask).float()
        with torch.autocast("cpu", enabled=False):
            return self.scores(states)


def base_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The float32 tensors of a `model.safetensors`, or of a zip file that contains one."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            data = archive.read("model.safetensors")
    else:
        data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    tensors: dict[str, NDArray[np.float32]] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + length + start : 8 + length + end], dtype="<f4")
        tensors[name.removeprefix("bert.")] = values.reshape(entry["shape"]).copy()
    return tensors


def load_base(reader: Reader, tensors: Mapping[str, NDArray[np.float32]]) -> None:
    """Put the weights of all-MiniLM-L6-v2 into a reader; its scores stay as they are."""
    own = {
        "words.weight": tensors["embeddings.word_embeddings.weight"],
        "places.weight": tensors["embeddings.position_embeddings.weight"],
        "types.weight": tensors["embeddings.token_type_embeddings.weight"],
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            attention = [
                tensors[f"{theirs}.attention.self.{part}.{kind}"]
                for part in ("query", "key", "value")
            ]
            own[f"{ours}.attention.{kind}"] = np.concatenate(attention)
            for name, called in (
                ("attended", "attention.output.dense"),
                ("attended_norm", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("outer_norm", "output.LayerNorm"),
            ):
                own[f"{ours}.{name}.{kind}"] = tensors[f"{theirs}.{called}.{kind}"]
    state = reader.state_dict()
    for name, values in own.items():
        state[name] = torch.from_numpy(values)
    reader.load_state_dict(state)
