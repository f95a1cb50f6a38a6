"""The flow tables of the call, the inquiry, the reply, an extension, a mail and a file taken in, a group of needs."""

from wutong.base.flow import Flow, Move
from wutong.base.words import gettext_noop

MAILBOX = gettext_noop("the mailbox")
OFFICE = gettext_noop("issuing office")
COORDINATOR = gettext_noop("unit coordinator")
LEADER = gettext_noop("leader, not the composer")

CALL = Flow(
    "call",
    {
        "draft": gettext_noop("draft"),
        "issued": gettext_noop("issued"),
        "closed": gettext_noop("closed"),
        "withdrawn": gettext_noop("withdrawn"),
    },
    (
        Move("issue", ("draft",), "issued", by=OFFICE, says=gettext_noop("Issue the letter")),
        Move("close", ("issued",), "closed", by=OFFICE, says=gettext_noop("Close the call")),
        Move("reopen", ("closed",), "issued", by=OFFICE, says=gettext_noop("Open again")),
        Move("withdraw", ("draft", "issued"), "withdrawn", by=OFFICE, says=gettext_noop("Withdraw")),
    ),
    start="draft",
)

INQUIRY = Flow(
    "inquiry",
    {
        "waiting": gettext_noop("waiting for an answer"),
        "passed_on": gettext_noop("passed on to sub-units"),
        "answered": gettext_noop("answered"),
        "no_needs": gettext_noop("no needs"),
    },
    (
        Move("pass_on", ("waiting", "passed_on"), "passed_on", by=COORDINATOR, says=gettext_noop("Pass on")),
        Move(
            "answer",
            ("waiting", "passed_on", "answered", "no_needs"),
            "answered",
            by=gettext_noop("unit, by sending a reply; or the office, by taking one in"),
            says=gettext_noop("Answer"),
        ),
        Move(
            "decline",
            ("waiting", "passed_on", "answered", "no_needs"),
            "no_needs",
            by=gettext_noop("unit, by sending “no needs”; or the office, by taking it in"),
            says=gettext_noop("No needs"),
        ),
        Move("return", ("answered", "no_needs"), "waiting", by=OFFICE, says=gettext_noop("Return for correction")),
    ),
    start="waiting",
)

REPLY = Flow(
    "reply",
    {
        "draft": gettext_noop("draft"),
        "composed": gettext_noop("waiting for the leader"),
        "confirmed": gettext_noop("confirmed by the leader"),
        "sent": gettext_noop("sent"),
        "superseded": gettext_noop("superseded by a newer version"),
    },
    (
        Move("compose", ("draft",), "composed", by=COORDINATOR, says=gettext_noop("Hand to the leader")),
        Move("return", ("composed", "confirmed"), "draft", by=LEADER, says=gettext_noop("Return to the composer")),
        Move("confirm", ("composed",), "confirmed", by=LEADER, says=gettext_noop("Confirm")),
        Move("send", ("confirmed",), "sent", by=COORDINATOR, says=gettext_noop("Send")),
        Move("take_in", ("draft",), "sent", by=OFFICE, says=gettext_noop("Take in")),
        Move("supersede", ("sent",), "superseded", by=gettext_noop("a newer version"), says=gettext_noop("Supersede")),
    ),
    start="draft",
)

EXTENSION = Flow(
    "extension",
    {
        "asked": gettext_noop("waits for a decision"),
        "granted": gettext_noop("granted"),
        "declined": gettext_noop("not granted"),
    },
    (
        Move("grant", ("asked",), "granted", by=OFFICE, says=gettext_noop("Grant")),
        Move("decline", ("asked",), "declined", by=OFFICE, says=gettext_noop("Do not grant")),
        Move(
            "lapse",
            ("asked",),
            "declined",
            by=gettext_noop("an answer that came meanwhile"),
            says=gettext_noop("Answered meanwhile"),
        ),
    ),
    start="asked",
)

INTAKE = Flow(
    "intake_file",
    {
        "received": gettext_noop("received"),
        "triage": gettext_noop("waits for a person"),
        "accepted": gettext_noop("taken in as a reply"),
        "no_needs": gettext_noop("taken in: no needs"),
        "set_aside": gettext_noop("not a reply"),
        "superseded": gettext_noop("superseded by a later one"),
        "unreadable": gettext_noop("unreadable"),
        "opened": gettext_noop("a container, opened into its parts"),
    },
    (
        Move("open", ("received",), "opened", by=gettext_noop("the reader"), says=gettext_noop("Open")),
        Move("doubt", ("received",), "triage", by=gettext_noop("the reader"), says=gettext_noop("Wait for a person")),
        Move("fail", ("received",), "unreadable", by=gettext_noop("the reader"), says=gettext_noop("Unreadable")),
        Move(
            "accept",
            ("received", "triage", "set_aside", "unreadable"),
            "accepted",
            by=OFFICE,
            says=gettext_noop("Take in as a reply"),
        ),
        Move(
            "take_no_needs",
            ("received", "triage", "set_aside", "unreadable"),
            "no_needs",
            by=OFFICE,
            says=gettext_noop("Take in as “no needs”"),
        ),
        Move(
            "set_aside",
            ("received", "triage", "unreadable"),
            "set_aside",
            by=OFFICE,
            says=gettext_noop("Set aside: not a reply"),
        ),
        Move(
            "supersede",
            ("received", "triage", "accepted", "no_needs"),
            "superseded",
            by=gettext_noop("a later file of the same unit"),
            says=gettext_noop("Superseded"),
        ),
        Move(
            "reconsider",
            ("set_aside", "superseded", "accepted", "no_needs", "unreadable"),
            "triage",
            by=OFFICE,
            says=gettext_noop("Look again"),
        ),
    ),
    start="received",
)

INCOMING = Flow(
    "incoming_mail",
    {
        "kept": gettext_noop("kept"),
        "taken": gettext_noop("taken in"),
        "waiting": gettext_noop("waits for a person"),
        "returned": gettext_noop("a mail of ours came back"),
        "automatic": gettext_noop("an automatic notice"),
        "set_aside": gettext_noop("set aside"),
    },
    (
        Move(
            "take",
            ("kept", "waiting", "automatic", "set_aside"),
            "taken",
            by=gettext_noop("the mailbox, or the office"),
            says=gettext_noop("Take in"),
        ),
        Move("doubt", ("kept",), "waiting", by=MAILBOX, says=gettext_noop("Wait for a person")),
        Move("note_return", ("kept",), "returned", by=MAILBOX, says=gettext_noop("Note as returned")),
        Move("note_notice", ("kept",), "automatic", by=MAILBOX, says=gettext_noop("Note as automatic")),
        Move("set_aside", ("waiting",), "set_aside", by=OFFICE, says=gettext_noop("Set aside")),
    ),
    start="kept",
)

GROUP = Flow(
    "need_group",
    {
        "proposed": gettext_noop("open"),
        "accepted": gettext_noop("accepted"),
        "declined": gettext_noop("declined"),
    },
    (
        Move("accept", ("proposed", "declined"), "accepted", by=OFFICE, says=gettext_noop("Accept")),
        Move("decline", ("proposed", "accepted"), "declined", by=OFFICE, says=gettext_noop("Decline")),
        Move("reopen", ("accepted", "declined"), "proposed", by=OFFICE, says=gettext_noop("Open again")),
    ),
    start="proposed",
)

FLOWS = (CALL, INQUIRY, REPLY, EXTENSION, INTAKE, INCOMING, GROUP)
