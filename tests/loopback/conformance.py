"""Whether requests hold what Discord's own description of its interface says they may."""

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

_URI = "urn:discord"
_BESIDE = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"
PLACE = Path(os.environ.get("DISCORD_OPENAPI", _BESIDE))
"""Where Discord's `openapi.json` is looked for: github.com/discord/discord-api-spec."""


class Conformance:
    """Checks bodies against the schemas of an OpenAPI document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths = document["paths"]
        # The description knows ids as text only; Discord takes numbers, which discord.py sends.
        schemas = document["components"]["schemas"]
        text = schemas["SnowflakeType"]
        schemas["SnowflakeType"] = {"anyOf": [text, {"type": "integer", "minimum": 0}]}
        resource = DRAFT202012.create_resource(document)
        self._registry = Registry[Any]().with_resource(_URI, resource)
        self._validator = lru_cache(maxsize=None)(self._make_validator)

    @classmethod
    def find(cls) -> Self | None:
        """Read the document where it is at hand."""
        return cls(json.loads(PLACE.read_text("utf-8"))) if PLACE.exists() else None

    def faults_in(self, method: str, path: str, body: object) -> Iterator[str]:
        """Yield what is wrong with a request; `path` is the template, with names in braces."""
        operation = self._paths.get(path, {}).get(method.lower())
        if operation is None:
            yield f"Discord has no {method} {path}"
        elif "requestBody" in operation:
            for one in self._validator(method.lower(), path).iter_errors(body):
                yield f"{method} {path}: {one.json_path}: {one.message[:500]}"

    def _make_validator(self, method: str, path: str) -> Draft202012Validator:
        steps = ("paths", path, method, "requestBody", "content", "application/json", "schema")
        pointer = "/".join(quote(one.replace("~", "~0").replace("/", "~1")) for one in steps)
        return Draft202012Validator({"$ref": f"{_URI}#/{pointer}"}, registry=self._registry)
