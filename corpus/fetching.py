"""One page by its address, as a stranger on the open web would get it; nothing else.

Only http and https, the usual ports, addresses of the open internet: the name is
looked up once, every address that it has must be an open one, and that very address is
connected to, at each redirect anew. No cookies, no credentials, no proxy of the
environment. Limits of size, redirects and time hold for all of it together. What goes
wrong is told in one sentence that says nothing of what answered.

Knows no Django. What came is kept as WARC: request and response as they were sent.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MOST_BYTES = 20 * 1024 * 1024
MOST_REDIRECTS = 5
#: Seconds for all of it, and for one wait.
SECONDS = 30.0
WAIT_SECONDS = 10.0
PIECE = 64 * 1024
LONGEST_ADDRESS = 2_000
PORTS = {"http": 80, "https": 443}
USER_AGENT = "Glossator/0.1 (one page, asked for by a person)"
REDIRECTS = (301, 302, 303, 307, 308)
MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}")

CLOSED = "This address is not on the open web, so it is not fetched."
NO_ANSWER = (
    "There was no answer from this address. Try later, or save the page yourself."
)
TOO_SLOW = "This page took too long. Save it in your browser and add the file."
TOO_LARGE = (
    f"This page is larger than {MOST_BYTES // 1024 // 1024} MB. Save what you need of"
    " it and add the file."
)
NOT_TRUSTED = (
    "The certificate of this address is out of date, of another name, or made by nobody"
    " who is trusted. Open it in your browser, and save the page if you trust it."
)
GARBLED = "What came from this address cannot be read. Save the page and add the file."

#: (host, port) -> addresses; the one of the system, or a test's own.
Resolver = Callable[[str, int], list[str]]


class NotFetched(Exception):
    """The message is one whole sentence."""


@dataclass
class Fetched:
    """A page as it came."""

    url: str
    final_url: str
    status: int
    #: Such as "text/html"; "" when it was not said, or is no media type.
    media_type: str
    #: Decompressed.
    data: bytes
    #: Request and response of each step, as WARC.
    warc: bytes


@dataclass
class Rules:
    """What a test may loosen; nothing outside a call can."""

    resolver: Resolver
    seconds: float = SECONDS
    #: Let these addresses through although they are not open: a test's own server.
    also_open: frozenset[tuple[str, int]] = frozenset()
    #: Instead of the system's, a context that trusts a test's own certificate.
    tls: ssl.SSLContext | None = None


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, from the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def fetch(
    url: str,
    *,
    resolver: Resolver = resolve,
    seconds: float = SECONDS,
    also_open: frozenset[tuple[str, int]] = frozenset(),
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The page at an address, redirects followed.

    Args:
        also_open: (address, port) pairs let through besides; for tests alone.

    Raises:
        NotFetched
    """
    rules = Rules(resolver, seconds, also_open, tls)
    deadline = time.monotonic() + seconds
    warc = io.BytesIO()
    writer = WARCWriter(warc, gzip=True)
    here = url.strip()
    for _step in range(MOST_REDIRECTS + 1):
        answer = _ask(here, rules, deadline, writer)
        if answer.status in REDIRECTS and answer.location:
            here = _joined(here, answer.location)
            continue
        if not 200 <= answer.status < 300:
            raise NotFetched(
                f"The address answered with {answer.status} and no page. Open it in"
                " your browser, save it and add the file."
            )
        return Fetched(
            url.strip(),
            here,
            answer.status,
            answer.media_type,
            answer.data,
            warc.getvalue(),
        )
    raise NotFetched(
        f"This address leads on more than {MOST_REDIRECTS} times. Give the last one."
    )


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError:
        raise NotFetched(GARBLED) from None


@dataclass
class _Answer:
    status: int
    media_type: str
    location: str
    data: bytes


# which addresses


