"""An ONNX model in memory. The only module that imports onnxruntime, which the extra brings."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime  # noqa: TID251 (the one module that may)
from numpy.typing import NDArray

from bot.common.errors import VerbatimError


class UnusableModelError(VerbatimError):
    """The bytes are no model that onnxruntime can run."""


class Session:
    """A model that any number of threads may run at once."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self.inputs = tuple(one.name for one in session.get_inputs())

    def run(self, inputs: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """Every output of the model. Raises UnusableModelError if the inputs do not fit."""
        try:
            outputs = self._session.run(None, dict(inputs))
        except Exception as error:  # onnxruntime has no common class for its errors
            raise UnusableModelError(f"The model cannot be run: {error}") from error
        return [np.asarray(output, dtype=np.float32) for output in outputs]


def open_session(model: bytes, *, threads: int) -> Session:
    """Load a model, for runs of that many threads each. Raises UnusableModelError."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait for work give the processor to others at once.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors; they are raised as well
    providers: list[Any] = ["CPUExecutionProvider"]
    try:
        session = onnxruntime.InferenceSession(model, options, providers=providers)
    except Exception as error:  # as above
        raise UnusableModelError(f"This is no ONNX model that can be run: {error}") from error
    return Session(session)
