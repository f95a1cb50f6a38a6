"""Replies without an office suite: the text of a message or .txt file, and a web page with a table."""

from __future__ import annotations

from html import escape

from ..content import Need
from ..grid import grid_of
from ..reply import Reply


def text(reply: Reply) -> bytes:
    """A text file with Windows line ends, in the old Chinese encoding where the plan says so."""
    lines = [reply.title, "", reply.phrase("addressee"), reply.phrase("opening"), "", *need_lines(reply)]
    lines += ["", reply.phrase("closing"), reply.unit_name, reply.day]
    return "\r\n".join(lines).encode(reply.plan.encoding)


def html(reply: Reply) -> bytes:
    """A page saved from a browser or a text processor."""
    head = f'<meta charset="utf-8"><title>{escape(reply.title)}</title>'
    body = f"<h2>{escape(reply.title)}</h2><p>{escape(reply.phrase('opening'))}</p>{html_table(reply)}"
    closing = f"<p>{escape(reply.phrase('closing'))}</p><p align='right'>{escape(reply.unit_name)}<br>{reply.day}</p>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}{closing}</body></html>\n".encode()


def html_table(reply: Reply) -> str:
    grid = grid_of(reply)
    heads = "".join(f"<th>{escape(head)}</th>" for head in grid.heads)
    rows = ("".join(f"<td>{escape(str(value))}</td>" for value in row) for row in grid.rows)
    return (
        f"<table border='1' cellspacing='0'><tr>{heads}</tr>\n"
        + "".join(f"<tr>{row}</tr>\n" for row in rows)
        + "</table>"
    )


def need_lines(reply: Reply) -> list[str]:
    """The needs as people number them in a message: title, text, then the values woven in or one below the other."""
    lines: list[str] = []
    for number, need in enumerate(reply.needs, 1):
        values = [reply.sentence(need)] if reply.turn % 2 else reply.lines(need)[1:]
        lines += [_mark(number, need) + need.title, need.text, *values, ""]
    return lines[:-1]


def _mark(number: int, need: Need) -> str:
    return f"{number}、" if need.language == "zh" else f"{number}) "
