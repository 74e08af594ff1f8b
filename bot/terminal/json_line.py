"""Values for programs: one line of JSON."""

import json
import re

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029]")


def write_json(value: object) -> str:
    """Write a value as one line of JSON.

    Characters are not escaped unless JSON asks for it; control characters and all that some
    readers take for the end of a line always are.
    """
    line = json.dumps(value, ensure_ascii=False)
    return _CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", line)
