"""Words about mails that came in, and the form by which a person says what one answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wutong.calls.models import IncomingMail, Inquiry
from wutong.web.forms.looks import LongSelect, SiteForm

STATES = {
    "waiting": _("waiting for a person"),
    "taken": _("taken in"),
    "returned": _("came back"),
    "automatic": _("automatic"),
    "set_aside": _("set aside"),
}
REASONS = {
    # why it waits
    "unknown": _("Nobody knows the address it came from."),
    "domain": _("The address is not known, but others at its domain are: is it from one of these units?"),
    "several_calls": _("The unit owes answers to several calls, and the mail does not say which it means."),
    "several_units": _("The sender speaks for several units that were asked."),
    "several_tokens": _("It names several inquiries."),
    "not_asked": _("The unit it comes from was not asked by any letter."),
    "automatic_with_files": _("A machine sent it, but with files: is it an answer?"),
    "too_large": _("The mail was too large to be taken; its headers are kept. The sender was told how to send it."),
    "fault": _("It could not be understood: a fault of the reader."),
    # why nobody answers it
    "marked": _("It says itself that a machine wrote it."),
    "list": _("It came through a mailing list."),
    "null_sender": _("It has no sender an answer could go to."),
    "sender": _("Its sender is a machine."),
    "subject": _("Its subject is that of an automatic notice."),
    "own": _("It is a mail of this site itself."),
    # of one that was taken
    "question": _("It answers nothing and asks something: please write back to the unit."),
    "call_closed": _("The call was closed when it came: its files wait for a person."),
    "call_withdrawn": _("The call had been withdrawn: the mail is kept, and nothing was read from it."),
}
# Why the mailbox cannot be reached, by the kind the connection tells.
TROUBLES = {
    "unreachable": _("the mail server does not answer"),
    "no_tls": _("there is no secure connection to it"),
    "refused": _("the mail server refuses name or password"),
    "no_folder": _("there is no such folder"),
    "broken": _("the mail server answered, but not as expected"),
}


def reason_of(mail: IncomingMail) -> Any:
    """Why it stands as it does; of a returned mail, the server's own words."""
    return REASONS.get(mail.reason, mail.reason)


class PlaceForm(SiteForm):
    """Which inquiry a mail answers: those it may answer first."""

    inquiry = forms.TypedChoiceField(label=_("It answers"), coerce=int, widget=LongSelect)

    def __init__(self, *args: Any, proposals: Sequence[Inquiry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {one.pk: one for one in proposals}
        field = self.fields["inquiry"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *((one.pk, f"{one.unit} · {one.call} ({one.call.number})") for one in proposals)]

    @property
    def chosen(self) -> Inquiry:
        return self.by_key[self.cleaned_data["inquiry"]]
