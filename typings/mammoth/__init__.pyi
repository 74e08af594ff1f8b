from collections.abc import Callable, Mapping
from typing import IO

from mammoth import images as images

class Result:
    value: str

def convert_to_html(
    fileobj: IO[bytes], *, style_map: str = ..., convert_image: Callable[..., object] = ...
) -> Result: ...
