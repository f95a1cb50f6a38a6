"""Who may do what with a call, an inquiry, a reply, and when."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.base.clock import day_in
from wutong.base.queries import entries_of
from wutong.base.rules import Refused, may, refuse_unless
from wutong.calls.models import Call, Extension, IncomingMail, Inquiry, IntakeFile, NeedGroup, Reply
from wutong.forms.checking import check
from wutong.forms.queries import form_of

PROGRAMME = ("programme_officer", "programme_leader")
OFFICERS = (*PROGRAMME, "middle_officer", "middle_leader")
# The partner side has one kind of seat: there another of its officers confirms.
LEADERS = ("programme_leader", "middle_leader", "unit_leader", "partner_officer")
ANSWERERS = (*OFFICERS, "unit_coordinator", "unit_leader", "partner_officer")


def check_write_call(issuer_path: str, by: Actor) -> None:
    refuse_unless(by.has(*OFFICERS, "system"), _("Calls are written by a programme or middle office."))
    refuse_unless(by.has("system") or by.sits_over(issuer_path), _("This office is not yours."))


def check_change_call(call: Call, by: Actor) -> None:
    check_write_call(call.issuer.path or "", by)
    refuse_unless(call.state == "draft", _("An issued letter is no longer changed: withdraw it or write another."))


def check_issue_call(call: Call, by: Actor) -> None:
    """A letter goes out with its number, its words and at least one addressee (GB/T 9704-2012, 7.2.5)."""
    check_write_call(call.issuer.path or "", by)
    refuse_unless(call.number, _("Give the letter its number first."), place="number")
    refuse_unless(call.letters, _("The letter has no words yet."), place="letters")
    refuse_unless(call.inquiries.exists(), _("Choose at least one unit to address."), place="addressees")


def check_close_call(call: Call, by: Actor) -> None:
    check_write_call(call.issuer.path or "", by)


def check_work_for(office_id: int, by: Actor) -> None:
    """Work on what came to an office: take files in, settle doubts, merge, decide."""
    refuse_unless(by.has(*OFFICERS, "system"), _("This is done by the office that asked."))
    refuse_unless(by.has("system") or by.office_id == office_id, _("These replies went to another office."))


def check_receive(inquiry: Inquiry, by: Actor) -> None:
    """The office that asked; where a unit passed the call on to its own sub-units, that is the unit."""
    if by.has("unit_coordinator", "unit_leader") and inquiry.parent_id and by.office_id == inquiry.office_id:
        return
    check_work_for(inquiry.office_id, by)


def check_decide_mail(inquiry: Inquiry | None, by: Actor) -> None:
    """What becomes of a mail that did not arrive is decided by the office that sent it, or the administrator."""
    if by.has("administrator", "system"):
        return
    refuse_unless(inquiry is not None, _("Only the administrator decides on this mail."))
    if inquiry is not None:
        check_receive(inquiry, by)


def check_decide_incoming(incoming: IncomingMail, by: Actor) -> None:
    """The office decides that a waiting mail may be for; on one that nobody can place, any programme office."""
    refuse_unless(by.has(*OFFICERS, "system"), _("This is done by the office that asked."))
    asked = {incoming.inquiry.office_id} if incoming.inquiry else set()
    asked |= set(incoming.candidates.values_list("office_id", flat=True))
    own = by.has("system") or by.office_id in asked or (not asked and by.has(*PROGRAMME))
    refuse_unless(own, _("This mail is for another office."))


def check_return_answer(inquiry: Inquiry, by: Actor) -> None:
    check_receive(inquiry, by)
    refuse_unless(not inquiry.is_open, _("The unit has not answered yet."))
    refuse_unless(inquiry.call.state == "issued", _("The call is closed: open it again before you return an answer."))


def check_answer(inquiry: Inquiry, by: Actor) -> None:
    refuse_unless(by.has(*ANSWERERS), _("Replies are written by the unit's coordinator or leader."))
    refuse_unless(by.office_id == inquiry.unit_id, _("This inquiry is addressed to another unit."))
    refuse_unless(inquiry.call.state == "issued", _("The call is not open: ask the office that issued it."))


def check_ask_extension(inquiry: Inquiry, by: Actor) -> None:
    check_answer(inquiry, by)
    refuse_unless(inquiry.is_open, _("The inquiry is answered already."))
    waiting = inquiry.extensions.filter(state="asked").exists()
    refuse_unless(not waiting, _("A request is waiting for an answer already."))


def check_pass_on(inquiry: Inquiry, by: Actor, deadline: datetime | None = None) -> None:
    """Passing on leaves time to merge: the sub-units' deadline lies before one's own."""
    check_answer(inquiry, by)
    refuse_unless(inquiry.is_open, _("The inquiry is answered already."))
    if deadline is not None:
        earlier = deadline < inquiry.deadline
        refuse_unless(earlier, _("Your sub-units must answer before your own deadline."), place="deadline")


def check_edit_reply(reply: Reply, by: Actor) -> None:
    check_answer(reply.inquiry, by)
    refuse_unless(reply.state == "draft", _("Only a draft can be changed: have it returned first."))


def check_compose_reply(reply: Reply, by: Actor) -> None:
    """What goes to the leader is complete: something is stated, and the form's own checks hold."""
    check_edit_reply(reply, by)
    none = reply.kind == Reply.Kind.NO_NEEDS
    refuse_unless(
        none or reply.needs.exists(), _("State at least one need, or say that there are none."), place="needs"
    )
    refuse_unless(
        not (none and reply.answers.get("needs")),
        _("The reply says that there are no needs, and states some: take them out or answer “yes”."),
        place="has_needs",
    )
    if reply.answers:
        check_form(reply)


