"""The letter that calls for needs, as Word: a 函 in Chinese, its counterpart in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wutong.documents.official import Copies, Language, OfficialDocument, Paragraph, RedHead, Signature, render
from wutong.exchange.values import Texts, in_language
from wutong.exchange.wording import Words


@dataclass(frozen=True, slots=True)
class CallLetter:
    """Texts per language. `deadline` carries the zone it is meant in; `signatory` where it is not the issuer."""

    issuer: Texts
    title: Texts
    addressees: tuple[Texts, ...]
    body: Mapping[str, tuple[str, ...]]  # paragraphs per language, the authoritative first
    deadline: datetime
    date: date
    number: Texts | None = None
    signatory: Texts | None = None
    contact: str = ""
    phone: str = ""
    email: str = ""
    attachments: tuple[Texts, ...] = ()
    copies: tuple[Texts, ...] = ()
    seal: bool = False


def render_letter(letter: CallLetter, language: Language) -> bytes:
    """The letter in one language; a text missing in it stands in the authoritative one."""
    words = Words(language)
    number = in_language(letter.number, language) if letter.number else ""
    return render(
        OfficialDocument(
            title=in_language(letter.title, language),
            language=language,
            head=RedHead(in_language(letter.issuer, language), number, form="letter"),
            addressees=words.join(in_language(name, language) for name in letter.addressees),
            blocks=tuple(Paragraph(text) for text in (*_body(letter, language), *_practical(letter, words))),
            enclosures=tuple(in_language(name, language) for name in letter.attachments),
            signature=Signature((in_language(letter.signatory or letter.issuer, language),), letter.date, letter.seal),
            copies=Copies(tuple(in_language(name, language) for name in letter.copies)),
            subject=words.say("letter.subject"),
        ),
        sources=False,
    )


def _body(letter: CallLetter, language: Language) -> tuple[str, ...]:
    return letter.body.get(language) or next(iter(letter.body.values()), ())


def _practical(letter: CallLetter, words: Words) -> list[str]:
    """By when and to whom: the two sentences a unit looks for."""
    key = "letter.deadline_mail" if letter.email else "letter.deadline"
    said = [words.say(key, deadline=words.moment(letter.deadline), email=letter.email)]
    person = words.contact(contact=letter.contact, phone=letter.phone)
    return [*said, person] if person else said
