from collections.abc import Iterator

class Token:
    offset: int

def process(document: str) -> Iterator[Iterator[list[Token]]]: ...