def check_form(reply: Reply) -> None:
    """The answers as kept pass the checks of the form the call pins; attachments were seen when they were kept."""
    call = reply.inquiry.call
    checked = check(form_of(call.form), reply.answers, on=day_in(call.issued_at or call.written_at, call.time_zone))
    wrong = next((problem for problem in checked.problems if problem.is_error), None)
    if wrong is not None:
        raise Refused(_("The form is not complete: %(problem)s") % {"problem": wrong.message}, place=wrong.ask)


def composers(reply: Reply) -> set[int]:
    """Who handed the draft to the leader: the hand that did it and, where one acted for another, that other person."""
    entry = entries_of("reply", reply.pk).filter(verb="reply.compose").first()
    known = {reply.composed_by_id} | ({entry.actor_id, entry.on_behalf_of_id} if entry else set())
    return {user for user in known if user is not None}


def check_confirm_reply(reply: Reply, by: Actor) -> None:
    """Four eyes: the one who confirms is a leader of the unit and did not compose the reply, nor does either of them
    act for the other."""
    check_answer(reply.inquiry, by)
    refuse_unless(by.has(*LEADERS), _("A reply is confirmed by a leader of the unit."))
    same = composers(reply) & {by.user_id, by.on_behalf_of_id}
    refuse_unless(not same, _("Four eyes: you composed this reply, somebody else must confirm it."))


def check_return_reply(reply: Reply, by: Actor) -> None:
    check_answer(reply.inquiry, by)
    refuse_unless(by.has(*LEADERS), _("A reply is returned by a leader of the unit."))


def check_send_reply(reply: Reply, by: Actor) -> None:
    check_answer(reply.inquiry, by)
    refuse_unless(reply.confirmed_by_id is not None, _("The leader has not confirmed this reply yet."))


def check_decide_extension(extension: Extension, by: Actor) -> None:
    check_receive(extension.inquiry, by)


def check_settle_file(file: IntakeFile, by: Actor) -> None:
    check_work_for(file.batch.office_id, by)


def check_merge(group: NeedGroup, by: Actor) -> None:
    check_work_for(group.consolidation.office_id, by)


may_write_call = may(check_write_call)
may_change_call = may(check_change_call)
may_issue_call = may(check_issue_call)
may_close_call = may(check_close_call)
may_work_for = may(check_work_for)
may_receive = may(check_receive)
may_decide_mail = may(check_decide_mail)
may_decide_incoming = may(check_decide_incoming)
may_return_answer = may(check_return_answer)
may_answer = may(check_answer)
may_ask_extension = may(check_ask_extension)
may_pass_on = may(check_pass_on)
may_edit_reply = may(check_edit_reply)
may_compose_reply = may(check_compose_reply)
may_confirm_reply = may(check_confirm_reply)
may_return_reply = may(check_return_reply)
may_send_reply = may(check_send_reply)
may_decide_extension = may(check_decide_extension)
may_settle_file = may(check_settle_file)
may_merge = may(check_merge)
