"""What a browser sends: the fields of a rendered page, as HTML says they are posted."""

from __future__ import annotations

from django.http import QueryDict
from django.template.loader import render_to_string
from lxml import html

from wutong.forms.web import Page


def rendered(page: Page) -> html.HtmlElement:
    return html.document_fromstring(render_to_string("forms/form.html", {"page": page, "action": "/answer/"}))


def post_data(page: Page, **pressed: str) -> QueryDict:
    """The successful controls of the page, and the button that was pressed."""
    root = rendered(page)
    data = QueryDict(mutable=True)
    for control in root.xpath("//input[@name] | //textarea[@name] | //select[@name]"):
        name, kind = control.get("name"), control.get("type", "text")
        if control.tag == "textarea":
            # A parser drops one line break after the opening tag; browsers post breaks as CR LF.
            data.appendlist(name, (control.text or "").removeprefix("\n").replace("\n", "\r\n"))
        elif control.tag == "select":
            chosen = control.xpath("./option[@selected]") or control.xpath("./option")[:1]
            data.appendlist(name, chosen[0].get("value"))
        elif kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                data.appendlist(name, control.get("value", "on"))
        elif kind not in ("file", "submit"):
            data.appendlist(name, control.get("value", ""))
    for name, value in pressed.items():
        data[name] = value
    return data
