"""What the HTTP interface answers, and the errors that it knows."""

import json
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Reply:
    """A status with a body, and headers where they matter."""

    status: int
    body: object
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """The reply as it is sent."""
        # discord.py reads JSON only where the type is exactly this, without a charset.
        body = json.dumps(self.body).encode() if self.body is not None else b""
        kind = "application/json" if self.body is not None else None
        return web.Response(body=body, status=self.status, headers=self.headers, content_type=kind)


def error(status: int, code: int, text: str) -> Reply:
    """An error as Discord writes it; `code` is one of its own."""
    return Reply(status, {"message": text, "code": code})


UNAUTHORIZED = error(401, 0, "401: Unauthorized")
NOT_FOUND = error(404, 0, "404: Not Found")
UNKNOWN_CHANNEL = error(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = error(404, 10008, "Unknown Message")
UNKNOWN_WEBHOOK = error(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = error(404, 10062, "Unknown interaction")
ACKNOWLEDGED_ALREADY = error(400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = error(403, 50001, "Missing Access")
MISSING_PERMISSIONS = error(403, 50013, "Missing Permissions")
INVALID_WEBHOOK_TOKEN = error(401, 50027, "Invalid Webhook Token")


def invalid_form(faults: dict[str, object]) -> Reply:
    """The refusal of a body that is not as it should be."""
    return Reply(400, {"message": "Invalid Form Body", "code": 50035, "errors": faults})


def rate_limited(seconds: float, *, is_global: bool) -> Reply:
    """The refusal of what came too often; with `Via`, as behind Discord's own proxy.

    Without that header discord.py takes it for a ban by the proxy, and gives up.
    """
    headers = {"Via": "1.1 google", "Retry-After": f"{seconds:.3f}"}
    headers["X-RateLimit-Scope"] = "global" if is_global else "user"
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    text = "You are being rate limited."
    return Reply(429, {"message": text, "retry_after": seconds, "global": is_global}, headers)