def checked(url: str) -> SplitResult:
    """An address that may be asked.

    Raises:
        NotFetched
    """
    if len(url) > LONGEST_ADDRESS or re.search(r"[\x00-\x20\x7f\\]", url):
        raise NotFetched("This is no web address: it is too long or holds a space.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotFetched("This is no web address. Write it as https://…") from None
    if parts.scheme not in PORTS or not host:
        raise NotFetched(
            "Only addresses that begin with http:// or https:// are taken."
        )
    if parts.username is not None or parts.password is not None:
        raise NotFetched("Leave name and password out of the address.")
    try:
        host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError:
        raise NotFetched("This is no web address: its name cannot be one.") from None
    if port == 0:
        raise NotFetched(CLOSED)
    return parts


def is_open(address: str) -> bool:
    """Whether an address is on the open internet, also of those that wrap another."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address or not found.is_global or found.is_multicast:
        return False
    if any(found in network for network in FOR_NOBODY):
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return not found.is_reserved
    if found.is_reserved or found.is_site_local:
        return False
    # of the open ones, those that carry an IPv4 address may carry a closed one
    wrapped = found.ipv4_mapped or found.sixtofour or found.teredo
    return not (wrapped or any(found in network for network in CARRIERS))


#: Set apart for protocols, relays and documentation; not every Python knows them.
FOR_NOBODY = [
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")
]
CARRIERS = [
    ipaddress.ip_network(network)
    # NAT64, NAT64 of a site, IPv4-compatible, translated, Teredo, 6to4
    for network in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96"),
        *("2001::/32", "2002::/16"),
    )
]


def _looked_up(name: str, port: int, rules: Rules, deadline: float) -> list[str]:
    """All addresses of a name; the system's own patience may be longer than ours.

    Raises:
        OSError, UnicodeError
        TimeoutError: the thread is left behind, and ends when the system gives up.
    """
    asked: Future[list[str]] = Future()

    def ask() -> None:
        try:
            asked.set_result(rules.resolver(name, port))
        except (OSError, UnicodeError) as error:
            asked.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    return asked.result(_left(deadline))


def _address(parts: SplitResult, port: int, rules: Rules, deadline: float) -> str:
    """The one address that is connected to.

    Raises:
        NotFetched: the name has none, or one of them is not open.
    """
    host = (parts.hostname or "").rstrip(".")
    name = host if host.isascii() else host.encode("idna").decode()
    try:
        addresses = _looked_up(name, port, rules, deadline)
    except TimeoutError:
        raise NotFetched(TOO_SLOW) from None
    except (OSError, UnicodeError):
        raise NotFetched(NO_ANSWER) from None
    if not addresses:
        raise NotFetched(NO_ANSWER)
    for address in addresses:
        exempt = (address, port) in rules.also_open
        if not exempt and (not is_open(address) or port != PORTS[parts.scheme]):
            raise NotFetched(CLOSED)
    return addresses[0]


# asking


def _ask(url: str, rules: Rules, deadline: float, writer: WARCWriter) -> _Answer:
    parts = checked(url)
    port = parts.port or PORTS[parts.scheme]
    address = _address(parts, port, rules, deadline)
    try:
        with _connected(parts, address, port, rules, deadline) as connection:
            return _spoken(url, parts, connection, deadline, writer)
    except TimeoutError:
        raise NotFetched(TOO_SLOW) from None
    except ssl.SSLCertVerificationError:
        raise NotFetched(NOT_TRUSTED) from None
    except (http.client.HTTPException, zlib.error, ValueError):
        raise NotFetched(GARBLED) from None
    except OSError:
        raise NotFetched(NO_ANSWER) from None


def _connected(
    parts: SplitResult, address: str, port: int, rules: Rules, deadline: float
) -> socket.socket:
    connection = socket.create_connection((address, port), timeout=_left(deadline))
    if parts.scheme == "http":
        return connection
    context = rules.tls or ssl.create_default_context()
    try:
        # holds for all of the handshake
        connection.settimeout(_left(deadline))
        return context.wrap_socket(connection, server_hostname=parts.hostname)
    except BaseException:
        connection.close()
        raise


def _left(deadline: float) -> float:
    """Seconds until the next wait must end.

    Raises:
        TimeoutError
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, WAIT_SECONDS)


