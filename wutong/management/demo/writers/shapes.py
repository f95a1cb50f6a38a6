"""The shapes by name, and the one door through which a planned file becomes bytes."""

from __future__ import annotations

from collections.abc import Callable

from ..content import Demo, FilePlan
from ..reply import Reply
from . import broken, excel, plain, prose, word_tables
from .archive import archive
from .mail import mail

SHAPES: dict[str, Callable[[Reply], bytes]] = {
    "prose": prose.prose,
    "prose_auto": prose.prose_auto,
    "first_second": prose.first_second,
    "circled": prose.circled_list,
    "letter": prose.letter,
    "call_letter": prose.call_letter,
    "word_table": word_tables.word_table,
    "word_table_merged": word_tables.word_table_merged,
    "word_forms": word_tables.word_forms,
    "word_cards": word_tables.word_cards,
    "sheet": excel.sheet,
    "text_numbers": excel.text_numbers,
    "by_action": excel.by_action,
    "merged": excel.merged,
    "transposed": excel.transposed,
    "hidden": excel.hidden,
    "nothing": excel.nothing,
    "text": plain.text,
    "html": plain.html,
    "truncated": broken.truncated,
    "encrypted": broken.encrypted,
    "empty": broken.empty,
    "picture": broken.picture,
    "scan_pdf": broken.scan_pdf,
}


def write_shape(plan: FilePlan, demo: Demo) -> bytes:
    """The file as bytes; mails and archives first write the files they carry."""
    reply = Reply(plan, demo)
    inside = [(part.name, write_shape(part, demo)) for part in plan.parts]
    if plan.shape == "mail":
        return mail(reply, inside)
    if plan.shape == "archive":
        return archive(inside, plan.encoding, plan.sent)
    return SHAPES[plan.shape](reply)
