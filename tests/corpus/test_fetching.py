"""Pages by their address: a real server of our own, and all the ways to get inside."""

import gzip
import http.server
import io
import ssl
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from warcio.archiveiterator import ArchiveIterator

from corpus import fetching
from corpus.fetching import NotFetched, fetch, is_open

PAGE = b"<html><title>Consent</title><p>Nobody had asked.</p></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    seen: list = []
    #: Of the page that comes in pieces: how many left, a twentieth of a second apart.
    pieces = 0

    def do_GET(self):  # noqa: N802, the name that the library calls
        self.seen.append((self.path, dict(self.headers)))
        path, _, rest = self.path.partition("?")
        getattr(self, f"say_{path.strip('/')}")(rest)

    def log_message(self, *arguments):
        pass

    def say(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def say_page(self, _rest):
        self.say(PAGE, Content_Type="text/html; charset=utf-8", Set_Cookie="a=b")

    def say_to(self, rest):
        self.say(b"moved", 302, Location=rest)

    def say_round(self, _rest):
        self.say(b"", 301, Location="/round")

    def say_packed(self, _rest):
        self.say(gzip.compress(PAGE), Content_Encoding="gzip")

    def say_picture(self, _rest):
        self.say(b"\x89PNG\r\n\x1a\n", Content_Type="image/png")

    def say_bomb(self, _rest):
        body = gzip.compress(b"0" * 200_000_000, 1)
        self.say(body, Content_Encoding="gzip")

    def say_missing(self, _rest):
        self.say(b"the secret inside", 404)

    def say_garbled(self, _rest):
        self.wfile.write(b"SSH-2.0-secret\r\n")

    def say_half(self, _rest):
        self.say(PAGE, Content_Length=str(len(PAGE) + 1))

    def say_long_header(self, _rest):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nA: " + b"a" * 10_000_000)

    def say_endless(self, _rest):
        self.send_response(200)
        self.end_headers()
        self.pour(b"0" * 65_536)

    def say_drip(self, _rest):
        self.send_response(200)
        self.end_headers()
        self.pour(b"0", every=0.05)

    def pour(self, piece, every=0.0):
        until = time.monotonic() + 10
        try:
            while time.monotonic() < until:
                self.wfile.write(piece)
                self.wfile.flush()
                Handler.pieces += 1
                time.sleep(every)
        except OSError:
            pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # we hang up on what is too much: that is what the tests are about
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="module")
def server():
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running.server_port
        running.shutdown()


@pytest.fixture
def get(server):
    """get("/page"): from our own server, which answers to the name page.example."""

    def fetch_from(path, seconds=5, **more):
        more.setdefault("resolver", lambda host, port: ["127.0.0.1"])
        more.setdefault("also_open", frozenset({("127.0.0.1", server)}))
        url = f"http://page.example:{server}{path}"
        return fetch(url, seconds=seconds, **more)

    Handler.seen, Handler.pieces = [], 0
    return fetch_from


def test_a_page_comes_as_it_is_and_is_archived(get, server):
    found = get("/page")
    assert (found.status, found.media_type, found.data) == (200, "text/html", PAGE)
    [(_, headers)] = Handler.seen
    assert headers["Host"] == f"page.example:{server}"
    assert headers["User-Agent"].startswith("Glossator/")
    assert not headers.keys() & {"Cookie", "Authorization", "Referer"}
    records = [
        (record.rec_type, record.http_headers.get_header("Content-Type"))
        for record in ArchiveIterator(io.BytesIO(found.warc))
    ]
    assert records == [("response", "text/html; charset=utf-8"), ("request", None)]
    kept = next(ArchiveIterator(io.BytesIO(found.warc)))
    assert kept.content_stream().read() == PAGE


def test_redirects_are_followed_without_cookies(get, server):
    found = get("/to?/page?x=1")
    assert found.final_url == f"http://page.example:{server}/page?x=1"
    assert "Cookie" not in Handler.seen[-1][1]
    assert len(list(ArchiveIterator(io.BytesIO(found.warc)))) == 4


def test_a_name_is_not_looked_up_for_ever(get):
    asked = threading.Event()
    with pytest.raises(NotFetched, match="took too long"):
        get("/page", seconds=0.2, resolver=lambda host, port: asked.wait(30))
    asked.set()


def test_a_packed_page_is_unpacked(get):
    assert get("/packed").data == PAGE


