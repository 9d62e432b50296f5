"""What went wrong in a page: other hosts asked, requests failed, scripts that threw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    Request,
    Response,
)

_HERE = {"127.0.0.1", "localhost"}


@dataclass
class Watch:
    """Every fault of a browser context, and every address that it asked for.

    A fault is a request to another host, a request that failed, an error that a script threw or
    wrote to the console, a dialog. `allowed` excuses what speaks of the one host that it matches.
    """

    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    allowed: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        """Listen to all pages of the context."""
        self.context.on("request", self._take_request)
        self.context.on("response", self._take_response)
        self.context.on("requestfailed", lambda r: self._note(f"failed: {r.url}: {r.failure}"))
        self.context.on("weberror", lambda error: self._note(f"thrown: {error.error}"))
        self.context.on("console", self._take_message)
        self.context.on("dialog", lambda d: (self._note(f"dialog: {d.message}"), d.dismiss()))

    def check(self) -> None:
        """Fail if there was a fault since the last time."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)

    def take_socket(self, address: str) -> None:
        """Note where a web socket goes."""
        if urlsplit(address).hostname not in _HERE:
            self._note(f"another host: {address}")

    def _note(self, fault: str) -> None:
        if self.allowed is None or not self.allowed.search(fault):
            self.faults.append(fault)

    def _take_request(self, request: Request) -> None:
        self.asked.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in _HERE:
            self._note(f"another host: {request.url}")

    def _take_response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"answered {response.status}: {response.url}")

    def _take_message(self, message: Any) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")
