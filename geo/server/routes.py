"""The HTTP routes beside the page: the files that the map fetches."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.map.files import PREFIX, Payload, Publication

_FOR_EVER = "public, max-age=31536000, immutable"


def build_routes(publication: Callable[[], Publication]) -> list[Route]:
    """Return the routes. `publication` is called for each request and must be quick once warm."""

    async def serve(request: Request) -> Response:
        published = await run_in_threadpool(publication)
        payload = published.by_address.get(request.url.path.lstrip("/"))
        if payload is None:
            return PlainTextResponse("Not found: reload the page.", status_code=404)
        return await run_in_threadpool(_answer, payload, request.headers.get("accept-encoding", ""))

    return [Route(f"/{PREFIX}/{{path:path}}", serve, methods=["GET"])]


def _answer(payload: Payload, accepted: str) -> Response:
    headers = {
        "Cache-Control": _FOR_EVER,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    encodings = {
        name.strip()
        for name, _, weight in (part.partition(";") for part in accepted.split(","))
        if weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    content = payload.plain
    if "br" in encodings:
        content, headers["Content-Encoding"] = payload.brotli, "br"
    elif "gzip" in encodings:
        content, headers["Content-Encoding"] = payload.gzip, "gzip"
    return Response(content, media_type=payload.media_type, headers=headers)
