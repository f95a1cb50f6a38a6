"""Real mail servers for the tests: Debian's exim and dovecot, on loopback, in a folder of their own, ended by their number.

Exim takes mail on `smtp_port` and delivers it into folders that dovecot shows on `imap_port`. `reply`, `bounce` and
`wutong` @wutong.test lead to office@wutong.test, the mailbox of the site; every address may have a `+suffix`. Addresses
with a meaning, at any of the domains of exim.conf: `refused` (550 at once), `later` (451 at once), `full` and any
nobody knows (taken, and comes back as a real bounce to the envelope sender). Runs as root, under the account of the
package, and as an ordinary user.
"""

from __future__ import annotations

import contextlib
import email
import grp
import imaplib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OFFICE = "office@wutong.test"  # the mailbox of the site
PASSWORD = "mailbox-pass-1"
UNITS = tuple(f"unit{number}@units.test" for number in range(1, 41))
SPARE = ("province@unit.example", "university@unit.example", "office@unit.example", "sender@units.test")
PATIENCE = 20.0


def binary(name: str, package: str) -> str:
    """Where a server lies; the tests fail without it, for a test that is left out proves nothing."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError(f"{name} is missing: tools/bootstrap test installs the Debian package {package}")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until[Answer](ask: Callable[[], Answer], *, seconds: float = PATIENCE) -> Answer:
    """Ask until the answer is true or time is up; answers the last answer."""
    until = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


@dataclass
class Servers:
    """Both servers. `accounts` is address → password."""

    place: Path
    smtp_port: int
    imap_port: int
    accounts: dict[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def settings(self) -> dict[str, Any]:
        """The settings of a site that sends through these servers and whose mailbox is OFFICE."""
        options = {"host": "127.0.0.1", "port": self.smtp_port, "timeout": 10}
        backend = "wutong.base.mail.smtp.Backend"
        return {
            "MAILERS": {"default": {"BACKEND": backend, "OPTIONS": options}},
            "DEFAULT_FROM_EMAIL": "wutong@wutong.test",
            "MAILBOX_ADDRESS": "reply@wutong.test",
            "BOUNCES_ADDRESS": "bounce@wutong.test",
        }

    def environment(self) -> dict[str, str]:
        """The same, for a process of its own."""
        return {
            "WUTONG_SMTP_HOST": "127.0.0.1",
            "WUTONG_SMTP_PORT": str(self.smtp_port),
            "WUTONG_FROM": "wutong@wutong.test",
            "WUTONG_MAILBOX_ADDRESS": "reply@wutong.test",
            "WUTONG_BOUNCES": "bounce@wutong.test",
        }

    def add_account(self, address: str) -> None:
        """A new mailbox at one of the domains of exim.conf; there at once."""
        for part in ("cur", "new", "tmp"):
            (self.place / "mail" / address / part).mkdir(parents=True, exist_ok=True)
        owned_by_servers(self.place / "mail" / address)
        self.accounts[address] = PASSWORD

    def send(self, message: EmailMessage, *, sender: str = "", to: list[str] | None = None) -> None:
        """Hand a mail to exim, as any mail program would."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=PATIENCE) as smtp:
            smtp.send_message(message, from_addr=sender or None, to_addrs=to)

    def send_raw(self, data: bytes, *, sender: str, to: str) -> None:
        """Any bytes at all; an empty sender is that of a bounce."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=PATIENCE) as smtp:
            smtp.sendmail(sender, [to], data)

    @contextlib.contextmanager
    def mailbox(self, account: str = OFFICE) -> Iterator[imaplib.IMAP4]:
        """The account's inbox, opened by IMAP."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=PATIENCE) as imap:
            imap.login(account, self.accounts[account])
            imap.select("INBOX")
            yield imap

    def read(self, account: str = OFFICE) -> list[EmailMessage]:
        """What lies in the account's inbox now, as it came; `Return-path` is the sender of its envelope."""
        with self.mailbox(account) as imap:
            imap.noop()
            numbers = imap.search(None, "ALL")[1][0].split()
            parts: list[Any] = [imap.fetch(number.decode(), "(BODY.PEEK[])")[1] for number in numbers]
        return [email.message_from_bytes(found[0][1], _class=EmailMessage, policy=default) for found in parts]

    def delivered(self, account: str = OFFICE, *, count: int = 1) -> list[EmailMessage]:
        """What lies in the inbox once exim has nothing more to deliver and at least `count` mails came."""
        wait_until(lambda: self.is_idle() and len(list((self.place / "mail" / account).glob("[cn]*/*"))) >= count)
        return self.read(account)

    def is_idle(self) -> bool:
        """Nothing waits in exim's queue."""
        return not any((self.place / "spool" / "input").glob("**/*-[DH]"))

    def renumber(self, account: str = OFFICE) -> None:
        """As after a restored backup: the mails stay, all numbers and the validity are new."""
        folder = self.place / "mail" / account
        for path in [*folder.glob("dovecot*")]:
            path.unlink()
        validity = int(time.time()) + 1000 + len(list(folder.glob("*")))
        (folder / "dovecot-uidlist").write_text(f"3 V{validity} N1 G{os.urandom(16).hex()}\n")
        owned_by_servers(folder)

    def empty(self) -> None:
        """No mail in any inbox, none under way."""
        wait_until(self.is_idle)
        for path in (self.place / "mail").glob("*/[cn][ue][rw]/*"):
            path.unlink()

    def log(self) -> str:
        """What the servers wrote, for a test that fails."""
        return "\n".join(path.read_text(errors="replace") for path in sorted((self.place / "log").iterdir()))

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.place, ignore_errors=True)


