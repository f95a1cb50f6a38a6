"""One connection to the IMAP server: read without marking as read, bounded, and every failure in a few plain kinds.

The standard library is enough: what matters here is control over sizes, numbers and the moment of moving.
"""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from wutong.jobs.mailbox.address import Address

TIMEOUT = 30.0  # seconds without an answer
SPARE = 1024 * 1024  # a literal is no longer than the mail it was announced as, and headers no longer than this
Kind = Literal["unreachable", "no_tls", "refused", "no_folder", "broken"]

if TYPE_CHECKING:
    _Line = imaplib.IMAP4
else:
    _Line = object


class Trouble(Exception):
    """The mailbox cannot be read: `kind` says why, the words are the server's or the machine's own."""

    def __init__(self, kind: Kind, words: object) -> None:
        self.kind: Kind = kind
        super().__init__(" ".join(str(words).split())[:250] or kind)


class _Bounded(_Line):
    """A server that announces more than was asked for is not believed."""

    most = SPARE

    def read(self, size: int) -> bytes:
        if size > self.most:
            raise self.abort(f"the server announced {size} bytes where at most {self.most} were asked for")
        return super().read(size)


class Plain(_Bounded, imaplib.IMAP4):
    """In the clear, or secure after STARTTLS."""


class Secure(_Bounded, imaplib.IMAP4_SSL):
    """Secure from the first byte."""


class Connection:
    """The open folder. Numbers are those of the mails (UID), valid under `validity`."""

    def __init__(self, address: Address, *, trust: ssl.SSLContext | None = None) -> None:
        self.address, self.trust = address, trust or ssl.create_default_context()
        self.imap: Plain | Secure = self._connected()
        try:
            self._sign_in()
            self.validity = self._select()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *why: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self.imap.logout()

    def _connected(self) -> Plain | Secure:
        at = self.address
        try:
            if at.secure:
                return Secure(at.host, at.port, ssl_context=self.trust, timeout=TIMEOUT)
            imap = Plain(at.host, at.port, timeout=TIMEOUT)
            if "STARTTLS" in imap.capabilities:
                imap.starttls(self.trust)
            elif not at.in_clear:
                imap.shutdown()
                raise Trouble("no_tls", "STARTTLS")
        except ssl.SSLError as error:
            raise Trouble("no_tls", error) from error
        except (OSError, imaplib.IMAP4.error) as error:
            raise Trouble("unreachable", error) from error
        return imap

    def _sign_in(self) -> None:
        try:
            self.imap.login(self.address.user, self.address.password)
        except imaplib.IMAP4.abort as error:
            raise Trouble("unreachable", error) from error
        except imaplib.IMAP4.error as error:
            raise Trouble("refused", _words(error)) from error
        except OSError as error:
            raise Trouble("unreachable", error) from error
        except UnicodeError as error:
            raise Trouble("refused", "name and password are sent in ASCII") from error
        with suppress(Trouble):  # what a server can do may be told after signing in only
            self.imap.capabilities = tuple(
                self._asked(self.imap.capability)[0].decode("ascii", "replace").upper().split()
            )

    def _select(self) -> int:
        state, told = _guarded(lambda: self.imap.select(_quoted(self.address.folder)))
        if state != "OK":
            raise Trouble("no_folder", _words(told[0] if told else ""))
        said: list[Any] = self.imap.response("UIDVALIDITY")[1]
        return int(said[0] or 0)

    def numbers(self) -> list[int]:
        """The numbers of all mails of the folder, the oldest first."""
        found = b" ".join(part for part in self._uid("SEARCH", "ALL") if part)
        return sorted(int(number) for number in found.split())

    def sizes(self, numbers: Sequence[int]) -> dict[int, int]:
        """Number → bytes; a mail that is gone meanwhile is left out."""
        found = {}
        for part in self._uid("FETCH", _set(numbers), "(UID RFC822.SIZE)") if numbers else []:
            text = (part[0] if isinstance(part, tuple) else part or b"").decode("ascii", "replace")
            number, size = re.search(r"UID (\d+)", text), re.search(r"RFC822\.SIZE (\d+)", text)
            if number and size:
                found[int(number[1])] = int(size[1])
        return found

    def fetch(self, number: int, size: int) -> bytes | None:
        """The whole mail; None where it is gone."""
        return self._fetched(number, "(UID BODY.PEEK[])", size + SPARE)

    def fetch_head(self, number: int) -> bytes | None:
        """Its headers alone."""
        return self._fetched(number, f"(UID BODY.PEEK[HEADER]<0.{SPARE}>)", SPARE)

    def _fetched(self, number: int, what: str, most: int) -> bytes | None:
        self.imap.most = most
        try:
            parts = self._uid("FETCH", str(number), what)
        finally:
            self.imap.most = SPARE
        named = re.compile(rb"UID %d(?!\d)" % number)
        literals = [part for part in parts if isinstance(part, tuple)]
        tails = b" ".join(part for part in parts if isinstance(part, bytes))
        for head, data in literals:
            if named.search(head) or named.search(tails):
                return bytes(data)
        return None

    def move(self, numbers: Sequence[int], folder: str) -> None:
        """Into another folder, made when it is missing. Without MOVE (RFC 6851) the mails are copied and marked; only
        these are removed (UIDPLUS, RFC 4315), for others may have been marked by a person."""
        if not numbers:
            return
        target, which = _quoted(folder), _set(numbers)
        ways = ("MOVE",) if "MOVE" in self.imap.capabilities else ("COPY",)
        state, told = _guarded(lambda: self.imap.uid(ways[0], which, target))
        if state != "OK" and _is_gone(told):
            return
        if state != "OK":  # most likely there is no such folder yet
            _guarded(lambda: self.imap.create(target))
            self._uid(ways[0], which, target)
        if ways[0] == "COPY":
            self._uid("STORE", which, "+FLAGS.SILENT", r"(\Deleted)")
            if "UIDPLUS" in self.imap.capabilities:
                self._uid("EXPUNGE", which)

    def _uid(self, command: str, *words: str) -> list[Any]:
        return self._asked(lambda: self.imap.uid(command, *words))

    @staticmethod
    def _asked(ask: Callable[[], tuple[str, list[Any]]]) -> list[Any]:
        state, told = _guarded(ask)
        if state != "OK" and not _is_gone(told):
            raise Trouble("broken", _words(told[0] if told else ""))
        return told if state == "OK" else []


def _guarded(ask: Callable[[], tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    try:
        return ask()
    except imaplib.IMAP4.abort as error:
        raise Trouble("unreachable", error) from error
    except imaplib.IMAP4.error as error:
        raise Trouble("broken", _words(error)) from error
    except OSError as error:
        raise Trouble("unreachable", error) from error


def _is_gone(told: list[Any]) -> bool:
    """Another program has moved the mail meanwhile (RFC 5530): there is nothing to do about it any more."""
    return bool(told) and "[EXPUNGEISSUED]" in _words(told[0])


def _words(said: object) -> str:
    """A server's words, which come as bytes or in an error around bytes."""
    if isinstance(said, Exception):
        said = said.args[0] if said.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said or "")


def _set(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _quoted(folder: str) -> str:
    """A folder's name as the protocol writes it: quoted, in its own UTF-7 (RFC 3501, 5.1.3)."""
    safe = re.sub(r"[^\x20-\x7e]+", lambda run: _shifted(run[0]), folder.replace("&", "&-"))
    return '"{}"'.format(safe.replace("\\", "\\\\").replace('"', '\\"'))


def _shifted(text: str) -> str:
    packed = base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
    return f"&{packed}-"