class _Timed(io.RawIOBase):
    """A connection that is read no longer and no further than is allowed."""

    def __init__(self, connection: socket.socket, deadline: float):
        self.connection, self.deadline = connection, deadline
        #: The bytes as they came, for the archive.
        self.seen = bytearray()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.connection.settimeout(_left(self.deadline))
        number = self.connection.recv_into(buffer)
        if len(self.seen) + number > MOST_BYTES + PIECE:
            raise NotFetched(TOO_LARGE)
        self.seen += memoryview(buffer)[:number]
        return number


class _Socket:
    """What http.client wants of a socket: something to read from."""

    def __init__(self, timed: _Timed):
        self.timed = timed

    def makefile(self, *_mode) -> io.BufferedReader:
        return io.BufferedReader(self.timed, PIECE)


def _spoken(
    url: str,
    parts: SplitResult,
    connection: socket.socket,
    deadline: float,
    writer: WARCWriter,
) -> _Answer:
    target, headers = _request(parts)
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    connection.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    timed = _Timed(connection, deadline)
    response = http.client.HTTPResponse(_Socket(timed), method="GET")  # type: ignore[arg-type]
    response.begin()
    redirected = response.status in REDIRECTS
    # of a redirect only where it leads is of interest
    raw = b"" if redirected else b"".join(_pieces(response))
    _archive(writer, url, (f"GET {target} HTTP/1.1", headers), response, raw)
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    media_type = response.headers.get_content_type()
    return _Answer(
        response.status,
        media_type if MEDIA_TYPE.fullmatch(media_type) else "",
        _location(response) if redirected else "",
        decompressed(raw, encoding),
    )


def _request(parts: SplitResult) -> tuple[str, list[tuple[str, str]]]:
    host = parts.hostname or ""
    name = host if host.isascii() else host.encode("idna").decode()
    name = f"[{name}]" if ":" in name else name
    port = f":{parts.port}" if parts.port else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit(("", "", path, query, "")), [
        ("Host", f"{name}{port}"),
        ("User-Agent", USER_AGENT),
        ("Accept", "text/html, application/xhtml+xml, application/pdf, */*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "close"),
    ]


def _location(response: http.client.HTTPResponse) -> str:
    # headers come as Latin-1; an address in UTF-8 is written in ASCII
    location = response.headers.get("Location", "").strip()
    return quote(location.encode("latin-1", "replace"), safe="/?#%:@!$&'()*+,;=~-._[]")


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    size = 0
    while piece := response.read(PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise NotFetched(TOO_LARGE)
        yield piece
    if response.length:
        # fewer bytes than were announced: half a page is none
        raise NotFetched(GARBLED)


def decompressed(data: bytes, encoding: str) -> bytes:
    """
    Raises:
        NotFetched: it unpacks to more than a page may have, or is packed otherwise.
        zlib.error
    """
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(GARBLED)
    # 47: gzip or zlib, as it begins; a bare deflate begins as neither
    bare = encoding == "deflate" and data[:1] != b"\x78"
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else 47)
    unpacked = unpacker.decompress(data, MOST_BYTES + 1)
    if len(unpacked) > MOST_BYTES:
        raise NotFetched(TOO_LARGE)
    if not unpacker.eof:
        raise NotFetched(GARBLED)
    return unpacked


def _archive(
    writer: WARCWriter,
    url: str,
    request: tuple[str, list[tuple[str, str]]],
    response: http.client.HTTPResponse,
    raw: bytes,
) -> None:
    """Request and response as two records that name each other."""
    # the pieces of a chunked body are joined, so the header would be wrong
    headers = [
        (name, value)
        for name, value in response.headers.items()
        if name.lower() != "transfer-encoding"
    ]
    answer = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(raw),
        http_headers=StatusAndHeaders(
            f"{response.status} {response.reason}", headers, protocol="HTTP/1.1"
        ),
    )
    asked = writer.create_warc_record(
        url,
        "request",
        http_headers=StatusAndHeaders(request[0], request[1], is_http_request=True),
    )
    writer.write_request_response_pair(asked, answer)