def server_account() -> pwd.struct_passwd:
    """Whose the servers are: our own account; for root that of the package, as exim never delivers as root."""
    return pwd.getpwnam("Debian-exim") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def owned_by_servers(folder: Path) -> None:
    if os.getuid() == 0:
        account = server_account()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def start() -> Servers:
    """Both servers up and listening; raises when one of them does not come up."""
    exim, dovecot = binary("exim4", "exim4-daemon-light"), binary("dovecot", "dovecot-imapd")
    place = Path(tempfile.mkdtemp(prefix="wutong-mail-", dir="/tmp"))  # short: sockets' paths are limited
    servers = Servers(place, free_port(), free_port())
    for name in ("spool", "log", "run", "mail"):
        (place / name).mkdir()
    for address in (OFFICE, *UNITS, *SPARE):
        servers.add_account(address)
    for name in ("exim.conf", "dovecot.conf"):
        (place / name).write_text(filled((HERE / name).read_text(), servers))
    owned_by_servers(place)
    commands = [exim, "-bdf", "-C", f"{place}/exim.conf"], [dovecot, "-F", "-c", f"{place}/dovecot.conf"]
    servers.processes = [begin(list(command), place) for command in commands]
    if not wait_until(lambda: answers(servers.smtp_port) and answers(servers.imap_port)):
        said = servers.log() + "".join(path.read_text(errors="replace") for path in place.glob("out-*"))
        servers.stop()
        raise RuntimeError(f"the mail servers of the tests did not come up:\n{said}")
    return servers


def begin(command: list[str], place: Path) -> subprocess.Popen[bytes]:
    account = server_account()
    own: dict[str, Any] = {}
    if os.getuid() == 0:
        own = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with (place / f"out-{Path(command[0]).name}").open("wb") as out:
        return subprocess.Popen(command, cwd=place, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **own)


def filled(text: str, servers: Servers) -> str:
    account = server_account()
    return text.format(
        place=servers.place, smtp_port=servers.smtp_port, imap_port=servers.imap_port, password=PASSWORD,
        uid=account.pw_uid, gid=account.pw_gid, user=account.pw_name, group=grp.getgrgid(account.pw_gid).gr_name,
    )  # fmt: skip


def answers(port: int) -> bool:
    """Whether a server greets."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(1) != b""
    except OSError:
        return False
