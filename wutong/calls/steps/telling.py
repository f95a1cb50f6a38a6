"""The office tells the sender that a file could not be read: once for each file, and journaled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.mail import Mail
from wutong.base.rules import refuse_unless
from wutong.calls import rules
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.notices.unreadable import key_of_file, unreadable


@transaction.atomic
def tell_sender(file: IntakeFile, inquiry: Inquiry, *, by: Actor, at: datetime) -> list[Mail]:
    """Write the mail that says why, and what to do."""
    rules.check_settle_file(file, by)
    refuse_unless(file.state == "unreadable", _("This file could be read: there is nothing to tell."))
    own = inquiry.call_id == file.call_id and inquiry.office_id == file.batch.office_id
    refuse_unless(own, _("This unit was not asked by the office that took the file in."))
    told = Mail.objects.filter(key__startswith=key_of_file(file)).exists()
    refuse_unless(not told, _("The sender was told already."))
    mails = unreadable(file, inquiry, at=at)
    refuse_unless(mails, _("Nobody of this unit has an address: telephone, or add one to the unit."))
    IntakeFile.objects.filter(pk=file.pk).update(unit_id=inquiry.unit_id)
    changes = {"unit": [None, str(inquiry.unit)], "to": [None, len(mails)], "problem": [None, file.problem]}
    journal.record("intake.tell", file, by=by, at=at, changes=changes)
    return mails
