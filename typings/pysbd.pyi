class TextSpan:
    sent: str
    start: int
    end: int

class Segmenter:
    def __init__(self, language: str = ..., *, clean: bool = ..., char_span: bool = ...) -> None: ...
    def segment(self, text: str) -> list[TextSpan]: ...
