"""`wutong mailbox --check`: tests the way to the mailbox and says plainly what is wrong.
`wutong mailbox --once`: picks up now, reads, answers, and prints what happened."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.base import clock
from wutong.calls.models import IncomingMail
from wutong.jobs.mailbox import answer_settled, look_in
from wutong.jobs.mailbox.address import Address, parse
from wutong.jobs.mailbox.connection import Connection, Trouble
from wutong.jobs.reading import read_batch

WAYS_OUT = {
    "unreachable": "The mail server does not answer. Are host and port right, and is it reachable from this machine?",
    "no_tls": "No secure connection. The server offers none, or its certificate is not trusted by this machine; "
    "on a line that is safe by other means, end the address with ?tls=none.",
    "refused": "The server refuses name or password. Special characters in them are percent-encoded (@ is %40); "
    "many providers want a password made for mail programs.",
    "no_folder": "There is no such folder. The address ends with its name, such as /INBOX.",
    "broken": "The server answered, but not as expected.",
}


class Command(BaseCommand):
    help = "Pick up mail once, or test the connection to the mailbox."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--once", action="store_true", help="pick up now, and print what happened")
        what.add_argument("--check", action="store_true", help="test the connection, and take nothing")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAILBOX:
            raise CommandError("no mailbox is named: set WUTONG_MAILBOX=imaps://name:password@host/INBOX")
        try:
            address = parse(settings.MAILBOX)
        except ValueError as error:
            raise CommandError(f"WUTONG_MAILBOX cannot be read: {error}") from error
        told = self._check(address) if options["check"] else self._once()
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) if options["json"] else self._table(told))

    def _check(self, address: Address) -> dict[str, Any]:
        try:
            with Connection(address) as connection:
                return {"account": address.account, "mails": len(connection.numbers())}
        except Trouble as trouble:
            raise CommandError(f"{WAYS_OUT[trouble.kind]}\n({trouble})") from trouble

    def _once(self) -> dict[str, Any]:
        picked = look_in(at=clock.now(), at_once=True)
        if picked is None:
            raise CommandError("another process is picking up just now: try again in two minutes")
        if picked.trouble:
            raise CommandError(f"{WAYS_OUT[picked.trouble.kind]}\n({picked.trouble})")
        for mail in picked.new:
            if mail.batch and mail.batch.work_id:
                read_batch.call(work_id=mail.batch.work_id)
        answered = answer_settled(at=clock.now())
        rows = IncomingMail.objects.filter(pk__in=[mail.pk for mail in picked.new]).order_by("pk")
        told = {"again": picked.again, "not_taken": picked.not_taken, "answered": answered}
        return told | {"mails": [self._row(row) for row in rows.select_related("inquiry__unit")]}

    def _row(self, mail: IncomingMail) -> dict[str, Any]:
        return {
            "id": mail.pk,
            "sender": mail.sender,
            "subject": mail.subject,
            "state": mail.state,
            "recognised": mail.recognised,
            "reason": mail.reason,
            "unit": str(mail.inquiry.unit) if mail.inquiry else "",
        }

    def _table(self, told: dict[str, Any]) -> str:
        if "account" in told:
            return f"{told['account']}: reached, {told['mails']} mails in the folder"
        lines = [
            f"{row['state']:10} {row['recognised'] or row['reason']:18} {row['sender']:32} {row['subject']}"
            for row in told["mails"]
        ]
        counted = f"{len(lines)} new, {told['again']} taken before, {told['not_taken']} not taken, "
        return "\n".join([*lines, f"{counted}{told['answered']} answered"])
