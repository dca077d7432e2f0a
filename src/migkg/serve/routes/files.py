"""Files as they stand: what pages use, and the texts that passages were read from."""

import asyncio
import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg import store
from migkg.errors import StoreError
from migkg.serve.faults import NoAnswerError
from migkg.serve.pages import static
from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    files = {name: (media, content, _tag(content)) for name, (media, content) in static().items()}

    async def file(request: Request) -> Response:
        found = files.get(request.path_params["name"])
        if found is None:
            raise NoAnswerError("not-found", "No such file.")
        media, content, tag = found
        headers = {"etag": tag, "cache-control": "max-age=3600"}
        return Response(content, media_type=media, headers=headers)

    async def source(request: Request) -> Response:
        """Return the source text that offsets count in."""
        path = request.path_params["path"]
        try:
            text = await asyncio.to_thread(store.read_source, site.pool.build, path)
        except (StoreError, ValueError) as error:
            raise NoAnswerError("not-found", f"There is no source text named {path}.") from error
        content = text.encode()
        headers = {"etag": _tag(content), "cache-control": "no-cache"}
        return Response(content, media_type="text/plain", headers=headers)

    return [Route("/static/{name:path}", file), Route("/source/{path:path}", source)]


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'
