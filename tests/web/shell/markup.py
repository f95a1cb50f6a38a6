"""What a page is made of, as far as safety and accessibility can be read off its HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

ASKED = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
LINKS = ("href", "src", "action", "hx-get", "hx-post", "formaction")
OWN = ("", "testserver")


class Markup(HTMLParser):
    """One page: its elements with the labels and forms around them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.labels: set[str] = set()
        self.asked: list[tuple[dict[str, str], bool]] = []
        self.forms: list[tuple[dict[str, str], list[str]]] = []
        self.links: list[str] = []
        self.empty: list[str] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self._in_form = False
        self._said: list[tuple[str, dict[str, str], list[str]]] = []
        self._script: dict[str, str] | None = None
        self.title = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        self._open.append(tag)
        for _tag, _found, said in self._said:
            said += [found[name] for name in ("alt", "aria-label", "title") if found.get(name)]
        if tag in ("a", "button", "h1"):
            self._said.append((tag, found, []))
        if tag == "label":
            self.labels.add(found.get("for", ""))
        if tag in ASKED and found.get("type") not in UNLABELLED:
            self.asked.append((found, "label" in self._open))
        if tag == "form":
            self.forms.append((found, []))
            self._in_form = True
        if tag in ASKED and self._in_form:
            self.forms[-1][1].append(found.get("name", ""))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        self._script = found if tag == "script" else None

    def handle_endtag(self, tag: str) -> None:
        self._script = None
        if tag == "form":
            self._in_form = False
        if self._said and self._said[-1][0] == tag:
            kind, found, said = self._said.pop()
            named = found.get("aria-label") or found.get("title") or "".join(said).strip()
            if not named:
                self.empty.append(f"<{kind} {found}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        for _tag, _found, said in self._said:
            said.append(data)
        if self._script is not None and data.strip():
            self.inline.append(data)
            if not self._script.get("nonce") and self._script.get("type") != "application/json":
                self.inline[-1] = f"without nonce: {data[:60]}"

    def count(self, tag: str) -> int:
        return sum(one == tag for one, _found in self.elements)


def faults(html: str) -> list[str]:
    """Every fault of one page in a few words; none is what a page should have."""
    page = Markup(html)
    told = _frame(page) + _safety(page) + _words(page) + _forms(page)
    return told + [f"two elements with the id {one}" for one in _twice(page)]


def _frame(page: Markup) -> list[str]:
    told = [] if page.count("h1") == 1 else [f"{page.count('h1')} h1"]
    languages = [found.get("lang") for tag, found in page.elements if tag == "html"]
    if not languages or not languages[0]:
        told.append("no lang")
    name = page.title.strip()
    if page.count("main") != 1:
        told.append(f"{page.count('main')} main")
    return told if name and not name.startswith("·") else [*told, f"title is {name!r}"]


def _safety(page: Markup) -> list[str]:
    told = [words for words in page.inline if words.startswith("without nonce")]
    for tag, found in page.elements:
        told += [f"<{tag} {name}>" for name in found if name.startswith("on")]
        if tag == "script" and not found.get("nonce") and found.get("type") != "application/json":
            told.append(f"script without nonce: {found}")
        for name in LINKS:
            target = urlsplit(found.get(name, ""))
            if target.scheme not in ("", "mailto", "tel", "http", "https") or target.netloc not in OWN:
                told.append(f"<{tag} {name}={found[name]!r}>")
            if target.scheme in ("http", "https") and target.netloc in OWN:
                told.append(f"absolute {found[name]}")
    return told


def _words(page: Markup) -> list[str]:
    told = [f"no words: {one}" for one in page.empty]
    told += [f"img without alt: {found}" for tag, found in page.elements if tag == "img" and "alt" not in found]
    for found, inside in page.asked:
        named = inside or found.get("id", "-") in page.labels or found.get("aria-label") or found.get("aria-labelledby")
        if not named:
            told.append(f"without label: {found}")
    return told


def _forms(page: Markup) -> list[str]:
    told = []
    for found, names in page.forms:
        if found.get("method", "get").lower() == "post" and "csrfmiddlewaretoken" not in names:
            told.append(f"form without token: {found}")
        if found.get("method", "get").lower() == "get" and "csrfmiddlewaretoken" in names:
            told.append(f"token in the address: {found}")
    return told


def _twice(page: Markup) -> list[str]:
    ids = [found["id"] for _tag, found in page.elements if found.get("id")]
    return sorted({one for one in ids if ids.count(one) > 1})
