"""Pages from the web: what is fetched and how, and everything that is not."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.documents import fetching
from summarizer.documents.fetching import Fetcher, FetchLimits, read_url
from summarizer.errors import UnfitInput, UnreadableInput
from tests.documents.news_page import HEADLINE, PAGE
from tests.documents.pdf_files import column, pdf
from tests.documents.web_servers import OTHER_PUBLIC, PUBLIC, Network, Reply, Server, serving

SENTENCE = "Warga Kupang menyebut pasar itu “berkah” bagi pedagang kecil."
ARTICLE = f"<html><body><article><p>{SENTENCE}</p></article></body></html>"
HTML = {"Content-Type": "text/html"}
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
SHORT = Reply(f"{SENTENCE}\n".encode(), headers=PLAIN)


def moved(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/berita": Reply(PAGE.encode()), "/pendek": SHORT}) as running:
        yield running


@pytest.fixture
def network(server: Server) -> Network:
    return Network(server.port)


def fetcher(network: Network, **limits: float) -> Fetcher:
    return Fetcher(resolve=network.resolve, connect=network.connect, limits=FetchLimits(**limits))  # type: ignore[arg-type]


def test_an_article_comes_with_the_address_of_its_page(network: Network) -> None:
    article = fetcher(network).read("http://kabar.example/berita#komentar")
    assert article.text.startswith(HEADLINE)
    assert article.origin.byline == "Maria Leba"
    assert article.origin.date == "2024-08-12"
    assert article.origin.url == "http://kabar.example/berita"


def test_the_request_is_a_browsers_and_says_who_asks(network: Network, server: Server) -> None:
    fetcher(network).read("http://kabar.example/berita#komentar")
    [(path, headers)] = server.asked
    assert path == "/berita"
    assert headers["Host"] == "kabar.example"
    assert headers["User-Agent"].startswith("summarizer-id ")
    assert headers["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_proxies_of_the_environment_are_not_used(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(network).read("http://kabar.example/pendek").text == f"{SENTENCE}\n"
    assert network.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("target", ["/pendek", "pendek", "http://kabar.example/pendek", "//lain.example/pendek#x"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(network: Network, server: Server, target: str, status: int) -> None:
    server.replies["/lama"] = moved(target, status)
    article = fetcher(network).read("http://kabar.example/lama")
    assert article.text == f"{SENTENCE}\n"
    assert article.origin.url in {"http://kabar.example/pendek", "http://lain.example/pendek"}


def test_five_redirects_and_no_more(network: Network, server: Server) -> None:
    server.replies |= {f"/{step}": moved(f"/{step - 1}") for step in range(2, 7)} | {"/1": moved("/pendek")}
    assert fetcher(network).read("http://kabar.example/5").text == f"{SENTENCE}\n"
    with pytest.raises(UnreadableInput, match=r"http://kabar.example/6 leads from one page to the next without end"):
        fetcher(network).read("http://kabar.example/6")


REFUSED = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "168.63.129.16",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", REFUSED)
def test_a_name_with_an_address_that_is_not_public_is_refused(network: Network, address: str) -> None:
    network.names["dalam.example"] = [[address]]
    with pytest.raises(
        UnreadableInput, match=r"dalam.example is not on the public internet, and only public web pages"
    ):
        fetcher(network).read("http://dalam.example/berita")
    assert network.connected == []


@pytest.mark.parametrize("addresses", [[PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"]])
def test_one_address_that_is_not_public_is_enough(network: Network, addresses: Sequence[str]) -> None:
    network.names["dua.example"] = [addresses]
    with pytest.raises(UnreadableInput, match="only public web pages are read"):
        fetcher(network).read("http://dua.example/berita")
    assert network.connected == []


@pytest.mark.parametrize("address", REFUSED)
def test_a_redirect_is_checked_as_the_first_address_is(network: Network, server: Server, address: str) -> None:
    network.names["dalam.example"] = [[address]]
    server.replies["/jalan"] = moved("http://dalam.example/berita")
    with pytest.raises(UnreadableInput, match="only public web pages are read"):
        fetcher(network).read("http://kabar.example/jalan")
    assert network.connected == [(PUBLIC, 80)]
    assert [path for path, _ in server.asked] == ["/jalan"]


def test_a_name_is_looked_up_once_and_that_very_address_is_connected_to(network: Network) -> None:
    network.names["putar.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert fetcher(network).read("http://putar.example/pendek").text == f"{SENTENCE}\n"
    assert network.looked_up == ["putar.example"]
    assert network.connected == [(PUBLIC, 80)]


def test_a_name_that_turns_private_on_a_redirect_is_refused(network: Network, server: Server) -> None:
    network.names["putar.example"] = [[PUBLIC], ["127.0.0.1"]]
    server.replies["/jalan"] = moved("/pendek")
    with pytest.raises(UnreadableInput, match=r"putar.example is not on the public internet"):
        fetcher(network).read("http://putar.example/jalan")
    assert network.connected == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_one_is_dead(server: Server) -> None:
    network = Network(server.port, {"dua.example": [[PUBLIC, OTHER_PUBLIC]]})

    def connect(address: str, port: int, seconds: float) -> object:
        if address == PUBLIC:
            network.connected.append((address, port))
            raise fetching.httpcore2.ConnectError
        return network.connect(address, port, seconds)

    read = Fetcher(resolve=network.resolve, connect=connect)  # type: ignore[arg-type]
    assert read.read("http://dua.example/pendek").text == f"{SENTENCE}\n"
    assert network.connected == [(PUBLIC, 80), (OTHER_PUBLIC, 80)]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://2130706433/", "is not a web address"),
        ("http://0x7f.1/", "is not a web address"),
        ("http://127.1/", "is not a web address"),
        ("http://0177.0.0.1/", "is not a web address"),
        ("http://127.0.0.1./", "is not a web address"),
        ("http://１２７.０.０.１/", "is not a web address"),
        ("http://[berita", "is not a web address"),
        ("http://kabar.example/\r\nX: 1", "is not a web address"),
        ("ftp://kabar.example/berita", "is not on the web proper"),
        ("file:///etc/passwd", "is not on the web proper"),
        ("gopher://kabar.example/", "is not on the web proper"),
        ("javascript:alert(1)", "is not on the web proper"),
        ("data:text/html,halo", "is not on the web proper"),
        ("http://kabar.example:8080/", "on ports 80 and 443"),
        ("http://kabar.example:22/", "on ports 80 and 443"),
        ("http://kabar.example:0/", "on ports 80 and 443"),
        ("http://maria:rahasia@kabar.example/", "has a name or a password in it"),
        ("http://kabar.example@127.0.0.1/", "has a name or a password in it"),
        ("http://kabar.example/" + "a" * 2000, "is longer than 2000 letters"),
    ],
)
def test_an_address_that_is_none_is_refused_at_once_and_on_a_redirect(
    network: Network, server: Server, url: str, message: str
) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        fetcher(network).read(url)
    assert "rahasia" not in str(caught.value)
    assert network.looked_up == network.connected == []
    if url.isascii() and url.isprintable():
        server.replies["/jalan"] = moved(url)
        with pytest.raises(UnreadableInput, match=message):
            fetcher(network).read("http://kabar.example/jalan")
        assert network.looked_up == ["kabar.example"]


@pytest.mark.parametrize("url", ["kabar.example/berita", "//kabar.example/berita", "www.kabar.example"])
def test_an_address_without_a_scheme_is_a_safe_one(network: Network, url: str) -> None:
    with pytest.raises(UnreadableInput, match=r"kabar\.example is not safe"):
        fetcher(network).read(url)
    assert [port for _, port in network.connected] == [443]


@pytest.mark.parametrize("url", ["", " \n", "localhost", "//localhost/a", "2130706433"])
def test_without_a_scheme_or_without_anything_nothing_is_connected_to(network: Network, url: str) -> None:
    network.names["localhost"] = [["127.0.0.1"]]
    with pytest.raises(UnreadableInput, match=r"there is no address|on the public internet|is not a web address"):
        fetcher(network).read(url)
    assert network.connected == []


def test_an_address_without_a_host_is_refused(network: Network) -> None:
    with pytest.raises(UnreadableInput, match="is not a web address"):
        fetcher(network).read("http:///berita")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "https://[::ffff:127.0.0.1]/"]
)
def test_by_default_this_machine_is_not_connected_to(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket.socket, "connect_ex", forbidden)
    with pytest.raises(UnreadableInput, match="only public web pages are read"):
        read_url(url)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, r"there is no page http://kabar.example/x \(answer 404\). Check the address"),
        (410, "there is no page"),
        (401, "kabar.example refuses programs, or wants a subscription"),
        (403, r"kabar.example refuses programs, .*\(answer 403\). Open it in a browser, copy the text and paste it"),
        (429, "refuses programs"),
        (500, r"has a fault or refuses programs \(answer 500\). Try again later"),
        (503, "has a fault or refuses programs"),
        (204, "did not send the page"),
        (304, "did not send the page"),
        (418, "did not send the page"),
    ],
)
def test_what_the_site_answers_is_told_with_what_to_do(
    network: Network, server: Server, status: int, message: str
) -> None:
    server.replies["/x"] = Reply(status=status)
    with pytest.raises(UnreadableInput, match=message):
        fetcher(network).read("http://kabar.example/x")


def test_a_name_that_there_is_not(server: Server) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(UnreadableInput, match=r"there is no website kabar.example, or this machine is offline"):
        Fetcher(resolve=resolve).read("http://kabar.example/")


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        network = Network(closed.getsockname()[1])
    with pytest.raises(UnreadableInput, match=r"kabar.example cannot be reached"):
        fetcher(network).read("http://kabar.example/")


def test_a_server_that_speaks_something_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with listening.accept()[0] as client:
                client.recv(1000)
                client.sendall(b"220 smtp.example ESMTP\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(UnreadableInput, match=r"kabar.example broke off, or sent what is no page"):
            fetcher(Network(listening.getsockname()[1])).read("http://kabar.example/")
        thread.join()


def test_a_page_that_never_comes_ends_with_the_time(network: Network, server: Server) -> None:
    enough = threading.Event()

    def nothing() -> Iterator[bytes]:
        enough.wait(60)
        yield b""

    server.replies["/lambat"] = Reply(chunks=nothing)
    with pytest.raises(UnreadableInput, match=r"kabar.example took longer than 0.4 seconds"):
        fetcher(network, seconds=0.4).read("http://kabar.example/lambat")
    enough.set()


def test_a_page_that_trickles_ends_with_the_time(network: Network, server: Server) -> None:
    enough = threading.Event()

    def drops() -> Iterator[bytes]:
        while not enough.wait(0.02):
            yield b"<p>"

    server.replies["/tetes"] = Reply(chunks=drops)
    with pytest.raises(UnreadableInput, match=r"took longer than 0.5 seconds"):
        fetcher(network, seconds=0.5).read("http://kabar.example/tetes")
    enough.set()


def test_redirects_share_the_time_of_one_page(network: Network, server: Server) -> None:
    server.replies |= {f"/{step}": moved(f"/{step + 1}") for step in range(5)} | {"/5": SHORT}

    def resolve(_host: str, _port: int) -> Sequence[str]:
        threading.Event().wait(0.2)  # six look-ups take twice the time that there is
        return [PUBLIC]

    late = Fetcher(resolve=resolve, connect=network.connect, limits=FetchLimits(seconds=0.6))
    with pytest.raises(UnreadableInput, match=r"took longer than 0.6 seconds"):
        late.read("http://kabar.example/0")
    assert len(server.asked) < 5


def test_a_look_up_that_hangs_ends_with_the_time(network: Network) -> None:
    enough = threading.Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        enough.wait(60)
        return [PUBLIC]

    with pytest.raises(UnreadableInput, match=r"took longer than 0.2 seconds"):
        Fetcher(resolve=resolve, connect=network.connect, limits=FetchLimits(seconds=0.2)).read("http://kabar.example/")
    enough.set()
    assert network.connected == []


def endless() -> Iterator[bytes]:
    while True:
        yield b"<p>Harga naik.</p>" * 1000


def zeros(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(mebibytes)), packer.flush()])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"a" * (2**20 + 1), headers=HTML),
        Reply(chunks=endless, headers=HTML),
        Reply(zeros(200), headers=HTML | {"Content-Encoding": "gzip"}),
        Reply(gzip.compress(zeros(2000)), headers=HTML | {"Content-Encoding": "gzip"}),
        Reply(b"%PDF-1.4" + bytes(2**20), headers={"Content-Type": "application/pdf"}),
    ],
    ids=["long", "endless", "bomb", "bomb in a bomb", "pdf"],
)
def test_a_page_that_is_too_large_is_cut_off(network: Network, server: Server, reply: Reply) -> None:
    server.replies["/besar"] = reply
    with pytest.raises(UnreadableInput, match=r"http://kabar.example/besar is larger than 1 MiB"):
        fetcher(network, max_bytes=2**20).read("http://kabar.example/besar")


def test_a_packed_page_is_unpacked(network: Network, server: Server) -> None:
    server.replies["/gzip"] = Reply(gzip.compress(ARTICLE.encode()), headers=HTML | {"Content-Encoding": "GZIP"})
    assert fetcher(network).read("http://kabar.example/gzip").text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    ("body", "encoding", "message"),
    [
        (gzip.compress(ARTICLE.encode())[:-20], "gzip", "broke off, or sent what is no page"),
        (b"", "gzip", "broke off, or sent what is no page"),
        (ARTICLE.encode(), "gzip", "broke off, or sent what is no page"),
        (b"\x1b\x00", "br", "packed in a way that was not asked for"),
        (gzip.compress(gzip.compress(ARTICLE.encode())), "gzip, gzip", "packed in a way that was not asked for"),
    ],
)
def test_a_page_that_is_packed_wrongly(
    network: Network, server: Server, body: bytes, encoding: str, message: str
) -> None:
    server.replies["/gzip"] = Reply(body, headers=HTML | {"Content-Encoding": encoding})
    with pytest.raises(UnreadableInput, match=message):
        fetcher(network).read("http://kabar.example/gzip")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ARTICLE.encode(), "text/html"),
        (ARTICLE.encode(), "Application/XHTML+XML; charset=utf-8"),
        (ARTICLE.encode("cp1252"), "text/html"),
        (ARTICLE.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (ARTICLE.encode("utf-16"), "text/html; charset=utf-16"),
        (ARTICLE.replace("<body>", '<meta charset="utf-8">').encode("cp1252"), 'text/html; charset="windows-1252"'),
        (ARTICLE.replace("<body>", '<meta charset="windows-1252">').encode("cp1252"), "text/html"),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), "text/html; charset=windows-1252"),
        (ARTICLE.encode(), "text/html; charset=unicode_escape"),
        (f"{SENTENCE}\n".encode(), "text/plain"),
        (f"{SENTENCE}\n".encode("cp1252"), "text/plain; charset=windows-1252"),
    ],
)
def test_letters_are_read_as_the_server_says_or_else_the_page(
    network: Network, server: Server, body: bytes, kind: str
) -> None:
    server.replies["/huruf"] = Reply(body, headers={"Content-Type": kind})
    assert fetcher(network).read("http://kabar.example/huruf").text == f"{SENTENCE}\n"


def test_a_pdf_is_read_as_one(network: Network, server: Server) -> None:
    raw = pdf([column(["Harga beras naik."])])
    server.replies["/laporan"] = Reply(raw, headers={"Content-Type": "application/pdf"})
    article = fetcher(network).read("http://kabar.example/laporan")
    assert article.text == "Harga beras naik.\n"
    assert article.origin.url == "http://kabar.example/laporan"
    assert article.notes


@pytest.mark.parametrize(
    "kind", ["image/png", "application/json", "application/octet-stream", "video/mp4", "html", None]
)
def test_what_is_no_page_of_text_is_refused(network: Network, server: Server, kind: str | None) -> None:
    server.replies["/foto"] = Reply(ARTICLE.encode(), headers={"Content-Type": kind} if kind else {})
    with pytest.raises(UnreadableInput, match="is not a page of text: only HTML, plain text and PDF are read"):
        fetcher(network).read("http://kabar.example/foto")


def test_a_page_without_an_article(network: Network, server: Server) -> None:
    server.replies["/kosong"] = Reply(b"<html><body><nav><a href='/'>Beranda</a></nav></body></html>")
    with pytest.raises(UnfitInput, match=r"no article was found in http://kabar.example/kosong"):
        fetcher(network).read("http://kabar.example/kosong")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server that is kabar.example, and a reader who believes the one who says so."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kabar.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("kabar.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file: Path = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(secret + pem)
    serving_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving_side.load_cert_chain(file)
    return serving_side, ssl.create_default_context(cadata=pem.decode())


Certificates = tuple[ssl.SSLContext, ssl.SSLContext]


def test_a_certificate_is_checked_for_the_name_and_not_for_the_address(certificates: Certificates) -> None:
    asked_for: list[str | None] = []
    serving_side, believing = certificates
    serving_side.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    with serving({"/pendek": SHORT}, serving_side) as server:
        network = Network(server.port)
        secure = Fetcher(resolve=network.resolve, connect=network.connect, tls=believing)
        assert secure.read("https://kabar.example/pendek").text == f"{SENTENCE}\n"
        assert network.connected == [(PUBLIC, 443)]
        with pytest.raises(UnreadableInput, match=r"the connection to lain.example is not safe: its certificate"):
            secure.read("https://lain.example/pendek")
        assert asked_for == ["kabar.example", "lain.example"]
        assert [headers["Host"] for _, headers in server.asked] == ["kabar.example"]


def test_a_certificate_that_nobody_vouches_for_is_refused(certificates: Certificates) -> None:
    with serving({"/pendek": SHORT}, certificates[0]) as server:
        with pytest.raises(UnreadableInput, match=r"the connection to kabar.example is not safe: its certificate"):
            fetcher(Network(server.port)).read("https://kabar.example/pendek")
        assert server.asked == []
