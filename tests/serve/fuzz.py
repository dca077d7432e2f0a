"""Requests that nobody would send: made of what requests are made of, or broken on purpose.

All follow from a random generator, so that a seed brings any of them back.
"""

from random import Random
from typing import Final
from urllib.parse import quote

WORDS: Final = (
    *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS"),
    *("GRAPH", "SERVICE", "BIND", "VALUES", "FROM", "NAMED", "PREFIX", "BASE", "DISTINCT", "LIMIT"),
    *("ORDER BY", "GROUP BY", "HAVING", "OFFSET", "AS", "IN", "NOT EXISTS", "COUNT(*)", "SUM(?a)"),
    *("INSERT DATA", "DELETE WHERE", "LOAD", "CLEAR ALL", "DROP", "SILENT", "REDUCED", "UNDEF"),
    *("{", "}", "{", "}", "(", ")", "[", "]", ".", ";", ",", "*", "?", "+", "^", "|", "/", "!"),
    *("?a", "?b", "?c", "$d", "_:x", "1", "-1", "1.5", "1e400", "0x1", "true", "'x'", '"y"@en'),
    *('"""long', "'''", '"\\u0000"', '"\\uD800"', '"', "'", "<a>", "<a b>", "<http://x/>", "<"),
    *("mig:Person", "skos:prefLabel", "rdf:type", "a", ":", "x:y:z", "foo:bar", "%", "&&", "||"),
    *("REGEX(?a, '(a+)+$')", "STR(?a)", "CONCAT(?a, ?b)", "IRI('x y')", "NOW()", "RAND()"),
    *("#comment", "\n", "\t", "\u2028", "\x00", "\ufeff", "é", "中", "\U0001f600", "\\", "\\u12"),
)
WHOLE: Final = (
    "SELECT * {{ ?s ?p ?o }} LIMIT {n}",
    "SELECT ?s {{ ?s ?p {word} }} LIMIT 5",
    "ASK {{ ?s {word} ?o }}",
    "CONSTRUCT WHERE {{ ?s ?p ?o }} LIMIT {n}",
    "DESCRIBE <https://w3id.org/migkg/id/instrument/icrmw>",
    "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(?o = {word}) }}",
    "SELECT * {{ {{ ?s ?p ?o }} UNION {{ {word} }} }} LIMIT {n}",
)
METHODS: Final = (
    ("GET",) * 8
    + ("POST",) * 3
    + (*("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW", "get", "G\tET"),)
)
PATHS: Final = (
    *("/", "/sparql", "/health", "/ready", "/metrics", "/graph", "/ontology", "/search", "/about"),
    *("/id/instrument/icrmw", "/id/document/report", "/id/passage/report/1", "/concept/act/urges"),
    *("/graph/authority", "/graph/document/report", "/export.nq", "/export.zip", "/ontology.ttl"),
    *("/static/style.css", "/static/", "/source/report.txt", "/void", "/.well-known/void"),
    *("/rdf-graph-store", "/claims", "/api/openapi.json", "/api/search", "/sparql/"),
)
ENDINGS: Final = ("", "", "", ".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".html", ".exe", "/", "//")
FIELDS: Final = (
    *("query", "update", "format", "timeout", "default-graph-uri", "named-graph-uri", "q", "page"),
    *("graph", "default", "limit", "offset", "lang", "kind", "callback", "from", "to", "\x00", ""),
)
VALUES: Final = (
    *("", "0", "-1", "1e999", "nan", "99999999999999999999", "json", "ttl", "html", "x" * 5000),
    *("https://w3id.org/migkg/graph/authority", "javascript:alert(1)", "../../etc/passwd", "\x00"),
    *("<script>alert(1)</script>", "'\" OR 1=1", "%00", "\r\nSet-Cookie: a=b", "\ud800", "é", "*"),
)
TYPES: Final = (
    *("application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"),
    *("application/json", "text/turtle", "multipart/form-data; boundary=x", "", "a/b; charset=x"),
    *("application/sparql-query; charset=utf-16", ";;;=", "text/plain", "application/rdf+xml"),
)
HEADERS: Final = {
    "Accept": ("*/*", "text/html", "text/turtle;q=0.5, */*;q=0", "q=;;,", "a" * 3000, "text/*;q=x",
               "application/sparql-results+xml", "text/csv", "application/ld+json", '"'),
    "Accept-Encoding": ("gzip", "gzip;q=0", "*;q=0", "br;q=,,;", "identity;q=0", "deflate, gzip"),
    "Accept-Language": ("fr", "*", "en-GB;q=0.1, zz", ";" * 50),
    "If-None-Match": ("*", '"x"', "W/", '"x-gzip"', ",,,", '"' + "a" * 900 + '"'),
    "If-Match": ("*", '"x"'),
    "Range": ("bytes=0-1", "bytes=-5", "bytes=9-1", "lines=1"),
    "Host": ("x", "", "a b", "[::1]", "[::", "x:99999", "é", "a/../b", "-"),
    "Origin": ("null", "https://evil.example", "\x7f"),
    "X-Forwarded-For": ("1.2.3.4", "::1", "x, y", "," * 99),
    "X-Forwarded-Prefix": ("/a", "//a", "a"),
    "X-Forwarded-Host": ("evil.example", "["),
    "Expect": ("100-continue", "200-ok"),
    "Upgrade": ("websocket", "h2c"),
    "Connection": ("close", "upgrade", "keep-alive, close", "x"),
    "Content-Length": ("0", "5", "-5", "99999999", "x", "0005", "5, 5"),
    "Transfer-Encoding": ("chunked", "gzip", "chunked, chunked", "identity"),
    "Authorization": ("Bearer x", "Basic :", "x"),
    "Cookie": ("a=b; " * 200,),
    "Prefer": ("return=minimal",),
}  # fmt: skip


def query(random: Random) -> str:
    """Return a query: a whole one with a part exchanged, or a handful of tokens."""
    if random.random() < 0.4:
        text = random.choice(WHOLE).format(n=random.randint(0, 40), word=random.choice(WORDS))
    else:
        text = " ".join(random.choices(WORDS, k=random.randint(0, 25)))
    if random.random() < 0.05:
        text += random.choice("({[<!") * random.randint(1, 3000)
    return text


def request(random: Random) -> bytes:
    """Return a request that a client might send, its parts chosen at random."""
    method, path = random.choice(METHODS), random.choice(PATHS)
    if random.random() < 0.3:
        path = path.rstrip("/") + random.choice(ENDINGS)
    if random.random() < 0.1:
        path += quote(random.choice(VALUES).encode("utf-8", "surrogatepass"), safe="")
    fields = []
    if path.startswith("/sparql") or random.random() < 0.4:
        fields.append(("query", query(random)))
    fields += [
        (random.choice(FIELDS), random.choice(VALUES)) for _ in range(random.choice((0, 0, 1, 3)))
    ]
    body, kind = b"", ""
    if method in {"POST", "PUT", "PATCH"}:
        kind = random.choice(TYPES)
        if "form" in kind:
            body = _encoded(fields).encode()
            fields = []
        else:
            body = query(random).encode("utf-8", "surrogatepass")
    target = path + ("?" + _encoded(fields) if fields else "")
    headers = {"Host": "127.0.0.1", "Content-Type": kind, "Content-Length": str(len(body))}
    for name in random.choices(list(HEADERS), k=random.choice((0, 1, 2, 5))):
        headers[name] = random.choice(HEADERS[name])
    lines = [f"{method} {target} HTTP/1.{random.choice((1, 1, 1, 0))}"]
    lines += [
        f"{name}: {value}" for name, value in headers.items() if value or random.random() < 0.1
    ]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("utf-8", "replace") + body


def broken(random: Random) -> bytes:
    """Return a request with bytes exchanged, left out, doubled or put in."""
    data = bytearray(request(random))
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(data) + 1)
        how = random.randrange(6)
        if how == 0:
            data[at : at + 1] = bytes([random.randrange(256)])
        elif how == 1:
            del data[at : at + random.randint(1, 10)]
        elif how == 2:
            data[at:at] = random.choice((b"\r\n", b"\0", b"\n", b"\r", b" ", b"\xff", b":", b"%"))
        elif how == 3:
            data[at:at] = data[at : at + random.randint(1, 200)]
        elif how == 4 and random.random() < 0.2:
            data[at:at] = bytes([random.randrange(32, 127)]) * random.choice((100, 9000, 70_000))
        elif how == 5 and random.random() < 0.3:
            del data[at:]
    return bytes(data)


def _encoded(fields: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote(name, safe='')}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}"
        for name, value in fields
    )
