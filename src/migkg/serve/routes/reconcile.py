"""The reconciliation service, which OpenRefine and others match tables with (API 0.2).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ - no JSONP: any
page may read the answers by CORS.
"""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from migkg.namespaces import BASE, MIG
from migkg.reconcile import asked
from migkg.reconcile.match import TYPES, spaced
from migkg.serve.faults import NoAnswerError
from migkg.serve.negotiate import choose
from migkg.serve.pages import root
from migkg.serve.protocol import media_type
from migkg.serve.site import Site
from migkg.serve.sparql import read_body

_FORM = "application/x-www-form-urlencoded"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"  # a preview is shown inside a client's page
)


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def service(request: Request) -> Response:
        """Answer a batch, or say what the service is."""
        fields = await _fields(request, site)
        if "extend" in fields:
            _checked(asked.extension, fields["extend"])
            job: dict[str, object] = {"op": "reconcile-extend", "extend": fields["extend"]}
            return await site.answers.respond(request, job, str)
        if "queries" in fields or "query" in fields:
            # One query alone is what the API had before batches; some clients still ask so.
            batch = fields.get("queries") or json.dumps({"q0": _single(fields["query"])})
            _checked(asked.queries, batch)
            job = {"op": "reconcile", "queries": batch}
            return await site.answers.respond(request, job, str)
        accept = request.headers.get("accept", "")
        if choose(accept, ["application/json", "text/html"]) == "text/html":
            return await _page(request, site, fields)
        return JSONResponse(manifest(str(request.base_url)))

    async def suggest(request: Request) -> Response:
        fields = request.query_params
        cursor = fields.get("cursor", "0")
        job: dict[str, object] = {
            "op": "reconcile-suggest",
            "kind": request.path_params["kind"],
            "prefix": fields.get("prefix", "")[:200],
            "cursor": int(cursor)
            if cursor.isascii() and cursor.isdigit() and len(cursor) < 4
            else 0,
        }
        if job["kind"] not in {"entity", "property", "type"}:
            raise NoAnswerError("not-found", "Suggested are: entity, property, type.")
        return await site.answers.respond(request, job, str)

    async def propose(request: Request) -> Response:
        fields = request.query_params
        limit = fields.get("limit", "50")
        job: dict[str, object] = {
            "op": "reconcile-propose",
            "type": fields.get("type", "")[:200].rpartition("#")[2],
            "limit": int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 5 else 50,
        }
        return await site.answers.respond(request, job, str)

    async def preview(request: Request) -> Response:
        job: dict[str, object] = {
            "op": "reconcile-preview",
            "id": request.query_params.get("id", "")[:500],
        }
        response = await site.page(request, job, "reconcile_preview")
        response.headers["content-security-policy"] = _POLICY
        return response

    async def flyout(request: Request) -> Response:
        """Return a line on a thing, for the list of suggestions."""
        given = request.query_params.get("id", "")[:500]
        # A job of its own: kept answers are told apart by their jobs, and a preview's is a page.
        job: dict[str, object] = {"op": "reconcile-preview", "id": given, "flyout": True}
        found = await site.answers.value(request, job)
        html = site.pages.fill("reconcile_flyout", request.scope["path"], **found)
        return JSONResponse({"id": given, "html": html})

    async def mappings(request: Request) -> Response:
        """Return all mappings to other data sets as a table."""
        return await site.answers.respond(request, {"op": "sssom"}, str)

    async def view(request: Request) -> Response:
        """Lead to the page of a thing."""
        given = request.query_params.get("id", "")[:500]
        path = given.removeprefix(BASE)
        if not path.startswith(("id/", "concept/")):
            raise NoAnswerError("not-found", f"{given} is no identifier of ours.")
        return RedirectResponse(root(request.scope["path"]) + quote(path, safe="/:-._~"), 303)

    return [
        Route("/reconcile", service, methods=["GET", "POST"]),
        Route("/reconcile/suggest/{kind}", suggest),
        Route("/reconcile/properties", propose),
        Route("/reconcile/preview", preview),
        Route("/reconcile/flyout", flyout),
        Route("/reconcile/view", view),
        Route("/sssom.tsv", mappings),
    ]


def manifest(at: str) -> dict[str, object]:
    """Return what the service says of itself; ``at`` is the address of the server."""
    here = at + "reconcile"

    def suggested(kind: str) -> dict[str, str]:
        return {"service_url": at.rstrip("/"), "service_path": f"/reconcile/suggest/{kind}"}

    return {
        "versions": ["0.1", "0.2"],
        "name": "migkg, UN documents on migration",
        "identifierSpace": BASE,
        "schemaSpace": MIG,
        "documentation": here,
        "defaultTypes": [{"id": name, "name": spaced(name)} for name in TYPES],
        "view": {"url": here + "/view?id={{id}}"},
        "preview": {"url": here + "/preview?id={{id}}", "width": 430, "height": 300},
        "suggest": {
            "entity": {
                **suggested("entity"),
                "flyout_service_url": at.rstrip("/"),
                "flyout_service_path": "/reconcile/flyout?id=${id}",
            },
            "property": suggested("property"),
            "type": suggested("type"),
        },
        "extend": {
            "propose_properties": {
                "service_url": at.rstrip("/"),
                "service_path": "/reconcile/properties",
            },
            "property_settings": [],
        },
    }


async def _page(request: Request, site: Site, fields: Mapping[str, str]) -> Response:
    """Return the page for people, with the candidates for one name if there is one."""
    text, kind = fields.get("name", "")[:400].strip(), fields.get("type", "")[:60]
    found = None
    if text:
        query = {"query": text, "limit": 10, **({"type": kind} if kind else {})}
        job: dict[str, object] = {
            "op": "reconcile", "queries": json.dumps({"q0": query}), "page": True,
        }  # fmt: skip
        found = (await site.answers.value(request, job))["q0"]["result"]
    page = site.pages.fill(
        "reconcile",
        request.scope["path"],
        name=text,
        kind=kind,
        types=[(one, spaced(one)) for one in TYPES],
        found=found,
        host=str(request.base_url),
    )
    return HTMLResponse(page)


async def _fields(request: Request, site: Site) -> dict[str, str]:
    """Return the fields of an address, or of a form that is posted."""
    fields = dict(request.query_params)
    if request.method == "POST":
        body = await read_body(request, site.settings)
        media, _ = media_type(request.headers.get("content-type", ""))
        if media != _FORM:
            raise NoAnswerError("media-type", f"POST takes {_FORM}, not {media or 'nothing'!r}.")
        try:
            sent = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
        except ValueError as error:
            raise NoAnswerError("bad-request", "The form is not UTF-8, or too long.") from error
        fields |= dict(sent)
        if not {"queries", "query", "extend"} & fields.keys():
            raise NoAnswerError("bad-request", "A form holds queries or extend.")
    return fields


def _single(text: str) -> object:
    """Return the one query that is asked: as JSON, or a name."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return said if isinstance(said, dict) else text


def _checked(check: object, text: str) -> None:
    """Refuse what is not understood here, before a reader is asked."""
    assert callable(check)
    try:
        check(text)
    except asked.TooMuchError as error:
        raise NoAnswerError("too-large", str(error)) from error
    except asked.AskedError as error:
        raise NoAnswerError("bad-request", str(error)) from error
