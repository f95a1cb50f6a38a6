"""`wutong setup`: makes a new installation ready: reference data, plans, form, first office and administrator."""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from wutong.base import clock
from wutong.base.actors import system
from wutong.base.texts import texts
from wutong.calls.needs_form import NEEDS_FORM
from wutong.directory.models import Organisation, User
from wutong.directory.steps import add_organisation, give_seat, load_reference_data
from wutong.forms.definition import load
from wutong.forms.steps import keep_form
from wutong.plans.steps import load_plans


class Command(BaseCommand):
    help = "Prepare a new installation and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", required=True, help="name of the first office, in Chinese")
        parser.add_argument("--office-en", default="", help="its name in English")
        parser.add_argument("--kind", default="ministry", help=f"its kind: {', '.join(Organisation.Kind.values)}")
        parser.add_argument("--email", required=True, help="e-mail address of the administrator")
        parser.add_argument("--password", help="asked for when not given")

    def handle(self, *args: Any, **options: Any) -> None:
        options |= {name: options[name].strip() for name in ("office", "office_en", "email")}
        _check(options)
        call_command("migrate", verbosity=0)
        if User.objects.filter(email=options["email"].lower()).exists():
            raise CommandError(f"{options['email']} has an account already")
        password = options["password"] or getpass.getpass("Password of the administrator: ")
        try:
            validate_password(password)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        with transaction.atomic():
            self._prepare(password, options)
        self.stdout.write(f"Ready. Sign in as {options['email']} and give the first seats.")

    def _prepare(self, password: str, options: dict[str, Any]) -> None:
        by, at = system("setup"), clock.now()
        load_reference_data()
        load_plans(by=by, at=at)
        keep_form(load(NEEDS_FORM), at=at)
        names = texts(zh=options["office"], en=options["office_en"])
        office = add_organisation(names=names, kind=options["kind"], country_id="CN", by=by, at=at)
        user = User.objects.create_user(options["email"], password, names=texts(zh="管理员", en="Administrator"))
        give_seat(user=user, role="administrator", organisation=office, since=timezone.localdate(at), by=by, at=at)


def _check(options: dict[str, Any]) -> None:
    """What the pages would refuse is refused here as well."""
    if not options["office"]:
        raise CommandError("The first office needs a name.")
    if options["kind"] not in Organisation.Kind.values:
        raise CommandError(f"{options['kind']!r} is no kind: choose one of {', '.join(Organisation.Kind.values)}")
    try:
        validate_email(options["email"])
    except ValidationError as fault:
        raise CommandError(f"{options['email']!r} is no e-mail address") from fault
