"""The connection against servers that lie, hang up, or can do little; and the real one without MOVE."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.mail.servers import OFFICE, Servers
from wutong.jobs.mailbox.address import parse
from wutong.jobs.mailbox.connection import Connection, Trouble, _quoted

HELLO, CAN = b"* OK hello", b"* CAPABILITY IMAP4rev1"


@pytest.fixture
def server() -> Iterator[Callable[..., str]]:
    """`server({"SELECT": [...lines]})`: a server that answers each command with these lines; its address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(said: dict[str, list[bytes]]) -> None:
        line, _where = listening.accept()
        with line, line.makefile("rwb") as stream:
            stream.write(HELLO + b"\r\n")
            stream.flush()
            for asked in stream:
                tag, verb = asked.split()[:2]
                verb = asked.split()[2] if verb == b"UID" else verb
                for answer in said.get(verb.decode(), []):
                    stream.write(answer + b"\r\n")
                if b"hang up" in said.get(verb.decode(), []):
                    return
                stream.write(tag + (b" NO no" if b"* NO" in said.get(verb.decode(), []) else b" OK done") + b"\r\n")
                stream.flush()

    def start(said: dict[str, list[bytes]]) -> str:
        known = {"CAPABILITY": [CAN], "SELECT": [b"* OK [UIDVALIDITY 7] ok"]} | said
        threading.Thread(target=serve, args=(known,), daemon=True).start()
        return f"imap://a:b@127.0.0.1:{listening.getsockname()[1]}/INBOX"

    yield start
    listening.close()


def test_what_the_server_says_of_the_folder(server: Any) -> None:
    with Connection(parse(server({"SEARCH": [b"* SEARCH 5 3 9"]}))) as found:
        assert (found.validity, found.numbers()) == (7, [3, 5, 9])


def test_an_announced_size_nobody_asked_for_is_not_believed(server: Any) -> None:
    answer = b"* 1 FETCH (UID 3 BODY[] {99999999999}"
    with Connection(parse(server({"FETCH": [answer]}))) as found, pytest.raises(Trouble) as trouble:
        found.fetch(3, 1000)
    assert trouble.value.kind == "unreachable" and "99999999999" in str(trouble.value)


def test_another_mail_than_the_one_asked_for_is_not_taken_for_it(server: Any) -> None:
    answer = [b"* 1 FETCH (UID 33 BODY[] {5}", b"hello)"]
    with Connection(parse(server({"FETCH": answer}))) as found:
        assert found.fetch(3, 1000) is None


def test_a_mail_that_is_gone(server: Any) -> None:
    with Connection(parse(server({}))) as found:
        assert found.fetch(3, 1000) is None and found.sizes([3]) == {}


@pytest.mark.parametrize("verb", ["LOGIN", "SELECT", "SEARCH"])
def test_a_server_that_hangs_up(server: Any, verb: str) -> None:
    with pytest.raises(Trouble) as trouble, Connection(parse(server({verb: [b"hang up"]}))) as found:
        found.numbers()
    assert trouble.value.kind == "unreachable"


@pytest.mark.parametrize(("verb", "kind"), [("LOGIN", "refused"), ("SELECT", "no_folder"), ("SEARCH", "broken")])
def test_a_server_that_says_no(server: Any, verb: str, kind: str) -> None:
    with pytest.raises(Trouble) as trouble, Connection(parse(server({verb: [b"* NO"]}))) as found:
        found.numbers()
    assert trouble.value.kind == kind


def test_no_password_goes_over_a_line_in_the_clear(server: Any) -> None:
    address = parse(server({}))
    with pytest.raises(Trouble) as trouble:
        Connection(type(address)(False, address.host, address.port, "a", "b"))
    assert trouble.value.kind == "no_tls"


def test_moving_without_the_command_for_it(mail_servers: Servers, settings: Any) -> None:
    """Copied, marked and removed; what a person had marked for removal stays."""
    for subject in ("a", "b", "c"):
        with mail_servers.mailbox() as imap:
            imap.append("INBOX", r"(\Deleted)" if subject == "c" else "", "", f"Subject: {subject}\r\n\r\nx".encode())
    address = f"imap://office%40wutong.test:mailbox-pass-1@127.0.0.1:{mail_servers.imap_port}/INBOX"
    with Connection(parse(address)) as found:
        assert "MOVE" in found.imap.capabilities
        found.imap.capabilities = tuple(one for one in found.imap.capabilities if one != "MOVE")
        found.move(found.numbers()[:1], "Copied")
    assert [str(mail["Subject"]) for mail in mail_servers.read(OFFICE)] == ["b", "c"]
    with mail_servers.mailbox() as imap:
        assert imap.select("Copied")[1] == [b"1"]


@pytest.mark.parametrize(
    ("name", "written"),
    [("INBOX", '"INBOX"'), ("已收", '"&XfJlNg-"'), ("A&B", '"A&-B"'), ('a"b\\c', '"a\\"b\\\\c"')],
)
def test_names_of_folders(name: str, written: str) -> None:
    assert _quoted(name) == written