def test_environment_s_proxies_are_not_used(get, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert get("/page").data == PAGE


INSIDE = [
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1"),
    *(
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
    ),
    *("ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::"),
    *("2001:0:7f00:1::", "2001:db8::1", "::ffff:0:127.0.0.1", "nonsense", ""),
    *("192.0.0.8", "192.88.99.1", "3fff::1"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_inside_address_is_closed(address):
    assert not is_open(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
def test_an_address_of_the_open_web_is_open(address):
    assert is_open(address)


LITERALS = [
    "127.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
]
LITERALS += ["127.1", "localhost", "localhost.", "0", "１２７.0.0.1"]


@pytest.mark.parametrize("host", LITERALS)
def test_no_way_of_writing_it_leads_inside(server, host):
    """With the system's own resolver, which knows the old ways to write a number."""
    Handler.seen = []
    for port in (server, 80):
        with pytest.raises(NotFetched):
            fetch(f"http://{host}:{port}/page", seconds=2)
    assert Handler.seen == []


@pytest.mark.parametrize("host", LITERALS)
def test_no_redirect_leads_inside(get, server, host):
    def resolver(name, port):
        known = name == "page.example"
        return ["127.0.0.1"] if known else fetching.resolve(name, port)

    # one port of our server is open, and the redirect goes to another
    with pytest.raises(NotFetched):
        get(f"/to?http://{host}:{server + 1}/page", resolver=resolver)
    assert len(Handler.seen) == 1


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://example.org/",
            "gopher://a/",
            "javascript:1",
            "",
        ),
        *("http://", "http://a b/", "http://user:word@example.org/", "//example.org"),
        *("http://example.org:22/", "https://example.org:80/", "http://example.org:0/"),
        *("http://example.org:99999/", "http://[::1/", "http://a\r\nHost: b/"),
        *("http://a\\@b/", "http://" + "a" * 3_000, "http://ex\x00ample.org/"),
    ],
)
def test_what_may_not_be_asked_is_refused_before_anything_is_sent(url):
    def never(host, port):
        return ["93.184.216.34"] if port in (22, 80) else pytest.fail("asked")

    with pytest.raises(NotFetched) as told:
        fetch(url, resolver=never, seconds=1)
    assert str(told.value).endswith((".", "…"))


def test_half_a_page_is_none(get):
    with pytest.raises(NotFetched, match="cannot be read"):
        get("/half")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a/", "//user:a@b/", "http://[b", "//a]/"]
)
def test_no_redirect_leads_to_another_scheme_or_to_no_address(get, target):
    with pytest.raises(NotFetched):
        get(f"/to?{target}")


def test_a_name_is_looked_up_once_and_all_its_addresses_must_be_open(server):
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["93.184.216.34", "127.0.0.1"] if len(asked) == 1 else ["127.0.0.1"]

    with pytest.raises(NotFetched, match="not on the open web"):
        fetch("http://page.example/", resolver=rebinding)
    assert asked == ["page.example"]


def test_what_was_looked_up_is_what_is_connected_to(get):
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert get("/page", resolver=rebinding).data == PAGE
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/round", "more than 5 times"),
        ("/bomb", "larger than 20 MB"),
        ("/endless", "larger than 20 MB"),
        ("/long_header", "cannot be read"),
        ("/garbled", "cannot be read"),
        ("/missing", "answered with 404"),
    ],
)
def test_a_hostile_server_gets_a_sentence_that_tells_nothing(get, path, sentence):
    with pytest.raises(NotFetched, match=sentence) as told:
        get(path, seconds=20)
    assert "secret" not in str(told.value)


def test_a_slow_drip_ends_with_the_time_of_all(get):
    # each piece comes in time; in the five seconds that are too many, a hundred would
    with pytest.raises(NotFetched, match="took too long"):
        get("/drip", seconds=0.5)
    assert 0 < Handler.pieces < 100


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def over_tls(authority, *names, trusted=True, **certificate):
    """The page from a server of that certificate; what it was asked is in ``seen``."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **certificate).configure_cert(served)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    Handler.seen = []
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as running:
        running.socket = served.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.handle_request, daemon=True)
        thread.start()
        try:
            return fetch(
                f"https://page.example:{running.server_port}/page",
                resolver=lambda host, port: ["127.0.0.1"],
                also_open=frozenset({("127.0.0.1", running.server_port)}),
                tls=trusting if trusted else None,
            )
        finally:
            thread.join()


def test_a_page_with_a_good_certificate_is_taken(authority):
    assert over_tls(authority, "page.example").data == PAGE


@pytest.mark.parametrize(
    ("name", "more"),
    [
        # made by nobody whom the system knows
        ("page.example", {"trusted": False}),
        ("other.example", {}),
        ("page.example", {"not_after": datetime.now(UTC) - timedelta(days=1)}),
    ],
    ids=["self-made", "of another name", "out of date"],
)
def test_a_page_with_a_bad_certificate_is_not_asked_for(authority, name, more):
    with pytest.raises(NotFetched, match="The certificate of this address"):
        over_tls(authority, name, **more)
    assert not Handler.seen
