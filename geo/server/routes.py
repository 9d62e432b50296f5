"""The HTTP routes beside the page: the files that the map and the list fetch."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from geo.map.files import PREFIX, Payload
from geo.server.publication import Publisher

_FOR_EVER = "public, max-age=31536000, immutable"


def build_routes(publisher: Publisher) -> list[Route]:
    """Return the routes. `publisher` is asked for each file."""

    async def serve(request: Request) -> Response:
        path: str = request.path_params["path"]
        payload = await run_in_threadpool(publisher.file_at, f"{PREFIX}/{path}")
        if payload is not None:
            return await run_in_threadpool(_answer, payload, request.headers.get("accept-encoding"))
        return PlainTextResponse("Not found: reload the page.", status_code=404)

    return [Route(f"/{PREFIX}/{{path:path}}", serve, methods=["GET"])]


def _answer(payload: Payload, accepted: str | None) -> Response:
    headers = {
        "Cache-Control": _FOR_EVER,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    encoding = choose_encoding(accepted)
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return Response(payload.encoded(encoding), media_type=payload.media_type, headers=headers)


def choose_encoding(accepted: str | None) -> str:
    """Return `br`, `gzip` or `identity`, by the header `Accept-Encoding` as RFC 9110 reads it.

    Where the header is missing, unreadable or refuses all three, nothing is compressed: the plain file
    is of more use than an error.
    """
    header = parse_accept_header(accepted, Accept)
    return header.best_match(["br", "gzip", "identity"], default="identity")
